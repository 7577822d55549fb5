import { createMemoryInbox } from '@wxdp/notify'
import { codeOf } from '@wxdp-internal/fixtures'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inboxContract, type NewClaim, states, take } from '../support/inbox-contract.ts'

describe('createMemoryInbox', () => {
  inboxContract(() => {
    let time = 0
    const inbox = createMemoryInbox({ lease: 10, remember: 10, now: () => time })
    const pass = async () => {
      time += 10
    }
    return { inbox, shortLease: inbox, shortMemory: inbox, pass }
  })

  it('frees a claim when its lease ends, and forgets a handled id after its time', async () => {
    let time = 0
    const inbox = createMemoryInbox({ lease: 10, remember: 100, now: () => time })
    await take(inbox, 'a')
    time = 9
    expect(await states(inbox, 'a')).toEqual(['busy'])
    time = 10
    await (await take(inbox, 'a')).complete()
    time = 109
    expect(await states(inbox, 'a')).toEqual(['done'])
    time = 110
    expect(await states(inbox, 'a')).toEqual(['new'])
  })

  it('keeps no more than its capacity: it forgets the oldest handled id, and rejects a claim beyond it', async () => {
    const inbox = createMemoryInbox({ capacity: 2 })
    for (const id of ['a', 'b', 'c']) await (await take(inbox, id)).complete()
    expect(await states(inbox, 'b', 'c')).toEqual(['done', 'done'])
    await take(inbox, 'a')
    await take(inbox, 'd')
    expect(await codeOf(() => inbox.claim('e'))).toBe('NOTIFY_INBOX_FULL')
    expect(await states(inbox, 'a', 'b')).toEqual(['busy', 'done'])
  })

  it('never grants one id to two owners at a time', async () => {
    const step = fc.record({
      id: fc.constantFrom('a', 'b', 'c'),
      act: fc.constantFrom('claim', 'complete', 'release', 'wait'),
      ms: fc.integer({ min: 1, max: 15 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        let time = 0
        const inbox = createMemoryInbox({ lease: 10, remember: 1_000_000, now: () => time })
        const owners = new Map<string, { claim: NewClaim; until: number }>()
        const done = new Set<string>()
        for (const { id, act, ms } of steps) {
          const owner = owners.get(id)
          if (act === 'wait') time += ms
          else if (act === 'claim') {
            const claim = await inbox.claim(id)
            const held = owner !== undefined && time < owner.until
            expect(claim.state).toBe(done.has(id) ? 'done' : held ? 'busy' : 'new')
            if (claim.state === 'new') owners.set(id, { claim, until: time + 10 })
          } else if (owner) {
            await owner.claim[act]()
            owners.delete(id)
            if (act === 'complete') done.add(id)
          }
        }
      }),
    )
  })

  it.each([{ lease: 0 }, { remember: -1 }, { capacity: 0.5 }, { capacity: Number.POSITIVE_INFINITY }])(
    '%j are a TypeError at once',
    (options) => {
      expect(() => createMemoryInbox(options)).toThrow(TypeError)
    },
  )
})

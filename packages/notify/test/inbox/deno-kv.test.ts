import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Kv, openKv } from '@deno/kv'
import { createDenoKvInbox, type DenoKv, type DenoKvInboxOptions } from '@wxdp/notify/deno-kv'
import { skipWithout } from '@wxdp-internal/services/skip-without'
import { afterAll, beforeAll, describe, expect, expectTypeOf, it, vi } from 'vitest'
import { type DenoInboxes, findDeno, startDeno } from '../support/deno.ts'
import { inboxContract, states, take } from '../support/inbox-contract.ts'

const program = findDeno()
const brief = 50
// A busy machine must not look like a fault of the inbox.
const timeout = 30_000

describe('createDenoKvInbox in two processes of Deno on one file', () => {
  skipWithout(program, 'Deno')
  const folder = mkdtempSync(join(tmpdir(), 'wxdp-deno-'))
  let denos: DenoInboxes[] = []
  beforeAll(async () => {
    if (!program) return
    // One after the other: the first makes the file.
    for (let i = 0; i < 2; i++) denos.push(await startDeno(program, join(folder, 'kv')))
  }, 60_000)
  afterAll(async () => {
    await Promise.all(denos.map((deno) => deno.stop()))
    rmSync(folder, { recursive: true, force: true })
  })

  inboxContract(() => {
    const [one, other] = denos as [DenoInboxes, DenoInboxes]
    return {
      inbox: one.inbox({ timeout }),
      shortLease: other.inbox({ timeout, lease: brief }),
      shortMemory: other.inbox({ timeout, remember: brief }),
      pass: () => sleep(brief + 20),
    }
  })

  it('grants each of ten ids once among two hundred concurrent claims in both', async () => {
    const ids = Array.from({ length: 10 }, () => crypto.randomUUID())
    let unavailable = 0
    // The file is locked now and then, which two processes see as an error.
    const claim = async (deno: DenoInboxes, id: string): Promise<string> => {
      for (;;) {
        const claimed = await deno
          .inbox({ timeout })
          .claim(id)
          .catch((error: { code?: unknown }) => ({ state: error.code }))
        if (claimed.state !== 'NOTIFY_INBOX_UNAVAILABLE') return `${claimed.state}`
        unavailable++
        await sleep(20)
      }
    }
    const all = denos.flatMap((deno) => Array.from({ length: 10 }, () => ids.map((id) => claim(deno, id))))
    const found = await Promise.all(all.flat())
    expect(found.filter((state) => state === 'new')).toHaveLength(10)
    expect(found.filter((state) => state === 'busy')).toHaveLength(190)
    expect(unavailable).toBeLessThan(2_000)
  })

  it('grants a claim of a process that was killed once its lease has ended', async () => {
    const [one, other] = denos as [DenoInboxes, DenoInboxes]
    const [held, handled] = [crypto.randomUUID(), crypto.randomUUID()]
    await (await take(other.inbox({ timeout }), handled)).complete()
    await take(other.inbox({ timeout, lease: 2_000 }), held)
    await other.kill()
    expect(await states(one.inbox({ timeout }), held, handled)).toEqual(['busy', 'done'])
    await sleep(2_000)
    expect(await states(one.inbox({ timeout }), held)).toEqual(['new'])
    denos = [one, await startDeno(`${program}`, join(folder, 'kv'))]
    expect(await states((denos[1] as DenoInboxes).inbox({ timeout }), held, handled)).toEqual([
      'busy',
      'done',
    ])
  })
})

describe('createDenoKvInbox in this process', () => {
  let kv: Kv
  beforeAll(async () => {
    kv = await openKv(':memory:')
  })
  afterAll(() => kv.close())

  inboxContract(() => ({
    inbox: createDenoKvInbox({ kv, timeout }),
    shortLease: createDenoKvInbox({ kv, timeout, lease: brief }),
    shortMemory: createDenoKvInbox({ kv, timeout, remember: brief }),
    pass: () => sleep(brief + 20),
  }))

  it('takes the type of @deno/kv', () => expectTypeOf<Kv>().toExtend<DenoKv>())

  it('keeps one key an id, under its prefix, which expires', async () => {
    const inbox = createDenoKvInbox({ kv, timeout, prefix: ['mine'] })
    await (await take(inbox, 'EV-1')).complete()
    expect(await states(createDenoKvInbox({ kv, timeout, prefix: ['other'] }), 'EV-1')).toEqual(['new'])
    const { value } = await kv.get<{ owner: unknown; end: number }>(['mine', 'EV-1'])
    expect(value?.owner).toBeUndefined()
    expect(value?.end).toBeGreaterThan(Date.now() + 86_000_000)
  })

  it('remembers for as long as Deno KV can tell', async () => {
    const [remember, lease] = [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]
    const inbox = createDenoKvInbox({ kv, timeout, remember, lease })
    await (await take(inbox, 'for ever')).complete()
    expect(await states(inbox, 'for ever')).toEqual(['done'])
  })

  it('gives up an entry that changes each time', async () => {
    const check = vi.fn()
    const atomic = { check, set: () => atomic, delete: () => atomic, commit: async () => ({ ok: false }) }
    check.mockReturnValue(atomic)
    const restless = { get: async () => ({ value: null, versionstamp: null }), atomic: () => atomic }
    const error = await createDenoKvInbox({ kv: restless, lease: 1 })
      .claim('a')
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'NOTIFY_INBOX_UNAVAILABLE' })
    expect(`${(error as Error).cause}`).toContain('changed during each of 20 attempts')
  })

  it('is unavailable once the KV is closed', async () => {
    const closed = await openKv(':memory:')
    closed.close()
    await expect(createDenoKvInbox({ kv: closed, lease: 1 }).claim('a')).rejects.toMatchObject({
      code: 'NOTIFY_INBOX_UNAVAILABLE',
    })
  })

  it.each([{ kv: undefined }, { kv: {} }, { prefix: 'a' }, { prefix: [1] }, { lease: 0 }])(
    '%j are a TypeError at once',
    (options) => {
      expect(() => createDenoKvInbox({ kv, ...options } as DenoKvInboxOptions)).toThrow(
        expect.objectContaining({ name: 'TypeError', code: 'NOTIFY_OPTION_INVALID' }),
      )
    },
  )
})

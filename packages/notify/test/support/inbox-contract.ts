import type { Inbox, InboxClaim } from '@wxdp/notify'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

/** Three inboxes on one store. What is not short lasts longer than any test. */
export interface InboxesOnOneStore {
  readonly inbox: Inbox
  readonly shortLease: Inbox
  readonly shortMemory: Inbox
  /** Resolves when every short lease and every short memory that has begun is over. */
  pass(): Promise<void>
}

export type NewClaim = Extract<InboxClaim, { state: 'new' }>

/** Claims an id that must be free. */
export async function take(inbox: Inbox, id: string): Promise<NewClaim> {
  const claim = await inbox.claim(id)
  if (claim.state !== 'new') throw new Error(`expected a new claim of ${id}, got ${claim.state}`)
  return claim
}

/** The states of one more claim of each id, all concurrent. */
export const states = async (inbox: Inbox, ...ids: readonly string[]): Promise<InboxClaim['state'][]> =>
  Promise.all(ids.map(async (id) => (await inbox.claim(id)).state))

const oddIds = [
  ...['', ' ', 'a b', 'a\nb', '\0', '{a}', '{a}b', '*', '"', '\\', "'", 'done', 'a:b', '../a', '%2e', 'null'],
  ...[
    '__proto__',
    'constructor',
    '微信支付',
    'é',
    'e\u0301',
    '🧧',
    '\ud83e',
    '\udde7',
    '\\ud83e',
    'EV-1',
    'ev-1',
  ],
  'EV-2018022511223320873'.padEnd(36, 'x'),
  'x'.repeat(37),
  'x'.repeat(10_000),
]

/** The contract of every inbox, whatever its store is. */
export function inboxContract(open: () => InboxesOnOneStore | Promise<InboxesOnOneStore>): void {
  const setUp = async () => ({ ...(await open()), id: crypto.randomUUID() as string })

  describe('the contract of an inbox', () => {
    it('grants an id once: it is busy until it is completed, and done from then on', async () => {
      const { inbox, id } = await setUp()
      const claim = await take(inbox, id)
      expect(await states(inbox, id, id)).toEqual(['busy', 'busy'])
      await claim.complete()
      expect(await states(inbox, id, id)).toEqual(['done', 'done'])
    })

    it('grants a released id to the next claim', async () => {
      const { inbox, id } = await setUp()
      for (let round = 0; round < 3; round++) await (await take(inbox, id)).release()
      await (await take(inbox, id)).complete()
      expect(await states(inbox, id)).toEqual(['done'])
    })

    it('grants one of a hundred concurrent claims', async () => {
      const { inbox, id } = await setUp()
      const claims = await Promise.all(Array.from({ length: 100 }, () => inbox.claim(id)))
      expect(claims.filter(({ state }) => state === 'new')).toHaveLength(1)
      expect(claims.filter(({ state }) => state === 'busy')).toHaveLength(99)
      await claims.find((claim) => claim.state === 'new')?.complete()
      expect(new Set(await states(inbox, ...Array(100).fill(id)))).toEqual(new Set(['done']))
    })

    it('keeps odd and long ids apart', async () => {
      const { inbox, id } = await setUp()
      const ids = oddIds.map((odd) => `${id}${odd}`)
      expect(new Set(ids)).toHaveLength(oddIds.length)
      const claims = await Promise.all(ids.map((each) => take(inbox, each)))
      expect(new Set(await states(inbox, ...ids))).toEqual(new Set(['busy']))
      const [last, ...others] = claims.reverse()
      await Promise.all(others.map((claim) => claim.complete()))
      expect((await states(inbox, ...ids)).reverse()).toEqual(['busy', ...others.map(() => 'done')])
      await last?.release()
    })

    it('keeps any ids apart', async () => {
      const { inbox, id } = await setUp()
      const text = fc.string({ unit: fc.integer({ max: 0xffff }).map((unit) => String.fromCharCode(unit)) })
      const ids = fc.sample(fc.uniqueArray(text, { minLength: 20, maxLength: 20 }), 1).flat()
      const found = await states(inbox, ...ids.map((each) => id + each))
      expect(found, JSON.stringify(ids)).toEqual(ids.map(() => 'new'))
    })

    it('grants the id again when the lease ends; the first owner then cannot release it', async () => {
      const { inbox, shortLease, pass, id } = await setUp()
      const first = await take(shortLease, id)
      await pass()
      const second = await take(inbox, id)
      await first.release()
      expect(await states(inbox, id)).toEqual(['busy'])
      await second.release()
      expect(await states(inbox, id)).toEqual(['new'])
    })

    it('does not prolong a lease by claims that are refused', async () => {
      const { inbox, shortLease, pass } = await setUp()
      for (;;) {
        const id = crypto.randomUUID()
        await take(shortLease, id)
        // On a busy machine the lease may be over already.
        if ((await inbox.claim(id)).state === 'new') continue
        await pass()
        expect(await states(inbox, id)).toEqual(['new'])
        return
      }
    })

    it('accepts the completion of a late owner; the current owner cannot undo it', async () => {
      const { inbox, shortLease, pass, id } = await setUp()
      const first = await take(shortLease, id)
      await pass()
      const second = await take(inbox, id)
      await first.complete()
      expect(await states(inbox, id)).toEqual(['done'])
      await second.release()
      expect(await states(inbox, id)).toEqual(['done'])
      await second.complete()
      expect(await states(inbox, id)).toEqual(['done'])
    })

    it('accepts a completion after the lease has ended, if nobody else claimed the id', async () => {
      const { inbox, shortLease, pass, id } = await setUp()
      const late = await take(shortLease, id)
      await pass()
      await late.complete()
      expect(await states(inbox, id)).toEqual(['done'])
    })

    it('forgets a handled id after its time', async () => {
      const { inbox, shortMemory, pass, id } = await setUp()
      await (await take(shortMemory, id)).complete()
      await pass()
      expect(await states(inbox, id)).toEqual(['new'])
    })

    it('tolerates steps that are repeated or come too late', async () => {
      const { inbox, id } = await setUp()
      const claim = await take(inbox, id)
      await claim.release()
      await claim.release()
      await claim.complete()
      await claim.complete()
      await claim.release()
      expect(await states(inbox, id)).toEqual(['done'])
    })
  })
}

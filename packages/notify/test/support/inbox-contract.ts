import type { Inbox, InboxClaim } from '@wxdp/notify'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

/** One store, through three inboxes; what is not short outlasts every test. */
export interface Desk {
  readonly inbox: Inbox
  readonly shortLease: Inbox
  readonly shortMemory: Inbox
  /** Resolves when a lease or a memory that is short and began before is over. */
  pass(): Promise<void>
}

export type NewClaim = Extract<InboxClaim, { state: 'new' }>

/** Claims what must be free. */
export async function take(inbox: Inbox, id: string): Promise<NewClaim> {
  const claim = await inbox.claim(id)
  if (claim.state !== 'new') throw new Error(`expected a new claim of ${id}, got ${claim.state}`)
  return claim
}

/** What each id's next claim is told, all asked at once. */
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

/** What every inbox promises, whatever it keeps its claims in. */
export function inboxContract(open: () => Desk | Promise<Desk>): void {
  const setUp = async () => ({ ...(await open()), id: crypto.randomUUID() as string })

  describe('the contract of an inbox', () => {
    it('gives an id once: then it is busy, and once completed it is done', async () => {
      const { inbox, id } = await setUp()
      const claim = await take(inbox, id)
      expect(await states(inbox, id, id)).toEqual(['busy', 'busy'])
      await claim.complete()
      expect(await states(inbox, id, id)).toEqual(['done', 'done'])
    })

    it('gives a released id to the next who asks', async () => {
      const { inbox, id } = await setUp()
      for (let round = 0; round < 3; round++) await (await take(inbox, id)).release()
      await (await take(inbox, id)).complete()
      expect(await states(inbox, id)).toEqual(['done'])
    })

    it('of a hundred who ask at once, one gets it', async () => {
      const { inbox, id } = await setUp()
      const claims = await Promise.all(Array.from({ length: 100 }, () => inbox.claim(id)))
      expect(claims.filter(({ state }) => state === 'new')).toHaveLength(1)
      expect(claims.filter(({ state }) => state === 'busy')).toHaveLength(99)
      await claims.find((claim) => claim.state === 'new')?.complete()
      expect(new Set(await states(inbox, ...Array(100).fill(id)))).toEqual(new Set(['done']))
    })

    it('keeps ids apart, however odd or long', async () => {
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

    it('keeps any two ids apart', async () => {
      const { inbox, id } = await setUp()
      const text = fc.string({ unit: fc.integer({ max: 0xffff }).map((unit) => String.fromCharCode(unit)) })
      const ids = fc.sample(fc.uniqueArray(text, { minLength: 20, maxLength: 20 }), 1).flat()
      const told = await states(inbox, ...ids.map((each) => id + each))
      expect(told, JSON.stringify(ids)).toEqual(ids.map(() => 'new'))
    })

    it('lets the next one in when the lease runs out; the first owner then releases nothing', async () => {
      const { inbox, shortLease, pass, id } = await setUp()
      const first = await take(shortLease, id)
      await pass()
      const second = await take(inbox, id)
      await first.release()
      expect(await states(inbox, id)).toEqual(['busy'])
      await second.release()
      expect(await states(inbox, id)).toEqual(['new'])
    })

    it('what a late owner completes is handled; whoever has it now cannot undo that', async () => {
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

    it('takes a completion that comes after the lease, with nobody in between', async () => {
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

    it('bears what is said twice or too late', async () => {
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

import { setTimeout as sleep } from 'node:timers/promises'
import { planChangeEnvelope } from '@wxdp-internal/fixtures/messages'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { inboxContract } from '../support/inbox-contract.ts'
import { createRemoteInbox, type RemoteOptions } from '../support/remote-inbox.ts'
import { callbackHeaders } from '../support/settings.ts'
import { startWorkerd, type Workerd } from '../support/workerd.ts'

const brief = 50
// A busy machine must not look like a fault of the inbox.
const timeout = 30_000

let worker: Workerd
beforeAll(async () => {
  worker = await startWorkerd('d1-worker.ts', { d1Databases: ['DB'] })
  await worker.dispatch('/table')
})
afterAll(() => worker.stop())

const send = async (path: string, body: string) =>
  (await worker.dispatch(path, { method: 'POST', body })).text()
const make = (options: RemoteOptions) =>
  createRemoteInbox((body) => send('/inbox', body), { timeout, ...options })

describe.concurrent('createSqlInbox on Cloudflare D1, in workerd', () => {
  inboxContract(() => ({
    inbox: make({}),
    shortLease: make({ lease: brief }),
    shortMemory: make({ remember: brief }),
    pass: () => sleep(brief + 20),
  }))

  it('handles one of thirty concurrent deliveries, and a later one is a duplicate', async () => {
    const id = crypto.randomUUID()
    const body = await planChangeEnvelope({ id })
    const headers = await callbackHeaders(body)
    const post = async () =>
      (await worker.dispatch('/wechatpay/plans', { method: 'POST', headers, body })).status
    const statuses = await Promise.all(Array.from({ length: 30 }, post))
    expect(statuses).toContain(204)
    expect(statuses.filter((status) => status !== 204 && status !== 503)).toEqual([])
    expect(await post()).toBe(204)
    const effects: string[] = JSON.parse(await (await worker.dispatch('/effects')).text())
    expect(effects.filter((effect) => effect === id)).toHaveLength(1)
  })
})

describe('createSqlInbox on Cloudflare D1, alone', () => {
  it('deletes entries that ended more than an hour ago', async () => {
    const query = async (sql: string) => JSON.parse(await send('/sql', JSON.stringify({ sql, params: [] })))
    const count = async () => {
      const { results } = await query(`SELECT count(*) AS n FROM wxdp_inbox WHERE id LIKE 'old-%'`)
      return results[0].n
    }
    const rows = Array.from({ length: 12 }, (_, i) => `('old-${i}', '', 'done', 0)`).join(', ')
    await query(`INSERT INTO wxdp_inbox (id, owner, state, ends_at) VALUES ${rows}`)
    await make({}).claim(crypto.randomUUID())
    await vi.waitFor(async () => expect(await count()).toBe(2), 5_000)
  })
})

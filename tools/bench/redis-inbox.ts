// What a shared inbox costs: claims per second, and what it adds to one callback, on loopback.
//
//   node --import tsx tools/bench/redis-inbox.ts
import { createVerifier } from '@wxdp/auth'
import { sealResource, signMessage } from '@wxdp/auth/platform'
import { createHandler, createMemoryInbox, type Inbox } from '@wxdp/notify'
import { createRedisInbox } from '@wxdp/notify/redis'
import { apiV3Key, platformSerial, utf8 } from '@wxdp-internal/fixtures'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'
import { findRedis, startRedis } from '@wxdp-internal/services'
import { Redis } from 'ioredis'
import { createClient } from 'redis'

const program = await findRedis()
if (!program) throw new Error('redis-server is not on this machine.')
const server = await startRedis({ program })
const first = new Redis({ port: server.port, host: '127.0.0.1' })
const second = createClient({ url: server.url })
await second.connect()
const inboxes: Readonly<Record<string, Inbox>> = {
  'memory, in this process': createMemoryInbox(),
  'Redis through ioredis': createRedisInbox({ client: first }),
  'Redis through redis': createRedisInbox({ client: second }),
}

const { privateKey, publicKey } = freshKeyPair()
const verifier = createVerifier({ keys: { [platformSerial]: publicKey } })

try {
  for (const [name, inbox] of Object.entries(inboxes)) {
    // Once for the start, once for the figure.
    await claimsPerSecond(inbox)
    const claims = await claimsPerSecond(inbox)
    await callbackMicroseconds(inbox)
    const callback = await callbackMicroseconds(inbox)
    console.log(`${name}: ${claims} claims/s, 64 at once; ${callback} µs a callback, median, one at a time`)
  }
} finally {
  first.disconnect()
  second.destroy()
  await server.stop()
}

async function claimsPerSecond(inbox: Inbox, count = 20_000): Promise<number> {
  const run = crypto.randomUUID()
  let next = 0
  const start = performance.now()
  await Promise.all(
    Array.from({ length: 64 }, async () => {
      while (next < count) await inbox.claim(`${run}-${next++}`)
    }),
  )
  return Math.round((count / (performance.now() - start)) * 1000)
}

/** A callback as a handler gets it, verified, opened, claimed and completed. */
async function callbackMicroseconds(inbox: Inbox, count = 2_000): Promise<number> {
  const handler = createHandler({ verifier, apiV3Key, inbox, onNotification() {} })
  const times: number[] = []
  for (let i = 0; i < count; i++) {
    const request = await callback()
    const start = performance.now()
    const { status } = await handler(request)
    times.push(performance.now() - start)
    if (status !== 204) throw new Error(`A callback was answered ${status}.`)
  }
  const middle = times.sort((one, other) => one - other)[count >> 1] ?? Number.NaN
  return Math.round(middle * 1000)
}

async function callback(): Promise<Request> {
  const change = {
    plan_id: '12000',
    plan_state: 'DELIVERING',
    audit_state: 'PASSED',
    change_reason: '审核通过',
    modify_time: '2026-03-23T10:29:35.120+08:00',
  }
  const sealed = await sealResource(apiV3Key, utf8(JSON.stringify(change)), {
    associatedData: 'delivery_plan',
  })
  const body = JSON.stringify({
    id: crypto.randomUUID(),
    create_time: '2026-03-23T10:29:36+08:00',
    event_type: 'DELIVERY_PLAN.CHANGE',
    resource_type: 'encrypt-resource',
    summary: '投放计划状态变更',
    resource: { ...sealed, original_type: 'delivery_plan' },
  })
  const signed = await signMessage({ body: utf8(body), serialNo: platformSerial, privateKey })
  const headers = { 'Content-Type': 'application/json', ...signed }
  return new Request('https://pay.example.com/wechatpay/plans', { method: 'POST', headers, body })
}

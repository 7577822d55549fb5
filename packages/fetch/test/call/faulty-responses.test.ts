// Answers that are errors, no answers, or not to be trusted, over real sockets.

import type { RequestListener } from 'node:http'
import { gzipSync } from 'node:zlib'
import { ApiError, CoreError } from '@wxdp/core'
import { createPlan, setNotifyUrl, terminatePlan } from '@wxdp/core/partner'
import { type ClientOptions, FetchError } from '@wxdp/fetch'
import { signedHeaders } from '@wxdp-internal/fixtures/messages'
import { describe, expect, it } from 'vitest'
import { fail, inTurn, type Served, serve, succeed } from '../support/servers.ts'
import { done, input, probe, setup } from '../support/setup.ts'

/** A client of a server with these answers, one after the other. */
async function against(answers: readonly RequestListener[], options: Partial<ClientOptions> = {}) {
  const listener = inTurn(...answers)
  const served: Served = await serve(listener)
  const made = setup({ hosts: [served.url], sandbox: true, timeout: 1000, ...options })
  const set = () => made.client.call(setNotifyUrl, input)
  const failure = () =>
    set().then(
      () => Promise.reject(new Error('it succeeded')),
      (error: unknown) => error as { readonly code: string },
    )
  return { ...made, set, failure, served, count: listener.count }
}

const plan = {
  out_request_no: 'create-1',
  brand_id: '1',
  product_coupon_id: '2',
  stock_id: '3',
  reuse_coupon_config: true,
} as const

describe('an answer that says later', () => {
  it.each<[string, RequestListener, number]>([
    ['429 without Retry-After', fail(429, 'RATELIMIT_EXCEEDED'), 1000],
    ['429 with Retry-After', fail(429, 'FREQUENCY_LIMITED', { 'retry-after': '5' }), 5000],
    ['500 SYSTEM_ERROR', fail(500, 'SYSTEM_ERROR'), 1000],
    ['502', fail(502, 'BAD_GATEWAY'), 1000],
    ['503', fail(503, 'SERVICE_UNAVAILABLE'), 1000],
  ])('%s is repeated after a pause', async (_, answer, pause) => {
    const { set, waits, count } = await against([answer, succeed])
    await expect(set()).resolves.toEqual({ notify_url: input.notify_url })
    expect(waits).toEqual([pause])
    expect(count()).toBe(2)
  })

  it('429 with a Retry-After beyond the deadline ends the call with the answer', async () => {
    const { failure, waits } = await against([fail(429, 'RATE_LIMITED', { 'retry-after': '60' })])
    expect(await failure()).toMatchObject({ code: 'RATE_LIMITED', status: 429 })
    expect(waits).toEqual([])
  })

  it('503 for ever is an ApiError after four attempts, and sends the same bytes each time', async () => {
    const bodies: string[] = []
    const { client } = await against([
      async (request, response) => {
        let body = ''
        for await (const chunk of request) body += chunk
        bodies.push(body)
        fail(503, 'SERVICE_UNAVAILABLE')(request, response)
      },
    ])
    const error = await client.call(createPlan, plan).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ApiError)
    expect((error as ApiError).attempts).toHaveLength(4)
    expect(new Set(bodies).size).toBe(1)
    expect(bodies).toHaveLength(4)
  })

  it('429, 500, 502 and 503 of an endpoint that says never are not repeated', async () => {
    for (const status of [429, 500, 502, 503]) {
      const { client, count } = await against([fail(status, 'SYSTEM_ERROR')])
      await expect(client.call(terminatePlan, { plan_id: '1' })).rejects.toMatchObject({ status })
      expect(count()).toBe(1)
    }
  })
})

describe('an answer that is none of WeChat Pay', () => {
  const html = (status: number): RequestListener => {
    return (_, response) =>
      response.writeHead(status, { 'content-type': 'text/html' }).end('<html>proxy</html>')
  }

  it('HTML from a proxy as an error is an ApiError without a code of the platform; a 502 of one is repeated', async () => {
    const refused = await against([html(403)])
    expect(await refused.failure()).toMatchObject({
      code: 'HTTP_403',
      verified: 'unsigned',
      reason: 'no message',
    })
    expect(refused.count()).toBe(1)
    const bad = await against([html(502), succeed])
    await bad.set()
    expect(bad.count()).toBe(2)
  })

  it('HTML from a proxy as a success is refused, and never repeated', async () => {
    const { failure, count } = await against([html(200)])
    expect(await failure()).toMatchObject({ code: 'FETCH_UNTRUSTED', status: 200 })
    expect(count()).toBe(1)
  })

  it('a redirect is refused, not followed, and its connection is closed', async () => {
    const { failure, count, served } = await against([
      (_, response) => response.writeHead(302, { location: '/elsewhere' }).write('endless'),
    ])
    expect(await failure()).toMatchObject({ code: 'FETCH_REDIRECTED', status: 302 })
    expect(count()).toBe(1)
    await served.hungUp
  })
})

describe('a success that is cut or not proven', () => {
  it('truncated JSON, unsigned, is refused before it is read', async () => {
    const { failure } = await against([(_, response) => response.end(done.slice(0, 9))])
    expect(await failure()).toMatchObject({ code: 'FETCH_UNTRUSTED', cause: { code: 'AUTH_HEADER_MISSING' } })
  })

  it('truncated JSON, signed as it is, is no output', async () => {
    const cut = done.slice(0, 9)
    const { failure, count } = await against([
      async (_, response) => response.writeHead(200, await signedHeaders(cut)).end(cut),
    ])
    const error = await failure()
    expect(error).toBeInstanceOf(CoreError)
    expect(error.code).toBe('CORE_RESPONSE_INVALID')
    expect(count()).toBe(1)
  })

  it('truncated JSON of an error is an ApiError all the same', async () => {
    const { failure } = await against([(_, response) => response.writeHead(400).end('{"code":"PARAM')])
    expect(await failure()).toMatchObject({ code: 'HTTP_400', status: 400 })
  })

  it.each<[string, RequestListener, string]>([
    ['unsigned', (_, response) => response.end(done), 'AUTH_HEADER_MISSING'],
    [
      'stale',
      async (_, response) =>
        response
          .writeHead(200, await signedHeaders(done, { timestamp: Math.floor(Date.now() / 1000) - 301 }))
          .end(done),
      'AUTH_TIMESTAMP_EXPIRED',
    ],
    [
      'signed for another body',
      (...at) => void succeed(...at, { 'Wechatpay-Nonce': 'other' }),
      'AUTH_SIGNATURE_INVALID',
    ],
  ])('%s: refused, never repeated', async (_, answer, cause) => {
    const { failure, count } = await against([answer])
    const error = await failure()
    expect(error).toBeInstanceOf(FetchError)
    expect(error).toMatchObject({ code: 'FETCH_UNTRUSTED', cause: { code: cause } })
    expect(count()).toBe(1)
  })

  it('a probe: asked for again at once where that is allowed, else refused', async () => {
    const probed: RequestListener = (...at) => void succeed(...at, { 'Wechatpay-Signature': probe })
    const { set, client, waits, count } = await against([probed, succeed, probed])
    await set()
    expect(waits).toEqual([])
    expect(count()).toBe(2)
    await expect(client.call(terminatePlan, { plan_id: '1' })).rejects.toMatchObject({
      code: 'FETCH_UNTRUSTED',
      cause: { code: 'AUTH_SIGNATURE_PROBE' },
    })
    expect(count()).toBe(3)
  })
})

describe('an answer larger than allowed', () => {
  it('is cut at the limit, and its connection closed', async () => {
    let written = 0
    const { failure, served } = await against(
      [
        (_, response) => {
          const more = (): void => {
            written += 65_536
            if (!response.destroyed) response.write('x'.repeat(65_536), () => setImmediate(more))
          }
          more()
        },
      ],
      { maxBytes: 100_000 },
    )
    expect(await failure()).toMatchObject({ code: 'FETCH_BODY_TOO_LARGE' })
    await served.hungUp
    expect(written).toBeLessThan(32 * 1024 * 1024)
  })

  it('a gzip bomb is cut at the limit of what comes out of it, in bounded memory', async () => {
    // Members one after the other expand one after the other; so the bomb itself is made fast.
    const member = 8 * 1024 * 1024
    const expanded = 32 * member
    const bomb = Buffer.concat(Array(32).fill(gzipSync(Buffer.alloc(member))))
    const { failure, served, count } = await against(
      [(_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)],
      { maxBytes: 1024 * 1024 },
    )
    const memory = (): number => process.memoryUsage().rss
    const before = memory()
    let most = 0
    const timer = setInterval(() => {
      most = Math.max(most, memory() - before)
    }, 1)
    const error = await failure()
    await served.hungUp
    clearInterval(timer)
    expect(error).toMatchObject({ code: 'FETCH_BODY_TOO_LARGE' })
    expect(most).toBeLessThan(expanded / 4)
    expect(count()).toBe(1)
  })
})

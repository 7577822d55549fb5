// Error responses, broken responses and responses that are not trusted, over real sockets.
import type { RequestListener } from 'node:http'
import { gzipSync } from 'node:zlib'
import { ApiError, CoreError } from '@wxdp/core'
import { createPlan, setNotifyUrl, terminatePlan } from '@wxdp/core/partner'
import { type ClientOptions, FetchError } from '@wxdp/fetch'
import { signedHeaders } from '@wxdp-internal/fixtures/messages'
import { describe, expect, it } from 'vitest'
import { inTurn, respondError, respondSuccess, type Served, serve } from '../support/servers.ts'
import { errorOf, input, output, probe, setup, successBody } from '../support/setup.ts'

/** A client of a server that uses each listener once, in order, and the last one for all other requests. */
async function against(listeners: readonly RequestListener[], options: Partial<ClientOptions> = {}) {
  const listener = inTurn(...listeners)
  const served: Served = await serve(listener)
  const made = setup({ hosts: [served.url], sandbox: true, timeout: 1000, ...options })
  const set = () => made.client.call(setNotifyUrl, input)
  return { ...made, set, failure: () => errorOf(set()), served, count: listener.count }
}

const plan = {
  out_request_no: 'create-1',
  brand_id: '1',
  product_coupon_id: '2',
  stock_id: '3',
  reuse_coupon_config: true,
} as const

describe('an error response that may be retried', () => {
  it.each<[string, RequestListener, number]>([
    ['429 without Retry-After', respondError(429, 'RATELIMIT_EXCEEDED'), 1000],
    ['429 with Retry-After', respondError(429, 'FREQUENCY_LIMITED', { 'retry-after': '5' }), 5000],
    ['500 SYSTEM_ERROR', respondError(500, 'SYSTEM_ERROR'), 1000],
    ['502', respondError(502, 'BAD_GATEWAY'), 1000],
    ['503', respondError(503, 'SERVICE_UNAVAILABLE'), 1000],
  ])('%s is retried after a pause', async (_, listener, pause) => {
    const { set, waits, count } = await against([listener, respondSuccess])
    await expect(set()).resolves.toEqual(output)
    expect(waits).toEqual([pause])
    expect(count()).toBe(2)
  })

  it('429 with a Retry-After beyond the deadline ends the call', async () => {
    const { failure, waits } = await against([respondError(429, 'RATE_LIMITED', { 'retry-after': '60' })])
    expect(await failure()).toMatchObject({ code: 'RATE_LIMITED', status: 429 })
    expect(waits).toEqual([])
  })

  it('503 to every request is an ApiError after four attempts with the same bytes', async () => {
    const bodies: string[] = []
    const { client } = await against([
      async (request, response) => {
        let body = ''
        for await (const chunk of request) body += chunk
        bodies.push(body)
        respondError(503, 'SERVICE_UNAVAILABLE')(request, response)
      },
    ])
    const error = await errorOf<ApiError>(client.call(createPlan, plan))
    expect(error).toBeInstanceOf(ApiError)
    expect(error.attempts).toHaveLength(4)
    expect(new Set(bodies).size).toBe(1)
    expect(bodies).toHaveLength(4)
  })

  it('429, 500, 502 and 503 are not retried for an endpoint with the policy never', async () => {
    for (const status of [429, 500, 502, 503]) {
      const { client, count } = await against([respondError(status, 'SYSTEM_ERROR')])
      await expect(client.call(terminatePlan, { plan_id: '1' })).rejects.toMatchObject({ status })
      expect(count()).toBe(1)
    }
  })
})

describe('a response that is not from WeChat Pay', () => {
  const html =
    (status: number): RequestListener =>
    (_, response) =>
      response.writeHead(status, { 'content-type': 'text/html' }).end('<html>proxy</html>')

  it('HTML from a proxy as an error is an ApiError with a code of its own; a 502 of it is retried', async () => {
    const refused = await against([html(403)])
    expect(await refused.failure()).toMatchObject({
      code: 'HTTP_403',
      verified: 'unsigned',
      reason: 'no message',
    })
    expect(refused.count()).toBe(1)
    const bad = await against([html(502), respondSuccess])
    await bad.set()
    expect(bad.count()).toBe(2)
  })

  it('HTML from a proxy as a success is refused, and not retried', async () => {
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
    await served.disconnected
  })
})

describe('a response that is truncated or not trusted', () => {
  it('truncated JSON, unsigned, is refused before it is parsed', async () => {
    const { failure } = await against([(_, response) => response.end(successBody.slice(0, 9))])
    expect(await failure()).toMatchObject({ code: 'FETCH_UNTRUSTED', cause: { code: 'AUTH_HEADER_MISSING' } })
  })

  it('truncated JSON, signed as it is, is invalid', async () => {
    const cut = successBody.slice(0, 9)
    const { failure, count } = await against([
      async (_, response) => response.writeHead(200, await signedHeaders(cut)).end(cut),
    ])
    const error = await failure()
    expect(error).toBeInstanceOf(CoreError)
    expect(error.code).toBe('CORE_RESPONSE_INVALID')
    expect(count()).toBe(1)
  })

  it('truncated JSON of an error is an ApiError', async () => {
    const { failure } = await against([(_, response) => response.writeHead(400).end('{"code":"PARAM')])
    expect(await failure()).toMatchObject({ code: 'HTTP_400', status: 400 })
  })

  const longAgo = Math.floor(Date.now() / 1000) - 301
  it.each<[string, RequestListener, string]>([
    ['unsigned', (_, response) => response.end(successBody), 'AUTH_HEADER_MISSING'],
    [
      'stale',
      async (_, response) => {
        const headers = await signedHeaders(successBody, { timestamp: longAgo })
        response.writeHead(200, headers).end(successBody)
      },
      'AUTH_TIMESTAMP_EXPIRED',
    ],
    [
      'signed for another body',
      (...exchange) => void respondSuccess(...exchange, { 'wechatpay-nonce': 'other' }),
      'AUTH_SIGNATURE_INVALID',
    ],
  ])('a success that is %s is refused, and not retried', async (_, listener, cause) => {
    const { failure, count } = await against([listener])
    const error = await failure()
    expect(error).toBeInstanceOf(FetchError)
    expect(error).toMatchObject({ code: 'FETCH_UNTRUSTED', cause: { code: cause } })
    expect(count()).toBe(1)
  })

  it('a probe is retried at once if the endpoint allows it, or else refused', async () => {
    const probed: RequestListener = (...exchange) =>
      void respondSuccess(...exchange, { 'wechatpay-signature': probe })
    const { set, client, waits, count } = await against([probed, respondSuccess, probed])
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

describe('a response that is too large', () => {
  it('is read only up to the limit, and its connection is closed', async () => {
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
    await served.disconnected
    expect(written).toBeLessThan(32 * 1024 * 1024)
  })

  it('because it is a gzip bomb is decompressed only up to the limit, in bounded memory', async () => {
    // Concatenated members expand one after the other. Compressing one of them is fast.
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
    await served.disconnected
    clearInterval(timer)
    expect(error).toMatchObject({ code: 'FETCH_BODY_TOO_LARGE' })
    expect(most).toBeLessThan(expanded / 4)
    expect(count()).toBe(1)
  })
})

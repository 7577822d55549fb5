import { setNotifyUrl } from '@wxdp/core/partner'
import { type ClientOptions, FetchError, type FetchFunction } from '@wxdp/fetch'
import { signedResponse } from '@wxdp-internal/fixtures/messages'
import { describe, expect, it, vi } from 'vitest'
import {
  broken,
  endpointOf,
  errorOf,
  failure,
  input,
  output,
  probe,
  setup,
  silent,
  success,
  verifier,
} from '../support/setup.ts'

const hosts = ['https://one.example']
/** A transport whose response has a body that never ends. */
const neverEnding: FetchFunction = async () =>
  new Response(new ReadableStream({ pull: () => new Promise(() => {}) }))
const errorWith = (fetch: FetchFunction, options: Partial<ClientOptions> = {}) =>
  errorOf(setup({ fetch, ...options }).client.call(setNotifyUrl, input))

describe('a success response is not trusted', () => {
  it.each<[string, FetchFunction, string]>([
    ['unsigned', async () => new Response('{}'), 'AUTH_HEADER_MISSING'],
    ['an unsigned 204', async () => new Response(null, { status: 204 }), 'AUTH_HEADER_MISSING'],
    ['without a nonce', () => success(undefined, { 'wechatpay-nonce': undefined }), 'AUTH_HEADER_MISSING'],
    ['stale', () => success(undefined, { 'wechatpay-timestamp': '1700000000' }), 'AUTH_TIMESTAMP_EXPIRED'],
    [
      'under an unknown serial',
      () => success(undefined, { 'wechatpay-serial': 'PUB_KEY_ID_9' }),
      'AUTH_SERIAL_UNKNOWN',
    ],
    [
      'with a wrong signature',
      () => success(undefined, { 'wechatpay-nonce': 'other' }),
      'AUTH_SIGNATURE_INVALID',
    ],
    [
      'signed for another body',
      async () => new Response('{"notify_url":"v"}', { headers: (await success()).headers }),
      'AUTH_SIGNATURE_INVALID',
    ],
    ['a probe', () => success(undefined, { 'wechatpay-signature': probe }), 'AUTH_SIGNATURE_PROBE'],
  ])('if it is %s', async (_, fetch, cause) => {
    const error = await errorWith(fetch)
    expect(error).toBeInstanceOf(FetchError)
    expect(error).toMatchObject({ code: 'FETCH_UNTRUSTED', endpoint: 'setNotifyUrl', cause: { code: cause } })
    // The message contains that of the cause, but not its link.
    const { message } = error as FetchError
    expect(message.match(/\S+\/errors#\w+/g)).toEqual([`${ERROR_LINK}fetch_untrusted`.trim()])
    expect(message).toMatch(/#fetch_untrusted$/)
  })

  it('if the verifier rejects with something that is not an error', async () => {
    const failing = { ...verifier, verify: () => Promise.reject('broken') }
    expect(await errorWith(() => success(), { verifier: failing })).toMatchObject({
      code: 'FETCH_UNTRUSTED',
      cause: 'broken',
    })
  })
})

it.each(['', '<html>', 'null', '{"notify_url":1}'])(
  'a verified success response is invalid if it is not as documented: %j',
  async (body) => {
    expect(await errorWith(() => success(body))).toMatchObject({ code: 'CORE_RESPONSE_INVALID' })
  },
)

it('an error response with a wrong signature is an ApiError that is not verified', async () => {
  const headers = { 'wechatpay-nonce': 'n' }
  const error = await errorWith(() => signedResponse('{"code":"X"}', { status: 400, headers }))
  expect(error).toMatchObject({ code: 'X', verified: false })
})

describe('a connection failure', () => {
  it('is retried on the other host, with a new signature', async () => {
    const sent: [string, string | undefined][] = []
    const { client } = setup({
      async fetch(url, init) {
        sent.push([new URL(url).host, init.headers.Authorization])
        return sent.length === 1 ? broken(url, init) : success()
      },
    })
    await expect(client.call(setNotifyUrl, input)).resolves.toEqual(output)
    expect(sent.map(([host]) => host)).toEqual(['api.mch.weixin.qq.com', 'api2.mch.weixin.qq.com'])
    expect(sent[0]?.[1]).not.toBe(sent[1]?.[1])
  })

  it('of every host ends the call with the last error and its cause', async () => {
    const error = await errorWith(broken)
    expect(error).toMatchObject({ code: 'FETCH_NETWORK', cause: { message: 'fetch failed' } })
    expect(String(error)).toContain('api2.mch.weixin.qq.com')
  })

  it('is not retried if the endpoint must not be', async () => {
    const fetch = vi.fn(broken)
    const { client } = setup({ fetch })
    expect(await errorOf(client.call(endpointOf('never'), {}))).toMatchObject({ code: 'FETCH_NETWORK' })
    expect(fetch).toHaveBeenCalledTimes(1)
  })

  it('inside the body is a FETCH_NETWORK, too', async () => {
    const body = () => new ReadableStream({ pull: (controller) => controller.error(new Error('reset')) })
    expect(await errorWith(async () => new Response(body()))).toMatchObject({ code: 'FETCH_NETWORK' })
  })
})

it('an HTTP response is retried on the same host', async () => {
  const fetch = vi.fn(async (_: string) => failure(503))
  expect(await errorWith(fetch)).toMatchObject({ code: 'HTTP_503' })
  const used = fetch.mock.calls.map(([url]) => new URL(url).host)
  expect(used).toEqual(Array(4).fill('api.mch.weixin.qq.com'))
})

describe('a redirect is refused', () => {
  it.each([301, 302, 303, 307, 308])('with status %i', async (status) => {
    const headers = { location: 'https://elsewhere.example' }
    const error = await errorWith(async () => new Response(null, { status, headers }))
    expect(error).toMatchObject({ code: 'FETCH_REDIRECTED', status })
  })

  it('even if its body is broken', async () => {
    const body = () => new ReadableStream({ start: (controller) => controller.error(new Error('reset')) })
    const error = await errorWith(async () => new Response(body(), { status: 302 }))
    expect(error).toMatchObject({ code: 'FETCH_REDIRECTED' })
  })

  it('if it is opaque', async () => {
    // As a browser has it. The constructor of Response does not take the status 0.
    const opaque = { type: 'opaqueredirect', status: 0, headers: new Headers(), body: null }
    expect(await errorWith(async () => opaque)).toMatchObject({ code: 'FETCH_REDIRECTED' })
  })
})

it('a response beyond maxBytes is not read to its end', async () => {
  const long = () => success(`{"notify_url":"${'u'.repeat(100)}"}`)
  expect(await errorWith(long, { maxBytes: 100 })).toMatchObject({ code: 'FETCH_BODY_TOO_LARGE' })
})

describe('the time limit of an attempt', () => {
  it.each([
    ['no response arrives', silent],
    ['the body never ends', neverEnding],
  ])('ends the call if %s', async (_, fetch) => {
    expect(await errorWith(fetch, { timeout: 20, hosts })).toMatchObject({ code: 'FETCH_TIMEOUT' })
  })

  it('may be given for one call', async () => {
    const { client } = setup({ fetch: silent, hosts })
    const error = await errorOf(client.call(setNotifyUrl, input, { timeout: 20 }))
    expect(error).toMatchObject({ code: 'FETCH_TIMEOUT' })
  })

  it('frees the connection of a response that arrives later', async () => {
    const cancel = vi.fn()
    const late: FetchFunction = async () => {
      await new Promise((resolve) => setTimeout(resolve, 40))
      return new Response(new ReadableStream({ cancel }))
    }
    const error = await errorWith(late, { timeout: 20, attempts: 1, hosts })
    expect(error).toMatchObject({ code: 'FETCH_TIMEOUT' })
    expect(cancel).not.toHaveBeenCalled()
    await vi.waitFor(() => expect(cancel).toHaveBeenCalledOnce())
  })
})

it.each([
  ['before signing', silent, 0],
  ['while connecting', silent, 10],
  ['while the body arrives', neverEnding, 10],
])('after an abort %s, the call rejects with the reason, unchanged', async (_, fetch, ms) => {
  const reason = new Error('my reason')
  const controller = new AbortController()
  if (ms === 0) controller.abort(reason)
  else setTimeout(() => controller.abort(reason), ms)
  const { client } = setup({ fetch })
  await expect(client.call(setNotifyUrl, input, { signal: controller.signal })).rejects.toBe(reason)
})

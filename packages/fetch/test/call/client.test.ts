import { createSigner, createVerifier, importPublicKey } from '@wxdp/auth'
import { verifyAuthorization } from '@wxdp/auth/platform'
import { ApiError, defineEndpoint, toRequest } from '@wxdp/core'
import { setNotifyUrl } from '@wxdp/core/partner'
import { type ClientOptions, createClient, FetchError, type FetchFunction } from '@wxdp/fetch'
import { createSandbox } from '@wxdp/sandbox'
import { serveSandbox } from '@wxdp/sandbox/node'
import { codeOf, keys } from '@wxdp-internal/fixtures'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'
import { type HeaderChanges, signedResponse } from '@wxdp-internal/fixtures/messages'
import { validCall } from '@wxdp-internal/fixtures/valid-inputs'
import fc from 'fast-check'
import * as v from 'valibot'
import { afterEach, describe, expect, it, vi } from 'vitest'

const merchantKeys = freshKeyPair()
const sandbox = await createSandbox()
const { credentials } = sandbox
const { mchid, serialNo, platformSerial, platformPublicKey } = credentials
const privateKey = credentials.privateKey
const input = { sp_mchid: mchid, notify_url: 'https://pay.example.com/wechatpay/plans' }

const clientOf = (options: Partial<ClientOptions> = {}) =>
  createClient({
    signer: createSigner({ mchid, serialNo, privateKey }),
    verifier: createVerifier({ keys: { [platformSerial]: platformPublicKey } }),
    fetch: sandbox.fetch,
    // What is repeated, and after how long, is told in repeat.test.ts.
    wait: async () => {},
    ...options,
  })

/** A server of our own, for what the sandbox never answers: it signs with a key that the verifier knows. */
const { platform } = keys
const ownVerifier = createVerifier({ keys: { [platform.serialNo]: platform.publicKey } })
const signed = (body: string | Uint8Array, status = 200, headers: HeaderChanges = {}) =>
  signedResponse(body, { status, headers })
const callOwn =
  (answer: FetchFunction, options: Partial<ClientOptions> = {}) =>
  () =>
    clientOf({ verifier: ownVerifier, fetch: answer, ...options }).call(setNotifyUrl, input)

afterEach(() => vi.unstubAllGlobals())

describe('any valid input of any endpoint', () => {
  it('is sent under a signature that covers exactly the line and the bytes that arrive', async () => {
    const publicKey = await importPublicKey(merchantKeys.publicKey)
    await fc.assert(
      fc.asyncProperty(validCall, async ([endpoint, input]) => {
        const identity = endpoint.path.startsWith('/brand/') ? { brandId: '120344' } : { mchid }
        const { privateKey } = merchantKeys
        const signer = createSigner({ ...identity, serialNo, privateKey })
        let arrived: Uint8Array | undefined
        const client = clientOf({
          signer,
          verifier: createVerifier({ keys: { [keys.platform.serialNo]: platform.publicKey } }),
          attempts: 2,
          wait: async () => {},
          async fetch(request) {
            const { pathname, search } = new URL(request.url)
            arrived = new Uint8Array(await request.arrayBuffer())
            await verifyAuthorization({
              method: request.method,
              target: pathname + search,
              body: arrived,
              authorization: request.headers.get('authorization') ?? '',
              findKey: () => publicKey,
            })
            return new Response('{"code":"SYSTEM_ERROR"}', { status: 500 })
          },
        })
        // The 500 comes only after the signature was found good.
        await expect(client.call(endpoint, input)).rejects.toMatchObject({ code: 'SYSTEM_ERROR' })
        expect(arrived).toEqual(toRequest(endpoint, input).body)
      }),
    )
  })
})

describe('against the sandbox', () => {
  it('sets the URL and returns the verified output', async () => {
    await expect(clientOf().call(setNotifyUrl, input)).resolves.toEqual({ notify_url: input.notify_url })
    expect(sandbox.control.notifyUrl).toBe(input.notify_url)
  })

  it('does so over real sockets, on loopback, when told that it is a sandbox', async () => {
    const served = await serveSandbox(sandbox)
    try {
      const client = createClient({
        signer: createSigner({ mchid, serialNo, privateKey }),
        verifier: createVerifier({ keys: { [platformSerial]: platformPublicKey } }),
        hosts: [served.url],
        sandbox: true,
      })
      const notify_url = 'http://127.0.0.1:1/plans'
      await expect(client.call(setNotifyUrl, { ...input, notify_url })).resolves.toEqual({ notify_url })
    } finally {
      await served.close()
    }
  })

  it('raises the platform error with all that it says, verified where it is signed', async () => {
    const error = await clientOf()
      .call(setNotifyUrl, { ...input, sp_mchid: '1900000002' })
      .catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({
      code: 'PARAM_ERROR',
      status: 400,
      verified: true,
      detail: { field: 'sp_mchid' },
    })
    expect((error as ApiError).requestId).toMatch(/-0$/)
  })

  it('raises SIGN_ERROR, not a verification error, when the key is wrong', async () => {
    const signer = createSigner({ mchid, serialNo, privateKey: merchantKeys.privateKey })
    const error = await clientOf({ signer })
      .call(setNotifyUrl, input)
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'SIGN_ERROR', status: 401, verified: 'unsigned' })
    expect((error as ApiError).detail).toMatchObject({ sign_information: { method: 'POST' } })
  })

  it('is refused when the clock is more than five minutes off', async () => {
    const signer = createSigner({ mchid, serialNo, privateKey, now: () => Date.now() - 302_000 })
    expect(await codeOf(() => clientOf({ signer }).call(setNotifyUrl, input))).toBe('SIGN_ERROR')
  })

  it('sends nothing when the input is wrong', async () => {
    const fetch = vi.fn()
    expect(await codeOf(() => clientOf({ fetch }).call(setNotifyUrl, { ...input, notify_url: 'x' }))).toBe(
      'CORE_INPUT_INVALID',
    )
    expect(
      await codeOf(() =>
        clientOf({ fetch }).call(setNotifyUrl, { ...input, notify_url: 'http://127.0.0.1/x' }),
      ),
    ).toBe('CORE_INPUT_INVALID')
    expect(fetch).not.toHaveBeenCalled()
  })
})

describe('the request', () => {
  it('carries the very bytes that were signed, and the headers that the platform asks for', async () => {
    let seen: Request | undefined
    let body = new Uint8Array()
    const fetch: FetchFunction = async (request) => {
      seen = request
      body = new Uint8Array(await request.clone().arrayBuffer())
      return sandbox.fetch(request)
    }
    await clientOf({ fetch }).call(setNotifyUrl, input)
    const { url, method, headers, redirect } = seen as Request
    expect({ url, method, redirect }).toEqual({
      url: `https://api.mch.weixin.qq.com/v3/marketing/partner/delivery-plan/${mchid}/notify-url`,
      method: 'POST',
      redirect: 'manual',
    })
    expect(headers.get('accept')).toBe('application/json')
    expect(headers.get('content-type')).toBe('application/json')
    expect(headers.get('wechatpay-serial')).toBe(platformSerial)
    expect(headers.get('user-agent')).toMatch(/^wxdp\/\d+\.\d+\.\d+ /)
    const target = new URL(url).pathname
    const authorization = headers.get('authorization') as string
    const findKey = () => merchantKeys.publicKey
    const own = createSigner({ mchid, serialNo, privateKey: merchantKeys.privateKey })
    await clientOf({ fetch, signer: own })
      .call(setNotifyUrl, input)
      .catch(() => {})
    const again = (seen as Request).headers.get('authorization') as string
    await expect(
      verifyAuthorization({ authorization: again, method, target, body, findKey }),
    ).resolves.toBeDefined()
    expect(again).not.toBe(authorization)
  })

  it('names no serial when the keyring prefers none, and has a user agent without a navigator', async () => {
    vi.stubGlobal('navigator', undefined)
    let seen: Headers | undefined
    const fetch: FetchFunction = async ({ headers }) => {
      seen = headers
      return signed('{"notify_url":"u"}')
    }
    const both = { [platform.serialNo]: platform.publicKey, PUB_KEY_ID_2: platform.publicKey }
    await clientOf({ verifier: createVerifier({ keys: both }), fetch }).call(setNotifyUrl, input)
    expect(seen?.has('wechatpay-serial')).toBe(false)
    expect(seen?.get('user-agent')).toMatch(/^wxdp\/\d+\.\d+\.\d+$/)
  })

  it.each(['en', 'zh-CN', 'zh-HK', 'zh-TW', undefined] as const)(
    'asks for messages in %s',
    async (language) => {
      const seen: (string | null)[] = []
      const fetch: FetchFunction = async ({ headers }) => {
        seen.push(headers.get('accept-language'))
        return signed('{"notify_url":"u"}')
      }
      await callOwn(fetch, language && { language })()
      expect(seen).toEqual([language ?? null])
    },
  )

  it("goes through the runtime's fetch, looked up at the call", async () => {
    const { fetch: _, ...rest } = { fetch: undefined, ...base() }
    const client = createClient(rest)
    vi.stubGlobal('fetch', async () => signed('{"notify_url":"u"}'))
    await expect(client.call(setNotifyUrl, input)).resolves.toEqual({ notify_url: 'u' })
  })

  it('has no body when it is a GET, and an empty output may be verified', async () => {
    const read = defineEndpoint({
      name: 'read',
      method: 'GET',
      path: '/v3/x',
      caller: 'mchid',
      retry: 'safe',
      input: v.strictObject({}),
    })
    const fetch: FetchFunction = async (request) => {
      expect(await request.text()).toBe('')
      return signed('', 204)
    }
    await expect(clientOf({ verifier: ownVerifier, fetch }).call(read, {})).resolves.toBeUndefined()
  })

  it('is not sent when a URL parser would change its path', async () => {
    const dots = defineEndpoint({
      name: 'dots',
      method: 'GET',
      path: '/v3/../x',
      caller: 'mchid',
      retry: 'safe',
      input: v.strictObject({}),
    })
    const fetch = vi.fn()
    expect(await codeOf(() => clientOf({ fetch }).call(dots, {}))).toBe('FETCH_TARGET_CHANGED')
    expect(fetch).not.toHaveBeenCalled()
  })
})

const base = () => ({
  signer: createSigner({ mchid, serialNo, privateKey }),
  verifier: ownVerifier,
})

describe('a success that is not proven is no success', () => {
  const ok = '{"notify_url":"u"}'
  it.each<[string, FetchFunction, string]>([
    ['unsigned', async () => new Response(ok), 'AUTH_HEADER_MISSING'],
    ['unsigned 204', async () => new Response(null, { status: 204 }), 'AUTH_HEADER_MISSING'],
    ['without a nonce', () => signed(ok, 200, { 'Wechatpay-Nonce': undefined }), 'AUTH_HEADER_MISSING'],
    ['stale', () => signed(ok, 200, { 'Wechatpay-Timestamp': '1700000000' }), 'AUTH_TIMESTAMP_EXPIRED'],
    [
      'of an unknown serial',
      () => signed(ok, 200, { 'Wechatpay-Serial': 'PUB_KEY_ID_9' }),
      'AUTH_SERIAL_UNKNOWN',
    ],
    ['wrongly signed', () => signed(ok, 200, { 'Wechatpay-Nonce': 'other' }), 'AUTH_SIGNATURE_INVALID'],
    [
      'signed for another body',
      async () => new Response('{"notify_url":"v"}', { headers: (await signed(ok)).headers }),
      'AUTH_SIGNATURE_INVALID',
    ],
    [
      'a probe',
      () => signed(ok, 200, { 'Wechatpay-Signature': `WECHATPAY/SIGNTEST/${'A'.repeat(325)}` }),
      'AUTH_SIGNATURE_PROBE',
    ],
  ])('%s', async (_, answer, cause) => {
    const error = await callOwn(answer)().catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(FetchError)
    expect(error).toMatchObject({ code: 'FETCH_UNTRUSTED', endpoint: 'setNotifyUrl', cause: { code: cause } })
  })

  it.each(['', '<html>', 'null', '{"notify_url":1}'])(
    'signed, but not what is documented: %j',
    async (body) => {
      expect(await codeOf(callOwn(() => signed(body)))).toBe('CORE_RESPONSE_INVALID')
    },
  )

  it('a verifier that breaks is no proof either', async () => {
    const verifier = { ...ownVerifier, verify: () => Promise.reject('broken') }
    expect(await codeOf(callOwn(() => signed(ok), { verifier }))).toBe('FETCH_UNTRUSTED')
  })

  it('an error answer with a bad signature is still an ApiError, and says so', async () => {
    const error = await callOwn(() => signed('{"code":"X"}', 400, { 'Wechatpay-Nonce': 'n' }))().catch(
      (e: unknown) => e,
    )
    expect(error).toMatchObject({ code: 'X', verified: false })
  })
})

describe('what breaks on the way', () => {
  const broken = (): Promise<Response> => Promise.reject(new TypeError('fetch failed'))

  it('the other host is tried once, with a signature of its own', async () => {
    const seen: [string, string | null][] = []
    const fetch: FetchFunction = async ({ url, headers }) => {
      seen.push([new URL(url).host, headers.get('authorization')])
      return seen.length === 1 ? broken() : signed('{"notify_url":"u"}')
    }
    await expect(callOwn(fetch)()).resolves.toEqual({ notify_url: 'u' })
    expect(seen.map(([host]) => host)).toEqual(['api.mch.weixin.qq.com', 'api2.mch.weixin.qq.com'])
    expect(seen[0]?.[1]).not.toBe(seen[1]?.[1])
  })

  it('no host answers: the error of the last, with its cause', async () => {
    const error = await callOwn(broken)().catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'FETCH_NETWORK', cause: { message: 'fetch failed' } })
    expect(String(error)).toContain('api2.mch.weixin.qq.com')
  })

  it('a call that must not be repeated is not', async () => {
    const once = defineEndpoint({
      name: 'once',
      method: 'POST',
      path: '/v3/once',
      caller: 'mchid',
      retry: 'never',
      input: v.strictObject({}),
    })
    const fetch = vi.fn(broken)
    expect(await codeOf(() => clientOf({ fetch }).call(once, {}))).toBe('FETCH_NETWORK')
    expect(fetch).toHaveBeenCalledTimes(1)
  })

  it('an HTTP answer, whatever it is, is not repeated on the other host', async () => {
    const fetch = vi.fn(async (_: Request) => new Response('', { status: 503 }))
    expect(await codeOf(callOwn(fetch, { wait: async () => {} }))).toBe('HTTP_503')
    const asked = fetch.mock.calls.map(([{ url }]) => new URL(url).host)
    expect(asked).toEqual(Array(4).fill('api.mch.weixin.qq.com'))
  })

  it.each([301, 302, 303, 307, 308])('redirect %i is refused', async (status) => {
    const answer = async () =>
      new Response(null, { status, headers: { location: 'https://elsewhere.example' } })
    expect(await codeOf(callOwn(answer))).toBe('FETCH_REDIRECTED')
  })

  it('a redirect whose body is broken already is refused like any other', async () => {
    const body = () => new ReadableStream({ start: (controller) => controller.error(new Error('reset')) })
    expect(await codeOf(callOwn(async () => new Response(body(), { status: 302 })))).toBe('FETCH_REDIRECTED')
  })

  it('an opaque redirect is refused', async () => {
    const opaque = Object.defineProperty(new Response(''), 'type', { value: 'opaqueredirect' })
    expect(await codeOf(callOwn(async () => opaque))).toBe('FETCH_REDIRECTED')
  })

  it('an answer beyond the limit is not read further', async () => {
    const answer = () => signed(`{"notify_url":"${'u'.repeat(100)}"}`)
    expect(await codeOf(callOwn(answer, { maxBytes: 100 }))).toBe('FETCH_BODY_TOO_LARGE')
  })

  it('a connection that breaks inside the answer', async () => {
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error('reset')) })
    expect(await codeOf(callOwn(async () => new Response(body)))).toBe('FETCH_NETWORK')
  })
})

describe('time', () => {
  const never = (): Promise<Response> => new Promise(() => {})
  const trickle = async () => new Response(new ReadableStream({ pull: () => new Promise(() => {}) }))

  it.each([
    ['nothing comes', never],
    ['the body never ends', trickle],
  ])('%s: the call ends', async (_, fetch) => {
    expect(await codeOf(callOwn(fetch, { timeout: 20, hosts: ['https://one.example'] }))).toBe(
      'FETCH_TIMEOUT',
    )
  })

  it('an answer that a transport without abort brings too late gives its connection back', async () => {
    const cancel = vi.fn()
    const late = async () => {
      await new Promise((resolve) => setTimeout(resolve, 40))
      return new Response(new ReadableStream({ cancel }))
    }
    const options = { timeout: 20, attempts: 1, hosts: ['https://one.example'] }
    expect(await codeOf(callOwn(late, options))).toBe('FETCH_TIMEOUT')
    expect(cancel).not.toHaveBeenCalled()
    await vi.waitFor(() => expect(cancel).toHaveBeenCalledOnce())
  })

  it('what is signed too late is not sent', async () => {
    const own = createSigner({ mchid, serialNo, privateKey })
    const authorize = vi.fn(async (request: Parameters<typeof own.authorize>[0]) => {
      await new Promise((resolve) => setTimeout(resolve, 40))
      return own.authorize(request)
    })
    const fetch = vi.fn(() => signed('{}'))
    const options = { signer: { ...own, authorize }, timeout: 20, attempts: 1 }
    expect(await codeOf(callOwn(fetch, options))).toBe('FETCH_TIMEOUT')
    await authorize.mock.results[0]?.value
    await new Promise((resolve) => setTimeout(resolve, 10))
    expect(fetch).not.toHaveBeenCalled()
  })

  it('a call may have its own limit', async () => {
    const client = clientOf({ fetch: never, hosts: ['https://one.example'] })
    expect(await codeOf(() => client.call(setNotifyUrl, input, { timeout: 20 }))).toBe('FETCH_TIMEOUT')
  })

  it.each([
    ['before signing', never, 0],
    ['while connecting', never, 10],
    ['while the body comes in', trickle, 10],
  ])('an abort %s is rethrown as it came', async (_, fetch, ms) => {
    const reason = new Error('my reason')
    const controller = new AbortController()
    if (ms === 0) controller.abort(reason)
    else setTimeout(() => controller.abort(reason), ms)
    const call = clientOf({ fetch }).call(setNotifyUrl, input, { signal: controller.signal })
    await expect(call).rejects.toBe(reason)
  })
})

describe('options', () => {
  it.each<[string, object]>([
    ['no signer', { signer: undefined }],
    ['no verifier', { verifier: undefined }],
    ['no host', { hosts: [] }],
    ['a host that is no URL', { hosts: ['api.mch.weixin.qq.com'] }],
    ['a host with a path', { hosts: ['https://api.mch.weixin.qq.com/v3'] }],
    ['a host without TLS', { hosts: ['http://127.0.0.1'] }],
    ['another protocol', { hosts: ['ftp://127.0.0.1'], sandbox: true }],
    ['no time', { timeout: 0 }],
    ['endless time', { timeout: Number.POSITIVE_INFINITY }],
    ['no size', { maxBytes: 0 }],
    ['half a byte', { maxBytes: 1.5 }],
    ['no deadline', { deadline: 0 }],
    ['no attempt', { attempts: 0 }],
    ['half an attempt', { attempts: 1.5 }],
    ['too many attempts', { attempts: 11 }],
    ['another language', { language: 'fr' }],
    [
      'the merchant serial among the keys of WeChat Pay',
      { verifier: createVerifier({ keys: { [serialNo]: platform.publicKey } }) },
    ],
  ])('%s is a TypeError at once', (_, change) => {
    const make = () => clientOf(change)
    expect(make).toThrow(TypeError)
    expect(make).toThrow(expect.objectContaining({ code: 'FETCH_OPTION_INVALID' }))
  })

  it.each([{ timeout: -1 }, { deadline: 0 }])(
    'a wrong limit of one call is a TypeError, too',
    async (limit) => {
      expect(await codeOf(() => clientOf().call(setNotifyUrl, input, limit))).toBe('FETCH_OPTION_INVALID')
    },
  )
})

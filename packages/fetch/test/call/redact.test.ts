// Whatever a transport, a limiter or a keyring throws: nothing of a request, of a key or of a plaintext is shown.
import { createSigner, createVerifier, type Keyring } from '@wxdp/auth'
import { ApiError } from '@wxdp/core'
import { setNotifyUrl } from '@wxdp/core/partner'
import { createClient, FetchError, type FetchInit } from '@wxdp/fetch'
import { createCertificateKeyring } from '@wxdp/fetch/certificates'
import { apiV3Key, keys } from '@wxdp-internal/fixtures'
import * as undici from 'undici'
import { describe, expect, it } from 'vitest'
import { redact } from '../../src/call/redact.ts'
import { dump } from '../support/dump.ts'
import { closedPort } from '../support/servers.ts'
import { errorOf, input, setup, signer, success, verifier } from '../support/setup.ts'
import { ofPrivateKey, ofText } from '../support/spellings.ts'

const plaintext = 'plaintext-of-a-sensitive-field'

/** Nothing of a request, nor of a key, is in any form of a value. */
function expectNoSecret(error: unknown, authorization = ''): void {
  const text = dump(error)
  const signature = /signature="([^"]+)"/.exec(authorization)?.[1]
  const parts = signature ? [0, 60, 160, 320].map((at) => signature.slice(at, at + 24)) : []
  const own = ofPrivateKey(keys.merchant.privateKey)
  for (const secret of [...own, ...ofText(plaintext), ...parts, 'WECHATPAY2-SHA256', 'nonce_str', apiV3Key]) {
    expect(text).not.toContain(secret)
  }
}

/** Errors as transports make them, from the request that they were called with. */
const carelessErrors: readonly [string, (url: string, init: FetchInit) => unknown][] = [
  [
    'axios',
    (url, init) =>
      Object.assign(new Error('Network Error'), {
        isAxiosError: true,
        code: 'ERR_NETWORK',
        config: { url, ...init, data: plaintext },
        request: init,
        response: { config: init },
        toJSON: () => init,
      }),
  ],
  [
    'a class with private fields',
    (_url, init) =>
      new (class extends Error {
        readonly #init = init;
        [Symbol.for('nodejs.util.inspect.custom')]() {
          return this.#init
        }
        toJSON() {
          return this.#init
        }
        override toString() {
          return JSON.stringify(this.#init)
        }
      })('failed'),
  ],
  [
    'got',
    (_url, init) =>
      Object.assign(new Error('connect ECONNREFUSED'), {
        name: 'RequestError',
        code: 'ECONNREFUSED',
        options: init,
        timings: {},
        request: { requestOptions: init },
      }),
  ],
  [
    'node-fetch',
    (url) =>
      Object.assign(new Error(`request to ${url} failed, reason: read ECONNRESET`), {
        type: 'system',
        errno: 'ECONNRESET',
        code: 'ECONNRESET',
      }),
  ],
  [
    'undici',
    (_url, init) =>
      new undici.errors.ResponseError(plaintext.slice(0, 5), 500, {
        headers: init.headers as never,
        body: plaintext,
      }),
  ],
  ['a message', (_url, init) => new Error(`POST failed: ${JSON.stringify(init.headers)}`)],
  [
    'a message over lines',
    (_url, init) => new Error(`failed\nAuthorization: ${init.headers.Authorization}\nHost: x`),
  ],
  ['an escaped message', (_url, init) => new Error(JSON.stringify(JSON.stringify(init.headers)))],
  [
    'a bare signature',
    (_url, init) => new Error(/signature="([^"]+)/.exec(init.headers.Authorization as string)?.[1]),
  ],
  [
    'a long message',
    (_url, init) =>
      new Error(
        'x'.repeat(3900) + (/signature="([^"]+)/.exec(init.headers.Authorization as string)?.[1] ?? ''),
      ),
  ],
  ['a PEM', () => new Error(`could not use ${keys.merchant.privateKey} as a key`)],
  ['an escaped PEM', () => new Error(JSON.stringify({ key: keys.merchant.privateKey }))],
  ['half a PEM', () => new Error(keys.merchant.privateKey.slice(0, 900))],
  ['a string', (_url, init) => init.headers.Authorization],
  [
    'an object that is not an error',
    (_url, init) => ({ code: 'X', init, message: init.headers.Authorization }),
  ],
  ['a function', (_url, init) => Object.assign(() => {}, init)],
  ['a symbol', (_url, init) => Symbol(init.headers.Authorization)],
  ['an array', (_url, init) => [init, new Error('x', { cause: init })]],
  [
    'a deep cause',
    (_url, init) =>
      new Error('a', {
        cause: new Error('b', {
          cause: new Error('c', {
            cause: Object.assign(new Error('d'), { init, message: init.headers.Authorization }),
          }),
        }),
      }),
  ],
  ['a cause that is the request', (url, init) => new Error('a', { cause: new Request(url, init) })],
  [
    'a circle',
    (_url, init) => {
      const error: Error & { init?: unknown } = new Error('a')
      error.cause = error
      error.init = init
      return error
    },
  ],
  [
    'an AggregateError',
    (_url, init) =>
      new AggregateError(
        [Object.assign(new Error('a'), { init }), new AggregateError([init])],
        init.headers.Authorization,
      ),
  ],
  ['hidden properties', (_url, init) => Object.defineProperty(new Error('a'), 'init', { value: init })],
  ['symbols', (_url, init) => Object.assign(new Error('a'), { [Symbol('init')]: init })],
  [
    'getters',
    (_url, init) => Object.defineProperty(new Error('a'), 'init', { get: () => init, enumerable: true }),
  ],
  [
    'a code, a name and a stack',
    (_url, init) =>
      Object.assign(new Error('a'), {
        code: init.headers.Authorization,
        name: init.headers.Authorization,
        stack: init.headers.Authorization,
        hostname: init,
      }),
  ],
  [
    'a getter that throws',
    (_url, init) =>
      Object.defineProperty(new Error('a'), 'code', {
        get() {
          throw new Error(init.headers.Authorization)
        },
      }),
  ],
  [
    'a Proxy that throws',
    (_url, init) =>
      new Proxy(new Error('a'), {
        get() {
          throw new Error(init.headers.Authorization)
        },
        getPrototypeOf() {
          throw init
        },
      }),
  ],
  [
    'a revoked Proxy',
    () => {
      const { proxy, revoke } = Proxy.revocable({}, {})
      revoke()
      return proxy
    },
  ],
  [
    'a revoked Proxy as cause',
    () => {
      const { proxy, revoke } = Proxy.revocable([], {})
      revoke()
      return new Error('a', { cause: proxy })
    },
  ],
  [
    'credentials of a proxy',
    () => new Error(`connect ECONNREFUSED http://user:${plaintext}@proxy.example:3128/`),
  ],
]

describe.each(carelessErrors)('the error of %s', (_, make) => {
  it('shows nothing when a transport throws it, before or within the response', async () => {
    let authorization = ''
    const before = setup({
      fetch: (url, init) => {
        authorization = init.headers.Authorization as string
        return Promise.reject(make(url, init))
      },
    })
    expectNoSecret(await errorOf(before.client.call(setNotifyUrl, input)), authorization)
    const within = setup({
      fetch: async (url, init) => {
        authorization = init.headers.Authorization as string
        return new Response(new ReadableStream({ pull: (controller) => controller.error(make(url, init)) }))
      },
    })
    expectNoSecret(await errorOf(within.client.call(setNotifyUrl, input)), authorization)
    expectNoSecret([before.events, within.events], authorization)
  })

  it('shows nothing when a limiter, a keyring or a signer throws it', async () => {
    const authorization = await signer.authorize({ method: 'GET', target: '/', body: new Uint8Array() })
    const init = {
      method: 'POST',
      headers: { Authorization: authorization },
      redirect: 'manual',
      signal: AbortSignal.timeout(9),
    } as const
    const fail = (): never => {
      throw make('https://one.example/', init)
    }
    const keyring: Keyring = { find: async () => fail(), serials: () => [], preferred: undefined }
    const errors = [
      setup({ limiter: { acquire: async () => fail() } }),
      setup({ limiter: { acquire: fail } }),
      setup({ verifier: createVerifier({ keys: keyring }), fetch: () => success() }),
      setup({ verifier: { ...verifier, verify: async () => fail() }, fetch: () => success() }),
      setup({ signer: { ...signer, authorize: async () => fail() } }),
    ].map(({ client }) => errorOf(client.call(setNotifyUrl, input)))
    for (const error of await Promise.all(errors)) expectNoSecret(error, authorization)
    const downloading = createCertificateKeyring({
      signer: createSigner(keys.merchant),
      apiV3Key,
      fetch: async () => fail(),
    })
    expectNoSecret(await errorOf(downloading.ready()), authorization)
  })
})

it('keeps what helps: name, message, code, errno, syscall, host, port and stack, of causes, too', async () => {
  const url = await closedPort()
  const client = createClient({ signer, verifier, hosts: [url], sandbox: true, attempts: 1 })
  const error = await errorOf<FetchError>(client.call(setNotifyUrl, input))
  expect(error.cause).toMatchObject({
    name: 'TypeError',
    message: 'fetch failed',
    stack: expect.stringContaining('fetch failed'),
    cause: {
      code: 'ECONNREFUSED',
      errno: -111,
      syscall: 'connect',
      address: '127.0.0.1',
      port: Number(new URL(url).port),
    },
  })
  expect(error.cause).toBeInstanceOf(TypeError)
})

it('returns errors of ours and clean ones unchanged', () => {
  const api = new ApiError({
    endpoint: 'x',
    status: 400,
    code: 'X',
    reason: 'y',
    detail: {},
    requestId: undefined,
    verified: 'unsigned',
  })
  const clean = [
    api,
    new FetchError('FETCH_NETWORK', 'x', { endpoint: 'y' }),
    new TypeError('x', { cause: new Error('y') }),
    5,
    undefined,
    null,
    'text',
  ]
  for (const error of clean) expect(redact(error)).toBe(error)
})

it('takes time in proportion to a bound, whatever the length', () => {
  // A reader that is not linear outlasts the timeout of the test.
  for (const part of [
    '-----BEGIN',
    'authorization',
    'signature""""',
    'WECHATPAY2-',
    '//',
    'a'.repeat(99),
    '\\',
  ]) {
    redact(new Error(part.repeat(2_000_000 / part.length)))
  }
})

import { createSigner, createVerifier, importPrivateKey } from '@wxdp/auth'
import { listPlans, setNotifyUrl } from '@wxdp/core/partner'
import { type ClientOptions, createClient, paginate } from '@wxdp/fetch'
import { createCertificateKeyring } from '@wxdp/fetch/certificates'
import { createLimiter } from '@wxdp/fetch/limiter'
import { type ReconcileOptions, reconcile } from '@wxdp/fetch/reconcile'
import { apiV3Key, codeOf, keys } from '@wxdp-internal/fixtures'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'
import { describe, expect, it, vi } from 'vitest'
import { input, setup, signer, verifier } from '../support/setup.ts'

const ownKey = createVerifier({ keys: { [keys.merchant.serialNo]: keys.platform.publicKey } })

describe('createClient throws a TypeError', () => {
  it.each<[string, object]>([
    ['no signer', { signer: undefined }],
    ['no verifier', { verifier: undefined }],
    ['an empty list of hosts', { hosts: [] }],
    ['a host that is not a URL', { hosts: ['api.mch.weixin.qq.com'] }],
    ['a host with a path', { hosts: ['https://api.mch.weixin.qq.com/v3'] }],
    ['a host without TLS', { hosts: ['http://127.0.0.1'] }],
    ['a host with another protocol', { hosts: ['ftp://127.0.0.1'], sandbox: true }],
    ['a timeout of 0', { timeout: 0 }],
    ['an infinite timeout', { timeout: Number.POSITIVE_INFINITY }],
    ['maxBytes of 0', { maxBytes: 0 }],
    ['maxBytes of 1.5', { maxBytes: 1.5 }],
    ['a deadline of 0', { deadline: 0 }],
    ['attempts of 0', { attempts: 0 }],
    ['attempts of 1.5', { attempts: 1.5 }],
    ['attempts of 11', { attempts: 11 }],
    ['an unknown language', { language: 'fr' }],
    ["the merchant's serial among WeChat Pay's keys", { verifier: ownKey }],
  ])('for %s', (_, options: Partial<ClientOptions>) => {
    const make = () => setup(options)
    expect(make).toThrow(TypeError)
    expect(make).toThrow(expect.objectContaining({ code: 'FETCH_OPTION_INVALID' }))
  })
})

it.each([{ timeout: -1 }, { deadline: 0 }])('a call rejects with a TypeError for %j', async (options) => {
  const call = () => setup().client.call(setNotifyUrl, input, options)
  expect(await codeOf(call)).toBe('FETCH_OPTION_INVALID')
})

const merchant = freshKeyPair()
const own = createSigner({ ...keys.merchant, privateKey: merchant.privateKey })
const platform = freshKeyPair().publicKey

describe("the merchant's own public key under a public key id", () => {
  it.each<[string, Record<string, string>]>([
    ['alone', { PUB_KEY_ID_0114: merchant.publicKey }],
    ['among others', { PUB_KEY_ID_0111: platform, PUB_KEY_ID_0114: merchant.publicKey }],
  ])('is found out when the client is made: %s', (_, map) => {
    const make = () => setup({ signer: own, verifier: createVerifier({ keys: map }) })
    expect(make).toThrow(
      expect.objectContaining({
        code: 'FETCH_OPTION_INVALID',
        message: expect.stringMatching(/PUB_KEY_ID_0114.*your own.*pub_key\.pem/),
      }),
    )
  })

  it('is not that of another', () => {
    expect(() =>
      setup({ signer: own, verifier: createVerifier({ keys: { PUB_KEY_ID_0111: platform } }) }),
    ).not.toThrow()
  })

  it('is not looked up where a look-up takes time, and no rejection is left', async () => {
    const unhandled = vi.fn()
    process.on('unhandledRejection', unhandled)
    const keyring = {
      find: () => Promise.reject(new Error('x')),
      serials: () => ['PUB_KEY_ID_1'],
      preferred: undefined,
    }
    expect(() => setup({ verifier: createVerifier({ keys: keyring }) })).not.toThrow()
    await new Promise((resolve) => setTimeout(resolve, 5))
    process.off('unhandledRejection', unhandled)
    expect(unhandled).not.toHaveBeenCalled()
  })

  it('is found out among the keys of a certificate keyring, too', () => {
    const make = () =>
      createCertificateKeyring({ signer: own, apiV3Key, keys: { PUB_KEY_ID_0114: merchant.publicKey } })
    expect(make).toThrow(/PUB_KEY_ID_0114/)
  })
})

class Wrong {}
/** What people hand over by mistake, and how it is named. */
const wrong: readonly [unknown, string][] = [
  [[], 'an array'],
  [Promise.resolve(), 'a Promise'],
  [new Wrong(), 'an object'],
  ['https://api.mch.weixin.qq.com', 'a string'],
  ['10', 'a string'],
  [null, 'null'],
  [true, 'a boolean'],
  [Number.NaN, 'NaN'],
  [() => {}, 'a function'],
]
const functions = ['fetch', 'observe', 'clock', 'random', 'wait', 'onError', 'waitUntil', 'now']
const numbers = ['timeout', 'deadline', 'attempts', 'maxBytes', 'maxAge', 'coolDown', 'maxWaiting']

/** Every function that takes options, and which of them are checked. */
const makers: readonly [string, (options: object) => unknown, readonly string[]][] = [
  [
    'createClient',
    (options) => createClient({ signer, verifier, ...options }),
    ['signer', 'verifier', 'hosts', 'limiter', 'language', ...numbers.slice(0, 4), ...functions.slice(0, 5)],
  ],
  [
    'createCertificateKeyring',
    (options) => createCertificateKeyring({ signer, apiV3Key, ...options }),
    [
      'signer',
      'hosts',
      'subject',
      'timeout',
      'maxBytes',
      'maxAge',
      'coolDown',
      'fetch',
      'onError',
      'waitUntil',
      'now',
      'clock',
    ],
  ],
  ['createLimiter', (options) => createLimiter(options), ['maxWaiting', 'clock', 'wait']],
]

describe.each(makers)('%s names what it found', (_, make, names) => {
  it.each(names)('as %s', (name) => {
    for (const [value, kind] of wrong) {
      if (functions.includes(name) && typeof value === 'function') continue
      if (name === 'subject' && typeof value === 'string') continue
      if (name === 'hosts' && value === null) continue
      expect(() => make({ [name]: value })).toThrow(
        expect.objectContaining({
          name: 'TypeError',
          code: 'FETCH_OPTION_INVALID',
          message: expect.stringMatching(new RegExp(`${name}.*found ${kind}`)),
        }),
      )
    }
  })
})

it.each([undefined, null, [], 'x', Promise.resolve(), new Wrong()])(
  'no function takes %s for its options',
  (value) => {
    for (const make of [createClient, createCertificateKeyring]) {
      expect(() => make(value as never)).toThrow(
        expect.objectContaining({
          name: 'TypeError',
          code: 'FETCH_OPTION_INVALID',
          message: expect.stringContaining('signer'),
        }),
      )
    }
  },
)

it.each([null, [], 'x', Promise.resolve(), 5])('a limiter does not take %s for its options', (value) => {
  expect(() => createLimiter(value as never)).toThrow(/options must be an object; found/)
})

it('a private key, or the promise of one, is not a signer', async () => {
  const promise = importPrivateKey(merchant.privateKey)
  expect(() => setup({ signer: promise as never })).toThrow(
    /signer must come from createSigner; found a Promise/,
  )
  const key = await promise
  expect(() => setup({ signer: key as never })).toThrow(/signer must come from createSigner; found an object/)
})

it.each<[object | undefined, RegExp]>([
  [undefined, /client must come from createClient; found undefined/],
  [{ client: Promise.resolve() }, /client must .*found a Promise/],
  [{ known: 'x' }, /known must be a function; found a string/],
  [{ onChange: [] }, /onChange must be a function; found an array/],
  [{ now: 5 }, /now must be a function; found 5/],
  [{ brandIds: '120344' }, /brandIds must be a list; found a string/],
  [{ brandIds: {} }, /brandIds must be a list; found an object/],
  [{ brandIds: null }, /brandIds must be a list; found null/],
])('reconcile names what it found: %o', async (change, message) => {
  const good = { client: setup().client, known: () => undefined, onChange() {} }
  const run = reconcile((change && { ...good, ...change }) as ReconcileOptions)
  await expect(run).rejects.toMatchObject({
    code: 'FETCH_OPTION_INVALID',
    message: expect.stringMatching(message),
  })
})

it.each<[unknown, unknown, RegExp]>([
  [undefined, {}, /client must come from createClient; found undefined/],
  [setup().client, undefined, /input must be an object; found undefined/],
  [setup().client, '120344', /input must be an object; found a string/],
])('paginate names what it found', async (client, list, message) => {
  const pages = paginate(client as ReturnType<typeof createClient>, listPlans, list as { brand_id: string })
  await expect(pages.next()).rejects.toThrow(message)
})

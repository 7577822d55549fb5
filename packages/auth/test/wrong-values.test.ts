// What programs pass by mistake gets a typed error that names it, when the object is created.
import {
  createKeyring,
  createSigner,
  createVerifier,
  decryptField,
  encryptField,
  importApiV3Key,
  importPrivateKey,
  importPublicKey,
  openResource,
} from '@wxdp/auth'
import { readCertificate } from '@wxdp/auth/certificate'
import { parseAuthorization } from '@wxdp/auth/platform'
import { apiV3Key, codeOf, keys } from '@wxdp-internal/fixtures'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'
import { describe, expect, it } from 'vitest'

const { merchant, platform } = keys
const { publicKey } = freshKeyPair()

const values: readonly (readonly [name: string, value: unknown])[] = [
  ['undefined', undefined],
  ['null', null],
  ['an array', [merchant.privateKey]],
  ['an empty array', []],
  ['a promise', importPrivateKey(merchant.privateKey)],
  ['a function', () => merchant.privateKey],
  ['a number', 7],
  ['true', true],
  ['a symbol', Symbol('key')],
  ['a big integer', 7n],
  ['a Map', new Map([[platform.serialNo, publicKey]])],
  ['a Date', new Date()],
  ['a URL', new URL('file:///key.pem')],
  ['an Error', new Error('x')],
  ['an empty object', {}],
  ['an object without a prototype', Object.create(null)],
  ['a signer', createSigner(merchant)],
  ['a verifier', createVerifier({ keys: { [platform.serialNo]: publicKey } })],
  ['an APIv3 key', importApiV3Key(apiV3Key)],
]

const never = undefined as never
/** Each function, with the wrong value in one place. */
const uses: Readonly<Record<string, (value: never) => unknown>> = {
  'importPrivateKey(…)': (value) => importPrivateKey(value),
  'importPublicKey(…)': (value) => importPublicKey(value),
  'importApiV3Key(…)': (value) => importApiV3Key(value),
  'readCertificate(…)': (value) => readCertificate(value),
  'createSigner(…)': (value) => createSigner(value),
  'createSigner({ privateKey })': (value) => createSigner({ ...merchant, privateKey: value }),
  'createSigner({ serialNo })': (value) => createSigner({ ...merchant, serialNo: value }),
  'createSigner({ mchid })': (value) => createSigner({ ...merchant, mchid: value }),
  'createVerifier(…)': (value) => createVerifier(value),
  'createVerifier({ keys })': (value) => createVerifier({ keys: value }),
  'createVerifier({ keys: { [serial]: … } })': (value) =>
    createVerifier({ keys: { [platform.serialNo]: value } }),
  'createKeyring(…)': (value) => createKeyring(value),
  'createKeyring(…, { preferred })': (value) =>
    createKeyring({ [platform.serialNo]: publicKey, PUB_KEY_ID_2: publicKey }, { preferred: value ?? 7 }),
  'verify(…)': (value) => createVerifier({ keys: { [platform.serialNo]: publicKey } }).verify(value),
  'authorize(…)': (value) => createSigner(merchant).authorize(value),
  'parseAuthorization(…)': (value) => parseAuthorization(value),
  'openResource(…)': (value) => openResource(value, never),
  'openResource(key, …)': (value) => openResource(apiV3Key, value),
  'encryptField(…)': (value) => encryptField(value, 'x'),
  'decryptField(…)': (value) => decryptField(value, 'x'),
  'decryptField(key, …)': (value) => decryptField(merchant.privateKey, value),
}

/** A value that is right in this place. */
const right: readonly string[] = ['importApiV3Key(…): an APIv3 key', 'openResource(…): an APIv3 key']

describe.each(Object.entries(uses))('%s', (place, use) => {
  const wrong = values.filter(([name]) => !right.includes(`${place}: ${name}`))
  it.each(wrong)('names %s', async (_, value) => {
    const code = await codeOf(async () => use(value as never))
    expect(code).toMatch(/^AUTH_[A-Z0-9_]+$/)
  })
})

it.each<[string, unknown, string]>([
  ['a PEM', publicKey, 'a string'],
  ['an array of PEMs', [publicKey], 'an array'],
  ['a promise of keys', Promise.resolve({ [platform.serialNo]: publicKey }), 'a Promise (await it first)'],
  ['undefined', undefined, 'undefined (is the environment variable set?)'],
  ['a Map', new Map([[platform.serialNo, publicKey]]), 'a Map'],
  ['bytes', Buffer.from(publicKey), 'a Uint8Array'],
  ['no keys', {}, 'no key'],
])('createVerifier names %s as keys', (_, given, what) => {
  for (const make of [() => createVerifier({ keys: given as never }), () => createKeyring(given as never)]) {
    expect(make).toThrow(TypeError)
    expect(make).toThrow(expect.objectContaining({ code: 'AUTH_OPTION_INVALID' }))
    expect(make).toThrow(`keys must map the serials of WeChat Pay's keys to the keys; found ${what}.`)
  }
})

it('names what was given as a clock or a source of nonces', () => {
  for (const value of [null, 7, 'now', Promise.resolve(7)] as never[]) {
    for (const make of [
      () => createSigner({ ...merchant, now: value }),
      () => createSigner({ ...merchant, nonce: value }),
      () => createVerifier({ keys: { [platform.serialNo]: publicKey }, now: value }),
    ]) {
      expect(make).toThrow(expect.objectContaining({ code: 'AUTH_OPTION_INVALID' }))
    }
  }
})

// What programs pass by mistake gets the same typed errors as from @wxdp/auth.
import { createSigner, createVerifier, importApiV3Key } from '@wxdp/auth'
import {
  createSm2Keyring,
  createSm2Signer,
  decryptSm2Field,
  encryptSm2Field,
  importSm2PrivateKey,
  importSm2PublicKey,
  openSm4Resource,
} from '@wxdp/auth-sm'
import { apiV3Key, codeOf, keys } from '@wxdp-internal/fixtures'
import { describe, expect, it } from 'vitest'

const { merchant, platform } = keys.sm
const platformKeys = { [keys.platform.serialNo]: platform.publicKey }

const values: readonly (readonly [name: string, value: unknown])[] = [
  ['undefined', undefined],
  ['null', null],
  ['an array', [merchant.privateKey]],
  ['a promise', importSm2PrivateKey(merchant.privateKey)],
  ['a function', () => merchant.privateKey],
  ['a number', 7],
  ['a symbol', Symbol('key')],
  ['a Map', new Map(Object.entries(platformKeys))],
  ['an empty object', {}],
  ['a JWK', { kty: 'EC', crv: 'SM2' }],
  ['a signer', createSigner(keys.merchant)],
  ['a verifier', createVerifier({ keys: createSm2Keyring(platformKeys) })],
]

const never = undefined as never
const uses: Readonly<Record<string, (value: never) => unknown>> = {
  'importSm2PrivateKey(…)': (value) => importSm2PrivateKey(value),
  'importSm2PublicKey(…)': (value) => importSm2PublicKey(value),
  'createSm2Signer(…)': (value) => createSm2Signer(value),
  'createSm2Signer({ privateKey })': (value) => createSm2Signer({ ...merchant, privateKey: value }),
  'createSm2Signer({ serialNo })': (value) => createSm2Signer({ ...merchant, serialNo: value }),
  'createSm2Keyring(…)': (value) => createSm2Keyring(value),
  'createSm2Keyring({ [serial]: … })': (value) => createSm2Keyring({ [keys.platform.serialNo]: value }),
  'openSm4Resource(…)': (value) => openSm4Resource(value, never),
  'openSm4Resource(key, …)': (value) => openSm4Resource(importApiV3Key(apiV3Key), value),
  'encryptSm2Field(…)': (value) => encryptSm2Field(value, 'x'),
  'decryptSm2Field(…)': (value) => decryptSm2Field(value, 'x'),
}

describe.each(Object.entries(uses))('%s', (_, use) => {
  it.each(values)('names %s', async (_name, value) => {
    expect(await codeOf(async () => use(value as never))).toMatch(/^AUTH_[A-Z0-9_]+$/)
  })
})

it('a keyring names an array of keys', () => {
  expect(() => createSm2Keyring([platform.publicKey] as never)).toThrow(
    "keys must map the serials of WeChat Pay's keys to the keys; found an array.",
  )
})

it('the other suite is named only for its own keys', async () => {
  await expect(importSm2PrivateKey(keys.merchant.privateKey)).rejects.toThrow(
    /^Found an RSA key, .*For RSA, use @wxdp\/auth\. \S+#auth_key_unsupported$/,
  )
  await expect(
    importSm2PrivateKey('MC4CAQAwBQYDK2VwBCIEIBERERERERERERERERERERERERERERERERERERERERER'),
  ).rejects.toThrow(
    /^Found an Ed25519 key, expected a key on the curve SM2 \([0-9.]+\)\. \S+#auth_key_unsupported$/,
  )
})

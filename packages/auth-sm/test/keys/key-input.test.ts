import { createVerifier, importPrivateKey as importRsa } from '@wxdp/auth'
import {
  createSm2Keyring,
  createSm2Signer,
  importSm2PrivateKey,
  importSm2PublicKey,
  type Sm2KeyInput,
} from '@wxdp/auth-sm'
import { signSm2Message } from '@wxdp/auth-sm/platform'
import { codeOf, keys, official, utf8 } from '@wxdp-internal/fixtures'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'

import { describe, expect, it } from 'vitest'
import { pkcs8Of, spkiOf } from '../support/pkcs8.ts'

const { privateKey, publicKey, certificate, certificateSerial } = keys.sm.platform
const der = (pem: string): Buffer => Buffer.from(pem.replace(/-----[A-Z ]+-----/g, ''), 'base64')
const bare = (pem: string): string => pem.replace(/-----[A-Z ]+-----/g, '').replace(/\s/g, '')
const rsa = freshKeyPair()
const body = utf8('{}')
/** The point of a public key, `04 X Y`. */
const point = der(publicKey).subarray(-65)

const forms = (pem: string): [string, Sm2KeyInput][] => [
  ['PEM', pem],
  ['PEM with CRLF', pem.replaceAll('\n', '\r\n')],
  ['PEM with literal \\n', pem.replaceAll('\n', '\\n')],
  ['bare Base64', bare(pem)],
  ['PEM bytes', utf8(pem)],
  ['DER', new Uint8Array(der(pem))],
  ['DER in a Buffer', der(pem)],
]

describe('a key in any form', () => {
  it.each(forms(privateKey))('signs: private, %s', async (_, form) => {
    const headers = await signSm2Message({
      body,
      serialNo: keys.platform.serialNo,
      privateKey: await importSm2PrivateKey(form),
    })
    const verifier = createVerifier({ keys: createSm2Keyring({ [keys.platform.serialNo]: publicKey }) })
    await expect(verifier.verify({ headers: { ...headers }, body })).resolves.toBeDefined()
  })

  it.each([
    ...forms(publicKey).map(([name, form]) => [`public, ${name}`, form, keys.platform.serialNo] as const),
    ...forms(certificate).map(([name, form]) => [`certificate, ${name}`, form, certificateSerial] as const),
  ])('verifies: %s', async (_, form, serialNo) => {
    const headers = await signSm2Message({ body, serialNo, privateKey })
    const verifier = createVerifier({
      keys: createSm2Keyring({ [serialNo]: await importSm2PublicKey(form) }),
    })
    await expect(verifier.verify({ headers: { ...headers }, body })).resolves.toBeDefined()
  })

  it('keeps a copy of the bytes', async () => {
    const bytes = der(privateKey)
    const verifier = createVerifier({ keys: createSm2Keyring({ [keys.platform.serialNo]: publicKey }) })
    const signer = createSm2Signer({ mchid: '1', serialNo: keys.sm.merchant.serialNo, privateKey: bytes })
    bytes.fill(0)
    await expect(signer.authorize({ method: 'GET', target: '/' })).resolves.toContain('SM2')
    expect(verifier.keyring.preferred).toBe(keys.platform.serialNo)
  })

  it('accepts a compressed point', async () => {
    const compressed = Uint8Array.of(2 + ((point[64] as number) & 1), ...point.subarray(1, 33))
    const headers = await signSm2Message({ body, serialNo: keys.platform.serialNo, privateKey })
    const verifier = createVerifier({
      keys: createSm2Keyring({ [keys.platform.serialNo]: spkiOf(compressed) }),
    })
    await expect(verifier.verify({ headers: { ...headers }, body })).resolves.toBeDefined()
  })

  it('accepts a private number without leading zeros, as some tools write it', async () => {
    await expect(importSm2PrivateKey(pkcs8Of('05'))).resolves.toMatchObject({ role: 'private' })
  })
})

describe('an unsuitable input is rejected by name', () => {
  const damagedPoint = Buffer.from(point)
  damagedPoint[64] = (damagedPoint[64] as number) ^ 1
  const sec1OfNoCurve = Buffer.from('30060201010401 05'.replace(' ', ''), 'hex')
  const x25519 = Buffer.from('302e020100300506032b656e04220420'.concat('11'.repeat(32)), 'hex')
  const scalar = der(privateKey).subarray(36, 68).toString('hex')

  it.each<[string, unknown, string, RegExp]>([
    ['a certificate', certificate, 'AUTH_KEY_ROLE', /Found a certificate, expected a private key/],
    ['a public key', publicKey, 'AUTH_KEY_ROLE', /Found a public key, expected a private key/],
    ['an RSA key', rsa.privateKey, 'AUTH_KEY_UNSUPPORTED', /Found an RSA key,.*@wxdp\/auth\b/],
    ['an RSA key in PKCS#1', official.merchant.private_key, 'AUTH_KEY_UNSUPPORTED', /an RSA key/],
    ['a key of X25519', x25519, 'AUTH_KEY_UNSUPPORTED', /an unknown kind of key/],
    ['a key without a curve', sec1OfNoCurve, 'AUTH_KEY_UNSUPPORTED', /an EC key/],
    ['zero', pkcs8Of('00'), 'AUTH_KEY_INVALID', /outside the range/],
    [
      'n - 1',
      pkcs8Of('fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54122'),
      'AUTH_KEY_INVALID',
      /range/,
    ],
    [
      'a key with the public key of another',
      pkcs8Of('05', point),
      'AUTH_KEY_INVALID',
      /do not belong together/,
    ],
    [
      'a key with a damaged public key',
      pkcs8Of(scalar, damagedPoint),
      'AUTH_KEY_INVALID',
      /do not belong together/,
    ],
    [
      'a structure without a number',
      Buffer.from('301c020100301306072a8648ce3d020106082a811ccf5501822d04023000', 'hex'),
      'AUTH_KEY_INVALID',
      /range/,
    ],
    ['a blank string', ' \n', 'AUTH_KEY_INVALID', /Found an empty value/],
    ['a file name', 'apiclient_key.pem', 'AUTH_KEY_INVALID', /Found a file path/],
    ['half a PEM', privateKey.slice(0, 100), 'AUTH_KEY_INVALID', /a PEM block that is damaged or cut off/],
    ['null', null, 'AUTH_KEY_INVALID', /Found null/],
    ['undefined', undefined, 'AUTH_KEY_INVALID', /Found undefined \(is the environment variable set\?\)/],
    ['an object', {}, 'AUTH_KEY_INVALID', /Found an object/],
  ])('for a private key: %s', async (_, input, code, words) => {
    expect(await codeOf(() => importSm2PrivateKey(input as Sm2KeyInput))).toBe(code)
    await expect(importSm2PrivateKey(input as Sm2KeyInput)).rejects.toThrow(words)
  })

  it('accepts a private key with its own public key', async () => {
    await expect(importSm2PrivateKey(pkcs8Of(scalar, point))).resolves.toBeDefined()
  })

  it.each<[string, unknown, string, RegExp]>([
    ['a private key', privateKey, 'AUTH_KEY_ROLE', /Found a private key, expected a public key/],
    ['an RSA key', rsa.publicKey, 'AUTH_KEY_UNSUPPORTED', /an RSA key/],
    ['a point that is not on the curve', spkiOf(damagedPoint), 'AUTH_KEY_INVALID', /not on the curve/],
    ['the point at infinity', spkiOf(Uint8Array.of(0)), 'AUTH_KEY_INVALID', /not on the curve/],
    ['half a point', spkiOf(point.subarray(0, 40)), 'AUTH_KEY_INVALID', /not on the curve/],
    ['a point that is not whole bytes', spkiOf(point, 1), 'AUTH_KEY_INVALID', /not on the curve/],
    [
      'half a certificate',
      der(certificate).subarray(0, 200),
      'AUTH_KEY_INVALID',
      /neither PEM nor DER, expected a public key/,
    ],
  ])('for a public key: %s', async (_, input, code, words) => {
    expect(await codeOf(() => importSm2PublicKey(input as Sm2KeyInput))).toBe(code)
    await expect(importSm2PublicKey(input as Sm2KeyInput)).rejects.toThrow(words)
  })

  it('when the object is created, not at the first call', () => {
    const make = () => createSm2Signer({ ...keys.sm.merchant, privateKey: rsa.privateKey })
    expect(make).toThrow(expect.objectContaining({ code: 'AUTH_KEY_UNSUPPORTED' }))
    const misfiled = () =>
      createVerifier({
        keys: createSm2Keyring({ [keys.sm.merchant.serialNo]: keys.sm.merchant.certificate }),
      })
    expect(misfiled).toThrow(expect.objectContaining({ code: 'AUTH_KEY_ROLE' }))
    expect(misfiled).toThrow(/belongs to a merchant or brand/)
  })

  it('including an imported RSA key', async () => {
    const key = await importRsa(keys.merchant.privateKey)
    const make = () => createSm2Signer({ ...keys.sm.merchant, privateKey: key })
    expect(make).toThrow(expect.objectContaining({ code: 'AUTH_KEY_UNSUPPORTED' }))
  })

  it('without key material in the message', async () => {
    for (const input of [privateKey.slice(0, 100), pkcs8Of(scalar, damagedPoint), pkcs8Of('00')]) {
      const error = (await importSm2PrivateKey(input).catch((thrown: unknown) => thrown)) as Error
      expect(error.cause).toBeUndefined()
      expect(error.message + JSON.stringify(error)).not.toMatch(/[0-9a-f]{32}|[A-Za-z0-9+/]{64}/)
    }
  })
})

import { createKeyring, createVerifier, importPublicKey, type KeyMap, type PublicKeyInput } from '@wxdp/auth'
import { readCertificate } from '@wxdp/auth/certificate'
import { signMessage } from '@wxdp/auth/platform'
import { codeOf, keys, utf8 } from '@wxdp-internal/fixtures'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'
import { certificateFor } from '@wxdp-internal/fixtures/openssl'
import { describe, expect, it } from 'vitest'

const platformSerial = keys.platform.serialNo
const subject = '/CN=Tenpay.com sign/O=Tenpay.com/OU=Tenpay.com CA Center/C=CN'
const publicKeyPair = freshKeyPair()
const oldPair = freshKeyPair()
const newPair = freshKeyPair()
const oldSerial = '0123456789ABCDEF0123456789ABCDEF01234567'
const newSerial = '4123456789ABCDEF0123456789ABCDEF01234567'
const oldCertificate = certificateFor(oldPair.privateKey, { subject, serialNo: oldSerial })
const newCertificate = certificateFor(newPair.privateKey, { subject, serialNo: newSerial })

const publicKey: KeyMap = { [platformSerial]: publicKeyPair.publicKey }
const old: KeyMap = { [oldSerial]: oldCertificate }
const young: KeyMap = { [newSerial]: newCertificate }
const preferredOf = (keys: KeyMap, preferred?: string): string | undefined =>
  createKeyring(keys, { ...(preferred !== undefined && { preferred }) }).preferred

describe('several keys at once', () => {
  const body = utf8('{}')
  const signedBy = (serialNo: string, { privateKey }: { privateKey: string }) =>
    signMessage({ body, serialNo, privateKey })

  it.each<[string, KeyMap]>([
    ['certificates → public key', { ...old, ...publicKey }],
    ['public key → certificates', { ...publicKey, ...old }],
    ['a certificate → its successor', { ...old, ...young }],
    ['a certificate rotation during the migration to a public key', { ...old, ...young, ...publicKey }],
  ])('%s: accepts messages signed by any of the keys', async (_, keys) => {
    const verifier = createVerifier({ keys })
    for (const [serialNo, pair] of [
      [platformSerial, publicKeyPair],
      [oldSerial, oldPair],
      [newSerial, newPair],
    ] as const) {
      const message = { headers: { ...(await signedBy(serialNo, pair)) }, body }
      if (serialNo in keys) await expect(verifier.verify(message)).resolves.toMatchObject({ serialNo })
      else expect(await codeOf(() => verifier.verify(message))).toBe('AUTH_SERIAL_UNKNOWN')
    }
  })

  it('rejects a message under the serial of another key', async () => {
    const verifier = createVerifier({ keys: { ...old, ...young, ...publicKey } })
    for (const serialNo of [oldSerial, platformSerial]) {
      const headers = { ...(await signedBy(serialNo, newPair)) }
      expect(await codeOf(() => verifier.verify({ headers, body }))).toBe('AUTH_SIGNATURE_INVALID')
    }
  })
})

describe('the preferred serial', () => {
  it('is that of the only key', () => {
    expect(preferredOf(publicKey)).toBe(platformSerial)
    expect(preferredOf(old)).toBe(oldSerial)
  })

  it('is that of the public key, whatever the number of certificates', () => {
    expect(preferredOf({ ...old, ...publicKey })).toBe(platformSerial)
    expect(preferredOf({ ...old, ...young, ...publicKey })).toBe(platformSerial)
  })

  it('is undefined if there are several candidates', () => {
    expect(preferredOf({ ...old, ...young })).toBeUndefined()
    expect(preferredOf({ ...publicKey, PUB_KEY_ID_2: newPair.publicKey })).toBeUndefined()
  })

  it('is the chosen one, in upper or lower case', () => {
    expect(preferredOf({ ...old, ...publicKey }, oldSerial.toLowerCase())).toBe(oldSerial)
    expect(preferredOf({ ...old, ...young }, newSerial)).toBe(newSerial)
  })

  it('must be in the keyring', () => {
    expect(() => preferredOf(old, newSerial)).toThrow(
      expect.objectContaining({ code: 'AUTH_OPTION_INVALID' }),
    )
    expect(() => preferredOf(old, 'main')).toThrow(expect.objectContaining({ code: 'AUTH_SERIAL_INVALID' }))
  })
})

const imported = await importPublicKey(oldCertificate)

describe('a certificate', () => {
  const merchants = certificateFor(newPair.privateKey, {
    subject: '/CN=1900007291/O=微信商户系统/OU=某公司/L=Shenzhen/C=CN',
    serialNo: newSerial,
  })
  const der = (pem: string) => new Uint8Array(Buffer.from(pem.replace(/-----[^-]+-----/g, ''), 'base64'))

  it.each<[string, string, PublicKeyInput, string, RegExp]>([
    [
      "a merchant's certificate",
      newSerial,
      merchants,
      'AUTH_KEY_ROLE',
      /merchant or brand \(apiclient_cert\.pem\).*pub_key\.pem/,
    ],
    [
      "a merchant's certificate under a public key id",
      platformSerial,
      merchants,
      'AUTH_KEY_ROLE',
      /merchant or brand/,
    ],
    ["a merchant's certificate as DER", newSerial, der(merchants), 'AUTH_KEY_ROLE', /merchant or brand/],
    [
      "a merchant's certificate from readCertificate",
      newSerial,
      readCertificate(merchants).publicKey,
      'AUTH_KEY_ROLE',
      /merchant or brand/,
    ],
    [
      'a certificate under a public key id',
      platformSerial,
      oldCertificate,
      'AUTH_KEY_ROLE',
      new RegExp(`${platformSerial} is the id of a public key.*${oldSerial}`),
    ],
    [
      'a certificate as bare Base64 under a public key id',
      platformSerial,
      oldCertificate.replace(/-----[^-]+-----/g, ''),
      'AUTH_KEY_ROLE',
      /is the id of a public key/,
    ],
    [
      'a certificate under the serial of another',
      newSerial,
      oldCertificate,
      'AUTH_SERIAL_MISMATCH',
      new RegExp(`under ${newSerial} has the serial ${oldSerial}`),
    ],
    [
      'an imported certificate under the serial of another',
      newSerial,
      imported,
      'AUTH_SERIAL_MISMATCH',
      /has the serial/,
    ],
  ])('is rejected when the verifier is created: %s', async (_, serialNo, key, code, words) => {
    const make = () => createVerifier({ keys: { [serialNo]: key } })
    expect(await codeOf(make)).toBe(code)
    expect(make).toThrow(words)
  })

  it('may be replaced by its public key under the same serial', () => {
    expect(() => createVerifier({ keys: { [oldSerial]: oldPair.publicKey } })).not.toThrow()
  })

  it('is a merchant certificate only if its common name is all digits', () => {
    for (const name of ['1900007291 sign', 'x1900007291', ' ']) {
      const certificate = certificateFor(newPair.privateKey, {
        subject: `/O=1900007291/CN=${name}`,
        serialNo: newSerial,
      })
      expect(() => createVerifier({ keys: { [newSerial]: certificate } })).not.toThrow()
    }
  })
})

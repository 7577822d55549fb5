// Test vectors of the standards.

import { codeOf, utf8 } from '@wxdp-internal/fixtures'
import { describe, expect, it } from 'vitest'
import { decryptSm2Field, importSm2PrivateKey } from '../../src/index.ts'
import { readSignature, writeCiphertext, writeSignature } from '../../src/primitives/der.ts'
import {
  decrypt,
  hash,
  openGcm,
  pointOf,
  publicKeyOf,
  sealGcm,
  sign,
  verify,
} from '../../src/primitives/primitives.ts'
import { pkcs8Of } from '../support/pkcs8.ts'

const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
const hex = (value: Uint8Array): string => Buffer.from(value).toString('hex').toUpperCase()

describe('SM3, GB/T 32905 annex A', () => {
  it.each([
    ['abc', '66C7F0F462EEEDD9D1F2D46BDC10E4E24167C4875CF2F7A2297DA02B8F4BA8E0'],
    ['abcd'.repeat(16), 'DEBE9FF92275B8A138604889C18E5A4D6FDB70E5387E5765293DCBA39C0C5732'],
  ])('%s', (text, digest) => {
    expect(hex(hash(utf8(text)))).toBe(digest)
  })
})

describe('SM2, GB/T 32918.5 annexes A and C', () => {
  const scalar = '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8'
  const point =
    '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13'
  const signature = {
    r: 'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3',
    s: 'b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
  }
  const message = utf8('message digest')

  it('derives the public key', () => {
    expect(publicKeyOf(scalar)).toBe(point)
  })

  it('verifies the signature, also after a DER round trip', () => {
    expect(verify(pointOf(bytes(point)), message, signature)).toBe(true)
    expect(readSignature(writeSignature(signature))).toEqual(signature)
  })

  it('does not verify the signature for anything else', () => {
    expect(verify(pointOf(bytes(point)), utf8('message digesT'), signature)).toBe(false)
    expect(verify(pointOf(bytes(point)), message, { ...signature, s: signature.r })).toBe(false)
  })

  it('signs differently each time, and verifies each signature', () => {
    const [one, two] = [
      sign(scalar, message, { publicKey: point }),
      sign(scalar, message, { publicKey: point }),
    ]
    expect(one).not.toEqual(two)
    for (const each of [one, two]) expect(verify(pointOf(bytes(point)), message, each)).toBe(true)
  })

  const ciphertext = {
    c1: '04ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73e858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0',
    c3: '59983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd8766',
    c2: '21886ca989ca9c7d58087307ca93092d651efa',
  }

  it('decrypts the ciphertext, also as a field', async () => {
    expect(decrypt(scalar, ciphertext)).toEqual(utf8('encryption standard'))
    const field = Buffer.from(writeCiphertext(ciphertext)).toString('base64')
    expect(await decryptSm2Field(pkcs8Of(scalar), field)).toBe('encryption standard')
  })

  it('does not decrypt the ciphertext with another key', async () => {
    const other = await importSm2PrivateKey(pkcs8Of(`${scalar.slice(0, -1)}9`))
    const field = Buffer.from(writeCiphertext(ciphertext)).toString('base64')
    expect(await codeOf(() => decryptSm2Field(other, field))).toBe('AUTH_DECRYPT_FAILED')
  })
})

describe('SM4-GCM, RFC 8998 A.1', () => {
  const key = bytes('0123456789ABCDEFFEDCBA9876543210')
  const nonce = bytes('00001234567800000000ABCD')
  const associatedData = bytes('FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2')
  const plaintext = bytes(
    'AAAAAAAAAAAAAAAABBBBBBBBBBBBBBBBCCCCCCCCCCCCCCCCDDDDDDDDDDDDDDDDEEEEEEEEEEEEEEEEFFFFFFFFFFFFFFFFEEEEEEEEEEEEEEEEAAAAAAAAAAAAAAAA',
  )
  const sealed = bytes(
    '17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D' +
      '83DE3541E4C2B58177E065A9BF7B62EC',
  )

  it('seals to the printed bytes', () => {
    expect(hex(sealGcm(key, nonce, associatedData, plaintext))).toBe(hex(sealed))
  })

  it('opens them, but not with any bit flipped', () => {
    expect(openGcm(key, nonce, associatedData, sealed)).toEqual(plaintext)
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const flipped = sealed.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))
      expect(openGcm(key, nonce, associatedData, flipped)).toBeUndefined()
    }
  })
})

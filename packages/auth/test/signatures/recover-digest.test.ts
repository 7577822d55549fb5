import { createHash, createSign, generateKeyPairSync } from 'node:crypto'
import { keys } from '@wxdp-internal/fixtures'
import { describe, expect, it } from 'vitest'
import { recoverDigest } from '../../src/signatures/recover-digest.ts'

const message = 'POST\n/v3/certificates\n'
const signed = (hash: string, key = keys.merchant.privateKey): Buffer =>
  createSign(hash).update(message).sign(key)

describe('recoverDigest', () => {
  it.each([
    ['SHA-256', 'sha256'],
    ['SHA-1', 'sha1'],
    ['SHA-384', 'sha384'],
    ['SHA-512', 'sha512'],
    ['MD5', 'md5'],
  ])('finds what was signed with %s', (hash, name) => {
    const digest = createHash(name).update(message).digest('hex')
    const { publicKey, certificate } = keys.merchant
    expect(recoverDigest(signed(name), publicKey)).toEqual({ hash, digest })
    expect(recoverDigest(signed(name), certificate)).toEqual({ hash, digest })
    const der = Buffer.from(publicKey.replace(/-----.*-----|\s/g, ''), 'base64')
    expect(recoverDigest(signed(name), der)).toEqual({ hash, digest })
  })

  it('is undefined with another key, and without a signature', () => {
    expect(recoverDigest(signed('sha256'), keys.brand.publicKey)).toBeUndefined()
    expect(recoverDigest(signed('sha3-256'), keys.merchant.publicKey)).toBeUndefined()
    expect(recoverDigest(new Uint8Array(), keys.merchant.publicKey)).toBeUndefined()
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const pem = publicKey.export({ type: 'spki', format: 'pem' }) as string
    expect(recoverDigest(signed('sha256'), pem)).toBeUndefined()
  })

  it('names what is not a public key', () => {
    expect(() => recoverDigest(signed('sha256'), keys.merchant.privateKey)).toThrow(
      expect.objectContaining({ code: 'AUTH_KEY_ROLE' }),
    )
  })
})

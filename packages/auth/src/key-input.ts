import type { CryptoKey, JWK, KeyObject } from 'jose'
import { type DerShape, derShape, isRsa, pkcs1ToPkcs8, pkcs1ToSpki } from './der.ts'
import { AuthError } from './errors.ts'
import { toDer } from './pem.ts'
import type { KeyRole, KeySource } from './provider.ts'

/**
 * A key in any form that people hold one: PEM text (LF, CRLF, `\n` written out, or bare Base64), PEM or DER
 * bytes, JWK, `CryptoKey`, or Node's `KeyObject`. PKCS#8 and PKCS#1 for private keys; SPKI, PKCS#1 and X.509
 * certificates for public ones.
 */
export type KeyInput = string | Uint8Array | JWK | CryptoKey | KeyObject

/** What each shape is called in an error. */
export const found: Readonly<Record<DerShape, string>> = {
  pkcs8: 'a private key',
  'pkcs8-encrypted': 'an encrypted private key',
  'pkcs1-private': 'a private key',
  'sec1-private': 'an elliptic-curve private key',
  spki: 'a public key',
  'pkcs1-public': 'a public key',
  certificate: 'a certificate',
}

const remedy: Record<KeyRole, string> = {
  private:
    'Give the private key of the API certificate, the file that WeChat Pay calls apiclient_key.pem (it begins -----BEGIN PRIVATE KEY-----).',
  public:
    "Give WeChat Pay's public key (pub_key.pem) or its platform certificate, never a key or certificate of the merchant.",
}

/**
 * Tells what a key input is and whether it fits the role, without any cryptography: cheap enough to run when
 * a signer or verifier is made, legal at the module scope of a worker.
 *
 * @throws {AuthError} `AUTH_KEY_INVALID`, `AUTH_KEY_ROLE`, `AUTH_KEY_UNSUPPORTED`
 */
export function readKey(role: KeyRole, input: KeyInput): KeySource {
  if (typeof input === 'string' || input instanceof Uint8Array) return readFile(role, input)
  if (typeof input === 'object' && input !== null) {
    if ('kty' in input) return readJwk(role, input as JWK)
    if ('algorithm' in input) return readCryptoKey(role, input as CryptoKey)
    if ('asymmetricKeyType' in input) return readKeyObject(role, input as KeyObject)
  }
  throw invalid(role, `a value of type ${input === null ? 'null' : typeof input}`)
}

function readFile(role: KeyRole, input: string | Uint8Array): KeySource {
  const der = toDer(input)
  if (der === 'encrypted') throw encrypted()
  if (der) return readDer(role, der)
  const isEmpty = typeof input === 'string' ? input.trim() === '' : input.length === 0
  throw invalid(role, isEmpty ? 'nothing' : 'a text that is not PEM')
}

function readDer(role: KeyRole, der: Uint8Array): KeySource {
  const shape = derShape(der)
  if (!shape) throw invalid(role, 'bytes that are no key')
  if (shape === 'pkcs8-encrypted') throw encrypted()
  const isPrivate = shape === 'pkcs8' || shape === 'pkcs1-private' || shape === 'sec1-private'
  if (isPrivate !== (role === 'private')) throw wrongRole(role, found[shape])
  if (shape === 'pkcs1-private') return { form: 'der', der: pkcs1ToPkcs8(der) }
  if (shape === 'pkcs1-public') return { form: 'der', der: pkcs1ToSpki(der) }
  if (!isRsa(der)) throw notRsa(`${found[shape]} that is not RSA`)
  return shape === 'certificate' ? { form: 'certificate', der } : { form: 'der', der }
}

function readJwk(role: KeyRole, jwk: JWK): KeySource {
  if (jwk.kty !== 'RSA') throw notRsa(`a JWK of type ${String(jwk.kty)}`)
  requireRole(role, jwk.d === undefined ? 'public' : 'private')
  return { form: 'jwk', jwk }
}

function readCryptoKey(role: KeyRole, key: CryptoKey): KeySource {
  const { name, hash } = key.algorithm as { name: string; hash?: { name?: string } }
  if (name !== 'RSASSA-PKCS1-v1_5' || hash?.name !== 'SHA-256') {
    throw notRsa(`a CryptoKey for ${name}${hash?.name ? ` with ${hash.name}` : ''}`)
  }
  requireRole(role, key.type)
  return { form: 'cryptoKey', key }
}

function readKeyObject(role: KeyRole, key: KeyObject): KeySource {
  const { asymmetricKeyType } = key as { asymmetricKeyType?: string }
  if (asymmetricKeyType !== 'rsa') throw notRsa(`a KeyObject of type ${String(asymmetricKeyType)}`)
  requireRole(role, key.type)
  const type = role === 'private' ? 'pkcs8' : 'spki'
  const exporter = key as unknown as { export(options: { type: string; format: 'der' }): Uint8Array }
  return { form: 'der', der: exporter.export({ type, format: 'der' }) }
}

function requireRole(role: KeyRole, type: string): void {
  if (type !== role) throw wrongRole(role, `a ${type} key`)
}

function wrongRole(role: KeyRole, what: string): AuthError {
  return new AuthError('AUTH_KEY_ROLE', `Found ${what} where a ${role} key is wanted. ${remedy[role]}`)
}

function invalid(role: KeyRole, what: string): AuthError {
  return new AuthError('AUTH_KEY_INVALID', `Found ${what} where a ${role} key is wanted. ${remedy[role]}`)
}

function notRsa(what: string): AuthError {
  return new AuthError(
    'AUTH_KEY_UNSUPPORTED',
    `Found ${what}; WeChat Pay signs with RSA (RSASSA-PKCS1-v1_5, SHA-256, 2048 bits).`,
  )
}

function encrypted(): AuthError {
  return new AuthError(
    'AUTH_KEY_UNSUPPORTED',
    'Found an encrypted private key. Decrypt it once: openssl pkcs8 -in encrypted.pem -out apiclient_key.pem',
  )
}

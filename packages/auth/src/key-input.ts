import { certificateFacts } from './certificate-facts.ts'
import { type DerShape, derShape, isRsa, pkcs1ToPkcs8, pkcs1ToSpki } from './der.ts'
import { AuthError } from './errors.ts'
import { toDer } from './pem.ts'
import type { Jwk, KeyRole, KeySource } from './provider.ts'

/**
 * A key in any form that people hold one: PEM text (LF, CRLF, `\n` written out, or bare Base64), PEM or DER
 * bytes, JWK, `CryptoKey`, or Node's `KeyObject`. PKCS#8 and PKCS#1 for private keys; SPKI, PKCS#1 and X.509
 * certificates for public ones.
 */
export type KeyInput = string | Uint8Array | Jwk | CryptoKeyLike | KeyObjectLike

/** A `CryptoKey`; each runtime's types have their own. */
export interface CryptoKeyLike {
  readonly type: string
  readonly algorithm: { readonly name: string }
  readonly extractable: boolean
}

/** Node's `KeyObject`, as far as it is used. */
export interface KeyObjectLike {
  readonly type: string
  readonly asymmetricKeyType?: string | undefined
  export(options: { type: 'pkcs8' | 'spki'; format: 'der' }): Uint8Array
}

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

export const remedy: Readonly<Record<KeyRole, string>> = {
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
    if ('kty' in input) return readJwk(role, input)
    if ('algorithm' in input) return readCryptoKey(role, input as CryptoKey)
    if ('asymmetricKeyType' in input) return readKeyObject(role, input)
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
  if (shape === 'certificate') return readCertified(role, der)
  if (!isRsa(der)) throw notRsa(`${found[shape]} that is not RSA`)
  return { form: 'der', der }
}

function readCertified(role: KeyRole, der: Uint8Array): KeySource {
  const certificate = certificateFacts(der)
  if (!certificate) throw invalid(role, 'a damaged certificate')
  if (!isRsa(certificate.publicKey)) throw notRsa('a certificate of a key that is not RSA')
  return { form: 'der', der: certificate.publicKey, certificate }
}

function readJwk(role: KeyRole, jwk: Jwk): KeySource {
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

function readKeyObject(role: KeyRole, key: KeyObjectLike): KeySource {
  if (key.asymmetricKeyType !== 'rsa') throw notRsa(`a KeyObject of type ${String(key.asymmetricKeyType)}`)
  requireRole(role, key.type)
  return { form: 'der', der: key.export({ type: role === 'private' ? 'pkcs8' : 'spki', format: 'der' }) }
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
    'Found an encrypted private key. Decrypt it once: openssl pkey -in encrypted.pem -out apiclient_key.pem',
  )
}

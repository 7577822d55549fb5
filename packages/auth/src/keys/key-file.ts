import type { Bytes } from '../encoding/bytes.ts'
import { certificateFacts } from '../encoding/certificate-facts.ts'
import { type DerShape, derShape } from '../encoding/key-structure.ts'
import { toDer } from '../encoding/pem.ts'
import { AuthError } from '../errors.ts'
import type { KeyRole, KeySource } from '../provider/provider.ts'

/** What error messages call each shape. */
export const found: Readonly<Record<DerShape, string>> = {
  'pkcs8-private': 'a private key',
  'pkcs8-encrypted': 'an encrypted private key',
  'pkcs1-private': 'a private key',
  'sec1-private': 'an elliptic-curve private key',
  spki: 'a public key',
  'pkcs1-public': 'a public key',
  certificate: 'a certificate',
}

export const remedy: Readonly<Record<KeyRole, string>> = {
  private:
    'Pass the private key of your API certificate: the file apiclient_key.pem, which begins with -----BEGIN PRIVATE KEY-----.',
  public:
    "Pass WeChat Pay's public key (pub_key.pem) or its platform certificate, not a key or certificate of the merchant.",
}

/** The DER of a key of any algorithm, with its shape. For a certificate it is the DER of the key inside. */
export type KeyFile = Extract<KeySource, { form: 'der' }> & { readonly shape: DerShape }

/**
 * Reads a key or certificate, PEM or DER, and checks its role.
 *
 * @throws {AuthError} `AUTH_KEY_INVALID`, `AUTH_KEY_ROLE`, `AUTH_KEY_UNSUPPORTED`
 */
export function readKeyFile(role: KeyRole, input: string | Bytes): KeyFile {
  const der = toDer(input)
  const shape = der && der !== 'encrypted' && derShape(der)
  if (der === 'encrypted' || shape === 'pkcs8-encrypted') {
    throw new AuthError(
      'AUTH_KEY_UNSUPPORTED',
      'Found an encrypted private key. Decrypt it first: openssl pkey -in encrypted.pem -out apiclient_key.pem',
    )
  }
  if (!der) throw invalidKey(role, describe(input))
  if (!shape) throw invalidKey(role, 'bytes that are not a key')
  if (shape.endsWith('private') !== (role === 'private')) throw wrongRole(role, found[shape])
  if (shape !== 'certificate') return { form: 'der', der, shape }
  const certificate = certificateFacts(der)
  if (!certificate) throw invalidKey(role, 'damaged contents')
  return { form: 'der', der: certificate.publicKey, certificate, shape }
}

function describe(input: string | Bytes): string {
  if ((typeof input === 'string' ? input.trim().length : input.byteLength) === 0) return 'an empty value'
  return typeof input === 'string' ? 'a string that is not PEM' : 'bytes that are neither PEM nor DER'
}

/** @throws {AuthError} `AUTH_KEY_ROLE` if an imported key has the other role */
export function requireRole(role: KeyRole, found: unknown): void {
  if (found !== role) throw wrongRole(role, `a ${found} key`)
}

/** The error for an input that is not a key, or that the runtime cannot read. */
export function invalidKey(role: KeyRole, what: string, options?: ErrorOptions): AuthError {
  return new AuthError('AUTH_KEY_INVALID', expected(role, what), options)
}

function wrongRole(role: KeyRole, what: string): AuthError {
  return new AuthError('AUTH_KEY_ROLE', expected(role, what))
}

function expected(role: KeyRole, what: string): string {
  return `Found ${what}, expected a ${role} key. ${remedy[role]}`
}

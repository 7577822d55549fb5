import { certificateFacts } from '../encoding/certificate-facts.ts'
import { type DerShape, derShape } from '../encoding/key-structure.ts'
import { toDer } from '../encoding/pem.ts'
import { AuthError } from '../errors.ts'
import type { KeyRole, KeySource } from '../provider/provider.ts'

/** What each shape is called in an error. */
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
    'Give the private key of the API certificate, the file that WeChat Pay calls apiclient_key.pem (it begins -----BEGIN PRIVATE KEY-----).',
  public:
    "Give WeChat Pay's public key (pub_key.pem) or its platform certificate, never a key or certificate of the merchant.",
}

/** The DER of a key, told apart; of a certificate, that of the key in it. Which algorithm it is for is open. */
export type KeyFile = Extract<KeySource, { form: 'der' }> & { readonly shape: DerShape }

/**
 * Reads a key or certificate as people have it, PEM or DER, and checks its role.
 *
 * @throws {AuthError} `AUTH_KEY_INVALID`, `AUTH_KEY_ROLE`, `AUTH_KEY_UNSUPPORTED`
 */
export function readKeyFile(role: KeyRole, input: string | Uint8Array): KeyFile {
  const der = toDer(input)
  const shape = der && der !== 'encrypted' && derShape(der)
  if (der === 'encrypted' || shape === 'pkcs8-encrypted') {
    throw new AuthError(
      'AUTH_KEY_UNSUPPORTED',
      'Found an encrypted private key. Decrypt it once: openssl pkey -in encrypted.pem -out apiclient_key.pem',
    )
  }
  if (!der) throw invalidKey(role, String(input).trim() ? 'a text that is not PEM' : 'nothing')
  if (!shape) throw invalidKey(role, 'bytes that are no key')
  if (shape.endsWith('private') !== (role === 'private')) throw wrongRole(role, found[shape])
  if (shape !== 'certificate') return { form: 'der', der, shape }
  const certificate = certificateFacts(der)
  if (!certificate) throw invalidKey(role, 'damaged contents')
  return { form: 'der', der: certificate.publicKey, certificate, shape }
}

/** @throws {AuthError} `AUTH_KEY_ROLE`, where a key that is there already is of the other role */
export function requireRole(role: KeyRole, found: unknown): void {
  if (found !== role) throw wrongRole(role, `a ${found} key`)
}

/** What is no key of the role: nothing, something else, or one that its runtime cannot read. */
export function invalidKey(role: KeyRole, what: string, options?: ErrorOptions): AuthError {
  return new AuthError('AUTH_KEY_INVALID', wanted(role, what), options)
}

function wrongRole(role: KeyRole, what: string): AuthError {
  return new AuthError('AUTH_KEY_ROLE', wanted(role, what))
}

function wanted(role: KeyRole, what: string): string {
  return `Found ${what} where a ${role} key is wanted. ${remedy[role]}`
}

import type { KeyShape } from '../encoding/key-structure.ts'
import { AuthError, type AuthErrorCode } from '../errors.ts'
import type { Jwk, KeyRole } from '../provider/provider.ts'

/** What a caller needs from an input, for choosing a part of it and for error messages. */
export interface Need {
  readonly name: KeyShape
  /** What is accepted, too. */
  readonly also?: KeyShape
  readonly remedy: string
  /** The command of OpenSSL that makes a readable file of a container. */
  readonly commands: Partial<Readonly<Record<KeyShape, string>>>
  readonly invalid: AuthErrorCode
}

/** The need for a key of one role. */
export interface KeyNeed<Role extends KeyRole = KeyRole> extends Need {
  readonly role: Role
  /** The numbers of an RSA key in the order of PKCS#1, by their names in a JWK. */
  readonly numbers: readonly (keyof Jwk)[]
  /** Node's name for the DER of any key of the role. */
  readonly encoding: 'pkcs8' | 'spki'
}

// One constant a role, not a table: bundles that only verify drop the private one.

export const aPrivateKey: KeyNeed<'private'> = {
  role: 'private',
  numbers: ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'],
  encoding: 'pkcs8',
  name: 'a private key',
  remedy: 'Pass the contents of apiclient_key.pem, the private key of your API certificate.',
  commands: {
    'an encrypted private key': 'pkey -in encrypted.pem -out apiclient_key.pem',
    'PKCS#12 (.p12)':
      'pkcs12 -in apiclient_cert.p12 -nodes -out apiclient_key.pem (the password is the mchid)',
  },
  invalid: 'AUTH_KEY_INVALID',
}

export const aPublicKey: KeyNeed<'public'> = {
  role: 'public',
  numbers: ['n', 'e'],
  encoding: 'spki',
  name: 'a public key',
  also: 'a certificate',
  remedy: "Pass the contents of WeChat Pay's pub_key.pem or platform certificate, not the merchant's.",
  commands: { 'PKCS#7 (.p7b)': 'pkcs7 -in certs.p7b -print_certs -out certs.pem' },
  invalid: 'AUTH_KEY_INVALID',
}

const mistakes: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/^$/, 'an empty value'],
  [/^(undefined|null|\[object .*)$/, 'a value turned into a string'],
  [/^[[{]/, 'JSON'],
  [/^PUB_KEY_ID_/, 'the id of a public key'],
  [/-----BEGIN /, 'a PEM block that is damaged or cut off'],
  // Base64 has no dot, and a key is longer.
  [/^([^\n]{1,250}\.\w{2,4}|(file:|~|\.*[\\/]|[a-z]:\\)[^\n]{0,250})$/i, 'a file path'],
  [/^0[^ -~]/, 'bytes that are neither PEM nor DER'],
]

/** What a file is that contains no key and no certificate. */
export function mistakeIn(file: string | Uint8Array): string {
  const text = (typeof file === 'string' ? file : new TextDecoder().decode(file)).trim()
  // Not DER: its lengths are indefinite, or were lost when it was decoded as text. The version is always 3.
  if (text[0] === '0' && text.slice(0, 9).includes('\u0002\u0001\u0003')) return 'PKCS#12 (.p12)'
  return mistakes.find(([pattern]) => pattern.test(text))?.[1] ?? 'a string that is not PEM'
}

/** The error for an input that is not as needed. */
export function notNeeded(
  what: string,
  { name, remedy, invalid }: Need,
  { code = invalid, ...options }: ErrorOptions & { readonly code?: AuthErrorCode } = {},
): AuthError {
  return new AuthError(code, `Found ${what}, expected ${name}. ${remedy}`, options)
}

/** The error for a file that is not as needed, or must be converted first. */
export function unsuitable(what: string, need: Need, code: AuthErrorCode): AuthError {
  const command = need.commands[what as KeyShape]
  if (!command) return notNeeded(what, need, { code })
  return notNeeded(
    what,
    { ...need, remedy: `Convert it: openssl ${command}` },
    { code: 'AUTH_KEY_UNSUPPORTED' },
  )
}

/** @throws {AuthError} `AUTH_KEY_ROLE` if an imported key has the other role */
export function requireRole(need: KeyNeed, found: unknown): void {
  if (found !== need.role) throw notNeeded(`a ${found} key`, need, { code: 'AUTH_KEY_ROLE' })
}

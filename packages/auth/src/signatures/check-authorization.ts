import * as provider from '#provider'
import { AuthError, kindOf } from '../errors.ts'
import { lazyPublicKey, type PublicKeyInput } from '../keys/keys.ts'
import { type AuthorizationScheme, type Caller, schemes } from '../keys/schemes.ts'
import { checkTimestamp, maxTolerance } from './clock.ts'
import { requestMessage, type SignableRequest } from './message.ts'

/** The parts of an Authorization value. Nothing of it is verified yet. */
export interface ParsedAuthorization {
  readonly scheme: AuthorizationScheme
  /** The kind of caller that the scheme is for. */
  readonly caller: Caller
  /** The mchid or brand_id. */
  readonly id: string
  readonly serialNo: string
  readonly nonce: string
  /** Unix seconds, as written. */
  readonly timestamp: string
  /** Base64. */
  readonly signature: string
}

/** A request with its Authorization value, to be checked the way WeChat Pay checks it. */
export interface AuthorizationCheck extends SignableRequest {
  readonly authorization: string
  /** Finds the caller's public key or certificate; `undefined` if the caller has none under that serial. */
  readonly findKey: (caller: {
    id: string
    serialNo: string
  }) => PublicKeyInput | undefined | Promise<PublicKeyInput | undefined>
  /** Unix time in milliseconds. Default `Date.now`. */
  readonly now?: () => number
}

const pair = /^([a-z_]+)="([^"]*)"$/
const fields = ['nonce_str', 'signature', 'timestamp', 'serial_no'] as const

/**
 * Parses an Authorization value: the scheme, one space, then `name="value"` pairs in any order, separated by commas
 * without spaces.
 *
 * @throws {AuthError} `AUTH_AUTHORIZATION_INVALID`
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012365872}
 */
export function parseAuthorization(value: string): ParsedAuthorization {
  if (typeof value !== 'string') throw malformed(`expected a string, found ${kindOf(value)}`)
  const space = value.indexOf(' ')
  const [scheme, caller] = readScheme(value.slice(0, space))
  const values = new Map<string, string>()
  for (const part of value.slice(space + 1).split(',')) {
    const match = pair.exec(part) as [string, string, string] | null
    if (!match)
      throw malformed(
        'after the scheme and one space, expected name="value" pairs separated by commas without spaces',
      )
    const [, name, text] = match
    if (values.has(name)) throw malformed(`${name} occurs twice`)
    values.set(name, text)
  }
  const read = (name: string): string => {
    const text = values.get(name)
    if (!text) throw malformed(`${name} is missing`)
    return text
  }
  const [nonce, signature, timestamp, serialNo] = fields.map(read) as [string, string, string, string]
  return { scheme, caller, id: read(caller), serialNo, nonce, timestamp, signature }
}

function readScheme(text: string): readonly [AuthorizationScheme, Caller] {
  const rows = Object.values(schemes).flatMap((row) => Object.entries(row)) as [Caller, AuthorizationScheme][]
  const row = rows.find(([, scheme]) => scheme === text)
  if (!row) throw malformed(`the scheme must be ${rows.map(([, scheme]) => scheme).join(' or ')}`)
  return [row[1], row[0]]
}

/**
 * Checks a request the way WeChat Pay does: form, timestamp (at most 300 s off), serial, signature.
 *
 * @returns Who signed.
 * @throws {AuthError} `AUTH_AUTHORIZATION_INVALID`, `AUTH_TIMESTAMP_INVALID`, `AUTH_TIMESTAMP_EXPIRED`,
 *   `AUTH_SERIAL_UNKNOWN`, `AUTH_SIGNATURE_INVALID`, `AUTH_MESSAGE_INVALID`
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012365870}
 *
 * @example
 * const caller = await verifyAuthorization({ authorization, method, target, body, findKey: () => merchantPublicKey })
 */
export async function verifyAuthorization(check: AuthorizationCheck): Promise<ParsedAuthorization> {
  const { findKey, now = Date.now } = check
  const parsed = parseAuthorization(check.authorization)
  const { id, serialNo } = parsed
  const timestamp = checkTimestamp(parsed.timestamp, now(), maxTolerance)
  const input = await findKey({ id, serialNo })
  if (!input)
    throw new AuthError('AUTH_SERIAL_UNKNOWN', 'The caller has no API certificate under that serial.')
  const key = lazyPublicKey(input)
  if (schemes[key.suite().name][parsed.caller] !== parsed.scheme) {
    throw malformed(`the scheme ${parsed.scheme} is not for the caller's ${key.suite().name} key`)
  }
  const message = requestMessage(check, timestamp, parsed.nonce)
  const signature = provider.fromBase64(parsed.signature)
  if (!signature || !(await key.suite().verify(await key.use(), message, signature))) {
    throw new AuthError(
      'AUTH_SIGNATURE_INVALID',
      'The signature in the Authorization value does not match this request.',
    )
  }
  return parsed
}

function malformed(why: string): AuthError {
  return new AuthError('AUTH_AUTHORIZATION_INVALID', `The Authorization value is malformed: ${why}.`)
}

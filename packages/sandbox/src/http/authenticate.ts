import { AuthError } from '@wxdp/auth'
import { type ParsedAuthorization, parseAuthorization, verifyAuthorization } from '@wxdp/auth/platform'
import type { Identity } from '../identities/identities.ts'
import { type FieldFault, invalidRequest, paramError, type Refusal, signError } from './answers.ts'

/** A request, read whole. */
export interface Call {
  readonly method: string
  /** Path and query as they stood on the request line. */
  readonly target: string
  readonly headers: Headers
  readonly body: Uint8Array
}

/**
 * Lets a request in: Authorization under the scheme of the path's identity, then the headers that APIv3 demands.
 *
 * @throws Refusal
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012365870}
 * @see {@link https://pay.weixin.qq.com/doc/brand/4015407523}
 */
export async function admit(call: Call, identity: Identity, now: () => number): Promise<void> {
  const authorization = call.headers.get('authorization')
  if (!authorization) throw signError('The HTTP header Authorization is missing.')
  const caller = await verifyAuthorization({
    ...call,
    now,
    authorization,
    findKey: keyOf(identity),
  }).catch((error: unknown) => {
    throw error instanceof AuthError ? refuse(error, call, authorization) : error
  })
  checkScheme(caller, identity)
  checkHeaders(call, identity)
}

function keyOf({ id, serialNo, publicKey }: Identity) {
  return (caller: { id: string; serialNo: string }): Identity['publicKey'] | undefined =>
    caller.id === id && caller.serialNo === serialNo ? publicKey : undefined
}

// A caller could sign with the right key and yet under the other identity's scheme.
function checkScheme(caller: ParsedAuthorization, { scheme }: Identity): void {
  if (caller.scheme !== scheme) throw signError(`The Authorization scheme of this path is ${scheme}.`)
}

const reasons: Partial<Record<AuthError['code'], string>> = {
  AUTH_AUTHORIZATION_INVALID: 'The Authorization format is wrong.',
  AUTH_TIMESTAMP_INVALID: 'The timestamp in Authorization is no Unix time.',
  AUTH_TIMESTAMP_EXPIRED: 'The timestamp in Authorization is more than 5 minutes off.',
  AUTH_SERIAL_UNKNOWN:
    'mchid (under /brand/: brand_id) and serial_no do not belong together, or are unknown.',
  AUTH_SIGNATURE_INVALID: 'The signature is wrong.',
}

function refuse(error: AuthError, { method, target, body }: Call, authorization: string): Refusal {
  const message = reasons[error.code] ?? 'The request cannot be authenticated.'
  if (error.code !== 'AUTH_SIGNATURE_INVALID') return signError(message)
  // As seen in the wild: what the server signed, so that the caller can compare.
  const { timestamp, nonce } = parseAuthorization(authorization)
  const signMessage = `${method}\n${target}\n${timestamp}\n${nonce}\n${new TextDecoder().decode(body)}\n`
  return signError(message, {
    field: 'signature',
    location: 'authorization',
    issue: 'sign not match',
    sign_information: {
      method,
      url: target,
      sign_message_length: signMessage.length,
      truncated_sign_message: signMessage.slice(0, 120),
    },
  })
}

function checkHeaders({ method, headers }: Call, identity: Identity): void {
  if (!headers.get('user-agent')) throw invalidRequest('The HTTP header User-Agent is missing.')
  const accept = headers.get('accept') ?? ''
  if (!/application\/json|\*\/\*/.test(accept))
    throw invalidRequest('The HTTP header Accept must be application/json.')
  const type = headers.get('content-type') ?? ''
  if (method !== 'GET' && !type.startsWith('application/json')) {
    throw invalidRequest('The HTTP header Content-Type must be application/json.')
  }
  checkPlatformSerial(headers.get('wechatpay-serial'), identity)
}

/** Service providers may leave it out; brands must not, and are refused under another code. Page 4015407523. */
function checkPlatformSerial(serial: string | null, { kind, platform }: Identity): void {
  if (serial === null ? kind === 'partner' : platform.find(serial)) return
  const issue = serial === null ? 'it is required' : 'it names no key of this platform'
  const detail: FieldFault = { field: 'Wechatpay-Serial', value: serial ?? '', issue, location: 'header' }
  const message = '平台证书序列号Wechatpay-Serial错误'
  throw kind === 'brand' ? invalidRequest(message, { detail }) : paramError(message, detail)
}

import { AuthError } from '@wxdp/auth'
import { type Authorization, parseAuthorization, verifyAuthorization } from '@wxdp/auth/platform'
import { invalidRequest, paramError, type Refusal, signError } from './answers.ts'
import type { Merchant } from './credentials.ts'

/** A request, read whole. */
export interface Call {
  readonly method: string
  /** Path and query as they stood on the request line. */
  readonly target: string
  readonly headers: Headers
  readonly body: Uint8Array
}

export interface Gate {
  readonly merchant: Merchant
  readonly platformSerial: string
  readonly now: () => number
}

/**
 * Lets a request in: Authorization, then the headers that APIv3 demands.
 *
 * @throws Refusal
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012365870}
 */
export async function admit(call: Call, gate: Gate): Promise<Authorization> {
  const authorization = call.headers.get('authorization')
  if (!authorization) throw signError('The HTTP header Authorization is missing.')
  const caller = await verifyAuthorization({
    ...call,
    ...gate,
    authorization,
    findKey: keyOf(gate.merchant),
  }).catch((error: unknown) => {
    throw error instanceof AuthError ? refuse(error, call, authorization) : error
  })
  checkHeaders(call, gate.platformSerial)
  return caller
}

function keyOf({ mchid, serialNo, publicKey }: Merchant) {
  return (caller: { id: string; serialNo: string }): string | undefined =>
    caller.id === mchid && caller.serialNo === serialNo ? publicKey : undefined
}

const reasons: Partial<Record<AuthError['code'], string>> = {
  AUTH_AUTHORIZATION_INVALID: 'The Authorization format is wrong.',
  AUTH_TIMESTAMP_INVALID: 'The timestamp in Authorization is no Unix time.',
  AUTH_TIMESTAMP_EXPIRED: 'The timestamp in Authorization is more than 5 minutes off.',
  AUTH_SERIAL_UNKNOWN: 'mchid and serial_no do not belong together, or are unknown.',
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

function checkHeaders({ method, headers }: Call, platformSerial: string): void {
  if (!headers.get('user-agent')) throw invalidRequest('The HTTP header User-Agent is missing.')
  const accept = headers.get('accept') ?? ''
  if (!/application\/json|\*\/\*/.test(accept))
    throw invalidRequest('The HTTP header Accept must be application/json.')
  const type = headers.get('content-type') ?? ''
  if (method !== 'GET' && !type.startsWith('application/json')) {
    throw invalidRequest('The HTTP header Content-Type must be application/json.')
  }
  const serial = headers.get('wechatpay-serial')
  if (serial === null || serial === platformSerial) return
  throw paramError('平台证书序列号Wechatpay-Serial错误', {
    field: 'Wechatpay-Serial',
    value: serial,
    issue: 'it names no key of this platform',
    location: 'header',
  })
}

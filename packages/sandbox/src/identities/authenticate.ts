import { AuthError } from '@wxdp/auth'
import { type ParsedAuthorization, parseAuthorization, verifyAuthorization } from '@wxdp/auth/platform'
import type { RawRequest } from '../http/request.ts'
import { type FieldFault, invalidRequest, paramError, type Refusal, signError } from '../http/responses.ts'
import type { Identity } from './identity.ts'

/**
 * Checks the Authorization, under the scheme of the path's identity, then the headers that APIv3 requires.
 *
 * @throws Refusal
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012365870}
 * @see {@link https://pay.weixin.qq.com/doc/brand/4015407523}
 */
export async function authenticate(
  request: RawRequest,
  identity: Identity,
  { now }: { now: () => number },
): Promise<void> {
  const authorization = request.headers.get('authorization')
  if (!authorization) throw signError('The HTTP header Authorization is missing.')
  const caller = await verifyAuthorization({
    ...request,
    now,
    authorization,
    findKey: ({ id, serialNo }) =>
      id === identity.id && serialNo === identity.serialNo ? identity.publicKey : undefined,
  }).catch((error: unknown) => {
    throw error instanceof AuthError ? toRefusal(error, request, authorization) : error
  })
  checkScheme(caller, identity)
  checkHeaders(request, identity)
}

/** A caller could sign with the right key, but under the scheme of the other identity. */
function checkScheme(caller: ParsedAuthorization, { scheme }: Identity): void {
  if (caller.scheme !== scheme) throw signError(`The Authorization scheme of this path is ${scheme}.`)
}

const messages: Partial<Record<AuthError['code'], string>> = {
  AUTH_AUTHORIZATION_INVALID: 'The format of Authorization is wrong.',
  AUTH_TIMESTAMP_INVALID: 'The timestamp in Authorization is not a Unix time.',
  AUTH_TIMESTAMP_EXPIRED: 'The timestamp in Authorization is more than 5 minutes off.',
  AUTH_SERIAL_UNKNOWN:
    'mchid (under /brand/: brand_id) and serial_no do not belong together, or are unknown.',
  AUTH_SIGNATURE_INVALID: 'The signature is wrong.',
}

function toRefusal(error: AuthError, request: RawRequest, authorization: string): Refusal {
  const message = messages[error.code] ?? 'The request cannot be authenticated.'
  if (error.code !== 'AUTH_SIGNATURE_INVALID') return signError(message)
  // WeChat Pay returns the message that it expected to be signed, so that the caller can compare.
  const { method, target, body } = request
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

function checkHeaders({ method, headers }: RawRequest, identity: Identity): void {
  if (!headers.get('user-agent')) throw invalidRequest('The HTTP header User-Agent is missing.')
  if (!/application\/json|\*\/\*/.test(headers.get('accept') ?? '')) {
    throw invalidRequest('The HTTP header Accept must be application/json.')
  }
  if (method !== 'GET' && !headers.get('content-type')?.startsWith('application/json')) {
    throw invalidRequest('The HTTP header Content-Type must be application/json.')
  }
  checkPlatformSerial(headers.get('wechatpay-serial'), identity)
}

/** Optional for service providers, required for brands, which get another code. Page 4015407523. */
function checkPlatformSerial(serial: string | null, { kind, platformKeys }: Identity): void {
  if (serial === null ? kind === 'partner' : platformKeys.find(serial)) return
  const issue = serial === null ? 'it is required' : 'it names no key of this platform'
  const detail: FieldFault = { field: 'Wechatpay-Serial', value: serial ?? '', issue, location: 'header' }
  const message = '平台证书序列号Wechatpay-Serial错误'
  throw kind === 'brand' ? invalidRequest(message, { detail }) : paramError(message, detail)
}

import { AuthError, sameSerial } from '@wxdp/auth'
import { type ParsedAuthorization, verifyAuthorization } from '@wxdp/auth/platform'
import { type Refusal, signError } from '../http/refusal.ts'
import { type RawRequest, signedBody } from '../http/request.ts'
import { wrongAuthorization } from '../http/signature-check.ts'
import { fill, type Text } from '../http/text.ts'
import { describeForm } from './authorization-form.ts'
import { describeSignature } from './describe-signature.ts'
import { expectedMessage } from './expected-message.ts'
import type { Identity } from './identity.ts'

/**
 * Checks the Authorization, under the scheme of the path's identity. Of an upload, only the part `meta` is signed.
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
  if (!authorization) throw signError(wrongAuthorization(texts.missing))
  const caller = await verifyAuthorization({
    ...request,
    body: signedBody(request),
    now,
    authorization,
    findKey: ({ id, serialNo }) =>
      id === identity.id && sameSerial(serialNo, identity.serialNo) ? identity.publicKey : undefined,
  }).catch(async (error: unknown) => {
    throw error instanceof AuthError ? await toRefusal(error, { request, authorization, identity }) : error
  })
  checkScheme(caller, request, identity)
}

/** A caller could sign with the right key, but under the scheme of the other identity. */
function checkScheme(caller: ParsedAuthorization, request: RawRequest, { scheme }: Identity): void {
  if (caller.scheme === scheme) return
  throw signError(wrongAuthorization(fill(texts.scheme, { scheme }), expectedMessage(request)))
}

const texts = {
  missing: { zh: '缺少HTTP头Authorization', en: 'The HTTP header Authorization is missing.' },
  scheme: {
    zh: '该路径的Authorization认证类型须为{scheme}',
    en: 'The Authorization scheme of this path is {scheme}.',
  },
  other: {
    zh: '请求无法验签：请求方法须为大写，路径须经过URL编码',
    en: 'The request cannot be authenticated: its method must be upper case and its path percent-encoded.',
  },
} as const satisfies Record<string, Text>

const messages: Partial<Record<AuthError['code'], Text>> = {
  AUTH_TIMESTAMP_INVALID: {
    zh: 'Authorization中的timestamp不是以秒为单位的Unix时间',
    en: 'The timestamp in Authorization is not a Unix time in seconds.',
  },
  AUTH_TIMESTAMP_EXPIRED: {
    zh: 'Authorization中的timestamp与当前时间相差超过5分钟',
    en: 'The timestamp in Authorization is more than 5 minutes off.',
  },
  AUTH_SERIAL_UNKNOWN: {
    zh: '商户号（/brand/路径为brand_id）与证书序列号serial_no不匹配或不存在',
    en: 'mchid (under /brand/: brand_id) and serial_no do not belong together, or are unknown.',
  },
}

interface Rejected {
  readonly request: RawRequest
  readonly authorization: string
  readonly identity: Identity
}

async function toRefusal(error: AuthError, rejected: Rejected): Promise<Refusal> {
  if (error.code === 'AUTH_SIGNATURE_INVALID') {
    const { check, detail } = await describeSignature(rejected)
    return signError(check, detail)
  }
  const isForm = error.code === 'AUTH_AUTHORIZATION_INVALID'
  const diagnosis = isForm ? describeForm(rejected.authorization) : (messages[error.code] ?? texts.other)
  return signError(wrongAuthorization(diagnosis, expectedMessage(rejected.request)))
}

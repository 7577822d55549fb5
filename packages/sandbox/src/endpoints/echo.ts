import { AuthError, decryptField, type PrivateKey } from '@wxdp/auth'
import { type Answer, paramError, success } from '../http/answers.ts'
import { checkFields, inBody, optional, refuseField, required, text } from '../http/field-checks.ts'
import type { Identity } from '../identities/identities.ts'
import type { PlatformKey } from '../identities/platform-keys.ts'
import { callbackUrl } from './callback-url.ts'
import type { RouteCall } from './route.ts'

const maxMessage = 64 * 1024

const fields = {
  echo_message: required(text(maxMessage)),
  encrypted_echo_message: optional(text(maxMessage)),
  notify_url: optional(callbackUrl),
}

/** 安全自检, as page 4015139289 has it: what was sent comes back, and in a callback if one was asked for. */
export async function answerEcho(call: RouteCall): Promise<Answer> {
  const { identity, body, state } = call
  checkFields(fields, body, inBody)
  const { echo_message, encrypted_echo_message: sealed, notify_url } = body
  if (typeof sealed === 'string') await checkSealed(call, sealed)
  if (typeof notify_url === 'string') {
    state.notifier.enqueue(identity.kind, notify_url, {
      eventType: 'SECURITY_ECHO.SUCCESS',
      originalType: 'security',
      summary: '安全自检成功',
      resource: { echo_message },
    })
  }
  return success({ echo_message })
}

/** Sensitive fields are sealed with the key that Wechatpay-Serial names: RSA-OAEP with SHA-1. Page 4012365874. */
async function checkSealed({ raw, identity }: RouteCall, sealed: string): Promise<void> {
  const named = raw.headers.get('wechatpay-serial')
  if (named === null) {
    const issue = 'it is required with sealed fields'
    throw paramError('缺少HTTP头Wechatpay-Serial', {
      field: 'Wechatpay-Serial',
      value: '',
      issue,
      location: 'header',
    })
  }
  try {
    await decryptField(keyNamed(identity, named), sealed)
  } catch (error) {
    if (!(error instanceof AuthError)) throw error
    refuseField('encrypted_echo_message', sealed, 'it is not sealed with the key of this platform', inBody)
  }
}

// The gate lets in no request that names another.
function keyNamed({ platform }: Identity, serialNo: string): PrivateKey {
  return (platform.find(serialNo) as PlatformKey).privateKey
}

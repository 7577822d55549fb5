import { AuthError, decryptField } from '@wxdp/auth'
import { checkFields, inBody, optional, rejectField, required } from '../http/fields.ts'
import { paramError, type ResponseContent, success } from '../http/responses.ts'
import { nonEmptyString } from '../http/value-checks.ts'
import type { PlatformKey } from '../identities/platform-keys.ts'
import { callbackUrl } from './callback-url.ts'
import type { EndpointCall } from './route.ts'

const maxMessage = 64 * 1024

const fields = {
  echo_message: required(nonEmptyString(maxMessage)),
  encrypted_echo_message: optional(nonEmptyString(maxMessage)),
  notify_url: optional(callbackUrl),
}

/** 安全自检, page 4015139289: returns the message, and sends it in a callback if a URL is given. */
export async function respondToEcho(call: EndpointCall): Promise<ResponseContent> {
  const { identity, body, state } = call
  checkFields(fields, body, inBody)
  const { echo_message, encrypted_echo_message: ciphertext, notify_url } = body
  if (typeof ciphertext === 'string') await checkCiphertext(call, ciphertext)
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

/** A sensitive field is encrypted with the key that Wechatpay-Serial names: RSA-OAEP with SHA-1. Page 4012365874. */
async function checkCiphertext({ request, identity }: EndpointCall, ciphertext: string): Promise<void> {
  const serialNo = request.headers.get('wechatpay-serial')
  if (serialNo === null) {
    const issue = 'it is required with encrypted fields'
    throw paramError('缺少HTTP头Wechatpay-Serial', {
      field: 'Wechatpay-Serial',
      value: '',
      issue,
      location: 'header',
    })
  }
  // Authentication rejects a serial that names no key.
  const { privateKey } = identity.platformKeys.find(serialNo) as PlatformKey
  try {
    await decryptField(privateKey, ciphertext)
  } catch (error) {
    if (!(error instanceof AuthError)) throw error
    const issue = 'it is not encrypted with the key that Wechatpay-Serial names'
    rejectField('encrypted_echo_message', { value: ciphertext, issue, place: inBody })
  }
}

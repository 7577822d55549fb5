import { decryptField } from '@wxdp/auth'
import { checkFields, inBody, optional, required, wrongField } from '../http/fields.ts'
import { paramError } from '../http/refusal.ts'
import { type ResponseContent, success } from '../http/responses.ts'
import { nonEmptyString } from '../http/value-checks.ts'
import { platformSerialIn } from '../identities/check-headers.ts'
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
  const serialNo = platformSerialIn(request.headers)
  if (serialNo === undefined) {
    const message = { zh: '缺少HTTP头Wechatpay-Serial', en: 'The HTTP header Wechatpay-Serial is missing.' }
    const issue = { zh: '含加密字段时不可为空', en: 'it is required with encrypted fields' }
    throw paramError(message, { field: 'Wechatpay-Serial', value: '', issue, location: 'header' })
  }
  // Authentication rejects a serial that names no key.
  const { privateKey } = identity.platformKeys.find(serialNo) as PlatformKey
  try {
    await decryptField(privateKey, ciphertext)
  } catch {
    const issue = {
      zh: '未使用Wechatpay-Serial对应的密钥加密',
      en: 'it is not encrypted with the key that Wechatpay-Serial names',
    }
    throw wrongField('encrypted_echo_message', { value: ciphertext, issue, place: inBody })
  }
}

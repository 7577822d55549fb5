import { AuthError, importApiV3Key, openResource, type VerifiedBytes } from '@wxdp/auth'
import { CoreError, parseEnvelope, parseNotification } from '@wxdp/core'
import { kinds } from '../inbound/kinds.ts'
import type { Text } from '../language/language.ts'
import { apiErrorIn } from './api-error.ts'
import type { Cause } from './causes.ts'

/** The content of a genuine callback, or why it cannot be read. */
export type Opened =
  | {
      readonly cause: 'genuine' | 'resource_invalid'
      readonly evidence: readonly Text[]
      readonly id: string
      readonly eventType: string
      /** The resource, parsed as JSON; as a string if it is not JSON. */
      readonly resource: unknown
    }
  | {
      readonly cause: Exclude<Cause, 'genuine' | 'resource_invalid'>
      readonly evidence: readonly Text[]
    }

/** Opens the sealed resource of a callback whose signature was verified. */
export async function open(body: VerifiedBytes, apiV3Key: string): Promise<Opened> {
  let cause: Cause = 'envelope_invalid'
  try {
    const envelope = parseEnvelope(body)
    cause = 'api_v3_key_invalid'
    const key = importApiV3Key(apiV3Key)
    cause = 'api_v3_key_wrong'
    const resource = await openResource(key, envelope.resource)
    const what = { id: envelope.id, eventType: envelope.event_type ?? '', resource: parse(resource) }
    try {
      const { kind } = parseNotification(kinds, envelope, resource)
      return { cause: 'genuine', evidence: kind === 'unknown' ? [otherProduct(what.eventType)] : [], ...what }
    } catch (error) {
      return { cause: 'resource_invalid', evidence: [messageOf(error)], ...what }
    }
  } catch (error) {
    if (!(error instanceof AuthError || error instanceof CoreError)) throw error
    const refusal = apiErrorIn(body)
    if (refusal) return { cause: 'api_error', evidence: [refusal] }
    const isEnvelope = error.code === 'AUTH_SEALED_INVALID'
    return {
      cause: isEnvelope ? 'envelope_invalid' : (cause as 'envelope_invalid'),
      evidence: [messageOf(error)],
    }
  }
}

const otherProduct = (eventType: string): Text => ({
  en: `${eventType} is not an event of delivery plans or product coupons. @wxdp/notify passes it on with kind 'unknown'; defineNotification gives it a type.`,
  zh: `${eventType} 不是投放计划或商品券的事件。@wxdp/notify 会以 kind 'unknown' 传递；可用 defineNotification 定义其类型。`,
})

function parse(resource: Uint8Array): unknown {
  const text = new TextDecoder().decode(resource)
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Messages of the packages show no secret. They are in English. */
function messageOf(error: unknown): Text {
  const { code, message } = error as AuthError | CoreError
  return { en: `${code}: ${message}`, zh: `${code}：${message}` }
}

import { CoreError } from '../errors.ts'
import { parseJson } from './json.ts'
import { check } from './schema.ts'
import { type TextFields, textFields } from './text-fields.ts'
import type { VerifiedBytes } from './verified-bytes.ts'

/**
 * The sealed part of an envelope (通知数据). The APIv3 key opens it.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016168699}
 */
export interface EnvelopeResource {
  /** Encryption algorithm (加密算法): `AEAD_AES_256_GCM`. Always present. */
  readonly algorithm: string
  /** Base64 of the ciphertext followed by its tag (数据密文). Always present. */
  readonly ciphertext: string
  /** Authenticated with the ciphertext (附加数据), at most 16 characters. May be absent or empty. */
  readonly associated_data?: string | undefined
  /** Type of what is sealed (原始类型), such as `delivery_plan`; at most 16 characters. Always present. */
  readonly original_type: string
  /** Nonce of the encryption (加密随机串), 12 characters. It is not the nonce of the signature. Always present. */
  readonly nonce: string
}

/**
 * The body of a callback (回调通知): verified, but still sealed.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016168699}
 */
export interface NotificationEnvelope {
  /** Id of the notification (通知ID), at most 36 characters. A retry has the same id. Always present. */
  readonly id: string
  /** When the notification was created (通知创建时间), RFC 3339. Always present. */
  readonly create_time: string
  /** What happened (通知类型), such as `DELIVERY_PLAN.CHANGE`. New types appear without notice. Always present. */
  readonly event_type: string
  /** `encrypt-resource` (通知数据类型). Always present. */
  readonly resource_type: string
  /** Summary for people (回调摘要), at most 64 characters. Always present. */
  readonly summary: string
  /** The content, sealed (通知数据). Always present. */
  readonly resource: EnvelopeResource
}

export const envelopeSchema: TextFields<NotificationEnvelope> =
  /* @__PURE__ */ textFields<NotificationEnvelope>({
    id: 'filled',
    create_time: 'text',
    event_type: 'text',
    resource_type: 'text',
    summary: 'text',
    resource: /* @__PURE__ */ textFields<EnvelopeResource>({
      algorithm: 'text',
      ciphertext: 'text',
      associated_data: 'optional',
      original_type: 'text',
      nonce: 'text',
    }),
  })

/**
 * Parses the envelope of a callback whose signature is verified.
 *
 * @throws {CoreError} `CORE_ENVELOPE_INVALID`
 *
 * @example
 * const envelope = parseEnvelope((await verifier.verify({ headers, body })).body)
 */
export function parseEnvelope(body: VerifiedBytes): NotificationEnvelope {
  const checked = check(envelopeSchema, parseJson(body, 'CORE_ENVELOPE_INVALID', 'The callback body'))
  if (!checked.issues) return checked.value
  const fields = checked.issues.map((issue) => issue.path || 'body').join(', ')
  const message = `The callback body is not a notification envelope. Invalid: ${fields}.`
  throw new CoreError('CORE_ENVELOPE_INVALID', message, { issues: checked.issues })
}

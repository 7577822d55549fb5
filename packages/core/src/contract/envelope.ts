import { readJson } from './read-json.ts'
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
  /**
   * Type of what is sealed (原始类型), such as `delivery_plan`; at most 16 characters. Documented as always present, but
   * pages contradict each other about its value, so it is not required.
   */
  readonly original_type?: string | undefined
  /** Nonce of the encryption (加密随机串), 12 characters. It is not the nonce of the signature. Always present. */
  readonly nonce: string
}

/**
 * The body of a callback (回调通知): verified, but still sealed.
 *
 * Required is only what opening it and recognising duplicates need, so that any callback of APIv3 can be received. The
 * rest is documented as always present; a field that is not a string is left out.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016168699}
 */
export interface NotificationEnvelope {
  /** Id of the notification (通知ID), at most 36 characters. A retry has the same id. Always present. */
  readonly id: string
  /** When the notification was created (通知创建时间), RFC 3339. Optional here. */
  readonly create_time?: string | undefined
  /** What happened (通知类型), such as `DELIVERY_PLAN.CHANGE`. New types appear without notice. Optional here. */
  readonly event_type?: string | undefined
  /** `encrypt-resource` (通知数据类型). Optional here. */
  readonly resource_type?: string | undefined
  /** Summary for people (回调摘要), at most 64 characters. Optional here. */
  readonly summary?: string | undefined
  /** The content, sealed (通知数据). Always present. */
  readonly resource: EnvelopeResource
}

export const envelopeSchema: TextFields<NotificationEnvelope> =
  /* @__PURE__ */ textFields<NotificationEnvelope>({
    id: 'filled',
    create_time: 'optional',
    event_type: 'optional',
    resource_type: 'optional',
    summary: 'optional',
    resource: /* @__PURE__ */ textFields<EnvelopeResource>({
      algorithm: 'text',
      ciphertext: 'text',
      associated_data: 'optional',
      original_type: 'optional',
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
  const what = 'The callback body'
  return readJson(body, { code: 'CORE_ENVELOPE_INVALID', what, schema: envelopeSchema }).value
}

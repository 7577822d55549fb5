import { CoreError } from '../errors.ts'
import { parseJson } from './json.ts'
import { type Checked, check, type Schema } from './schema.ts'
import { type TextFields, textFields } from './text-fields.ts'
import type { VerifiedBytes } from './verified-bytes.ts'

/**
 * The sealed part of an envelope (通知数据), opened with the APIv3 key.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016168699}
 */
export interface EnvelopeResource {
  /** How it is sealed (加密算法): `AEAD_AES_256_GCM`. Always there. */
  readonly algorithm: string
  /** Base64 of the ciphertext followed by its tag (数据密文). Always there. */
  readonly ciphertext: string
  /** Authenticated with the ciphertext (附加数据), at most 16 characters; may be absent or empty. */
  readonly associated_data?: string | undefined
  /** What is sealed (原始类型), such as `delivery_plan`; at most 16 characters. Always there. */
  readonly original_type: string
  /** Nonce of the seal (加密随机串), 12 characters; it is not the one of the signature. Always there. */
  readonly nonce: string
}

/**
 * The body of a callback (回调通知), verified but still sealed.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016168699}
 */
export interface Envelope {
  /** Notification (通知ID), at most 36 characters; the same when it is sent again. Always there. */
  readonly id: string
  /** When it was made (通知创建时间), RFC 3339. Always there. */
  readonly create_time: string
  /** What happened (通知类型), such as `DELIVERY_PLAN.CHANGE`. New ones appear without notice. Always there. */
  readonly event_type: string
  /** `encrypt-resource` (通知数据类型). Always there. */
  readonly resource_type: string
  /** For people (回调摘要), at most 64 characters. Always there. */
  readonly summary: string
  /** What it is about, sealed (通知数据). Always there. */
  readonly resource: EnvelopeResource
}

/** A notification that can be told from others and parsed. */
export interface NotificationDefinition<Kind extends string, Resource> {
  /** How your code tells it from others. */
  readonly kind: Kind
  /** `original_type` of its resource. */
  readonly originalType: string
  /** Every `event_type` it has come under. */
  readonly eventTypes: readonly string[]
  /** Lets unknown fields through. */
  readonly resource: Schema<Resource>
}

/**
 * A notification, verified, opened and parsed.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016168699}
 */
export interface Notification<Kind extends string = string, Resource = unknown>
  extends Omit<Envelope, 'resource'> {
  /** The definition's kind; `unknown` where none fits, and then `resource` is whatever JSON it holds. */
  readonly kind: Kind
  /** What was sealed (原始回调类型), such as `delivery_plan`. */
  readonly original_type: string
  readonly resource: Resource
}

/** A notification that no definition fits: kept, not dropped. */
export type UnknownNotification = Notification<'unknown', unknown>

/** The notification that a definition yields. */
export type NotificationOf<Definition> =
  Definition extends NotificationDefinition<infer Kind, infer Resource> ? Notification<Kind, Resource> : never

/** Any definition. */
export type AnyDefinition = NotificationDefinition<string, unknown>

/**
 * Defines a notification as frozen data. Any APIv3 callback can be defined so and received with the same handler.
 *
 * @example
 * const echoSuccess = defineNotification({
 *   kind: 'echoSuccess',
 *   originalType: 'security',
 *   eventTypes: ['SECURITY_ECHO.SUCCESS'],
 *   resource: v.looseObject({ echo_message: v.string() }),
 * })
 */
export function defineNotification<const Kind extends string, Resource>(
  definition: NotificationDefinition<Kind, Resource>,
): NotificationDefinition<Kind, Resource> {
  return Object.freeze({ ...definition })
}

export const envelopeSchema: TextFields<Envelope> = /* @__PURE__ */ textFields<Envelope>({
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
 * Reads the envelope of a callback whose signature has been verified.
 *
 * @throws {CoreError} `CORE_ENVELOPE_INVALID`
 *
 * @example
 * const envelope = parseEnvelope((await verifier.verify({ headers, body })).body)
 */
export function parseEnvelope(body: VerifiedBytes): Envelope {
  const checked = check(envelopeSchema, parseJson(body, 'CORE_ENVELOPE_INVALID', 'The callback body'))
  if (!checked.issues) return checked.value
  const fields = checked.issues.map((issue) => issue.path || 'body').join(', ')
  throw new CoreError(
    'CORE_ENVELOPE_INVALID',
    `The callback body is no notification envelope; look at ${fields}.`,
    {
      issues: checked.issues,
    },
  )
}

/**
 * Makes the notification from its envelope and its opened resource.
 *
 * A notification that no definition fits comes back with `kind: 'unknown'`, its resource as parsed.
 *
 * @throws {CoreError} `CORE_RESOURCE_INVALID`
 *
 * @example
 * const notification = parseNotification([planChange], envelope, await open(apiV3Key, envelope.resource))
 */
export function parseNotification<const Definitions extends readonly AnyDefinition[]>(
  definitions: Definitions,
  envelope: Envelope,
  resource: Uint8Array,
): NotificationOf<Definitions[number]> | UnknownNotification {
  const { event_type, resource: sealed } = envelope
  const { original_type } = sealed
  const value = parseJson(resource, 'CORE_RESOURCE_INVALID', 'The opened resource')
  const definition = definitions.find(
    ({ originalType, eventTypes }) => originalType === original_type && eventTypes.includes(event_type),
  )
  const checked: Checked<unknown> = definition ? check(definition.resource, value) : { value }
  if (!checked.issues) {
    const kind = definition?.kind ?? 'unknown'
    const own = { original_type, kind, resource: checked.value }
    // Not one literal: Node 20 takes 3 µs for one that begins with the copy of what JSON.parse made.
    return Object.assign({ kind, ...envelope }, own) as NotificationOf<Definitions[number]>
  }
  // Paths only: the values are what was sealed.
  const fields = checked.issues.map((issue) => issue.path || 'resource').join(', ')
  throw new CoreError(
    'CORE_RESOURCE_INVALID',
    `The resource of ${event_type} is not as documented; look at ${fields}.`,
    {
      issues: checked.issues.map(({ path, rule }) => ({ path, rule, message: 'not as documented' })),
    },
  )
}

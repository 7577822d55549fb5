import type { NotificationEnvelope } from './envelope.ts'
import type { StandardSchema } from './schema.ts'

/** Describes one kind of notification: how to recognise it, and what its resource holds. */
export interface NotificationDefinition<Kind extends string, Resource> {
  /** Name by which your code tells the notification from others. */
  readonly kind: Kind
  /**
   * `original_type` of its resource, if that is needed to tell it from others of the same `event_type`, as in
   * `TRANSACTION.SUCCESS` of payments and of profit sharing. A callback without one passes.
   */
  readonly originalType?: string | undefined
  /** Every `event_type` under which it is sent. */
  readonly eventTypes: readonly string[]
  /** Schema of the opened resource. Must let unknown fields through. */
  readonly resource: StandardSchema<Resource>
}

/** A {@link NotificationDefinition} of any kind. */
export type AnyNotificationDefinition = NotificationDefinition<string, unknown>

/**
 * A notification: verified, opened and parsed.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016168699}
 */
export interface Notification<Kind extends string = string, Resource = unknown>
  extends Omit<NotificationEnvelope, 'resource'> {
  /** Kind of the matching definition, or `unknown` when none matches. */
  readonly kind: Kind
  /** Type of the resource (原始回调类型), such as `delivery_plan`. */
  readonly original_type?: string | undefined
  /**
   * The opened resource. When `kind` is `unknown`, it may be any JSON value. A number that JavaScript would round, such
   * as `9007199254740993`, is a string of its characters; if the definition demands a number there, it is rounded.
   */
  readonly resource: Resource
  /** The opened resource, exactly as WeChat Pay wrote it: JSON. */
  readonly resourceText: string
}

/** A notification that no definition matches. It is kept, not dropped. */
export type UnknownNotification = Notification<'unknown', unknown>

/** The notification that a definition describes. */
export type NotificationOf<Definition> =
  Definition extends NotificationDefinition<infer Kind, infer Resource> ? Notification<Kind, Resource> : never

/**
 * Defines a notification as frozen data. Any APIv3 callback can be defined this way and received by the same handler.
 *
 * @example
 * const refundSuccess = defineNotification({
 *   kind: 'refundSuccess',
 *   originalType: 'refund',
 *   eventTypes: ['REFUND.SUCCESS'],
 *   resource: v.looseObject({ out_refund_no: v.string() }),
 * })
 */
export function defineNotification<const Kind extends string, Resource>(
  definition: NotificationDefinition<Kind, Resource>,
): NotificationDefinition<Kind, Resource> {
  return Object.freeze({ ...definition })
}

import type { AnyNotificationDefinition, NotificationOf, planChange, UnknownNotification } from '@wxdp/core'
import { wrongOption } from '../errors.ts'
import type { ReceivedNotification } from './settings.ts'

/** One function for each kind of notification, and `other` for those of no listed kind. */
export type NotificationFunctions<Definitions extends readonly AnyNotificationDefinition[], Context> = {
  readonly [Kind in NotificationOf<Definitions[number]>['kind']]: (
    notification: Extract<NotificationOf<Definitions[number]>, { readonly kind: Kind }>,
    context: Context,
  ) => Promise<void> | void
} & {
  readonly other: (notification: UnknownNotification, context: Context) => Promise<void> | void
}

/**
 * Makes an `onNotification` from one function for each kind. Each gets its notification with the type of its kind.
 *
 * A missing function does not compile: neither `other`, nor that of a kind in `notifications`.
 *
 * @param functions By the definition's `kind`. `other` gets the notifications that are not defined.
 * @param notifications The same as the handler's setting. Needed where the handler's settings come from a function,
 *   and where there is no handler; otherwise TypeScript infers them. Default: `[planChange]`.
 * @throws {TypeError} `NOTIFY_OPTION_INVALID`
 *
 * @example
 * const handler = createHandler({
 *   verifier,
 *   apiV3Key,
 *   onNotification: byKind({
 *     planChange: async ({ resource }) => queue.send(resource),
 *     other: ({ event_type }) => console.warn(`Unexpected notification: ${event_type}`),
 *   }),
 * })
 */
export function byKind<
  const Definitions extends readonly AnyNotificationDefinition[] = readonly [typeof planChange],
  Context = unknown,
>(
  functions: NotificationFunctions<Definitions, Context>,
  notifications?: Definitions,
): (notification: ReceivedNotification<Definitions>, context: Context) => Promise<void> | void {
  const table = functions as unknown as Readonly<Record<string, (typeof functions)['other'] | undefined>>
  for (const kind of ['other', ...(notifications ?? []).map((definition) => definition.kind)]) {
    if (typeof table[kind] !== 'function')
      throw wrongOption(`byKind must have a function for ${kind}`, table[kind])
  }
  return (notification, context) =>
    (table[notification.kind] ?? functions.other)(notification as UnknownNotification, context)
}

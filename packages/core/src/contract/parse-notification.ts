import type { NotificationEnvelope } from './envelope.ts'
import type { AnyNotificationDefinition, NotificationOf, UnknownNotification } from './notification.ts'
import { readJson } from './read-json.ts'

/**
 * Combines an envelope and its opened resource into a notification.
 *
 * When no definition matches, `kind` is `unknown` and the resource is the parsed JSON as it came. `resourceText` is its
 * exact text in any case.
 *
 * @param resource The opened resource: JSON in UTF-8.
 * @throws {CoreError} `CORE_RESOURCE_INVALID`
 *
 * @example
 * const resource = await openResource(apiV3Key, envelope.resource)
 * const notification = parseNotification([planChange], envelope, resource)
 */
export function parseNotification<const Definitions extends readonly AnyNotificationDefinition[]>(
  definitions: Definitions,
  envelope: NotificationEnvelope,
  resource: Uint8Array,
): NotificationOf<Definitions[number]> | UnknownNotification {
  const { event_type, resource: sealed } = envelope
  const { original_type } = sealed
  const definition = definitions.find(
    ({ originalType, eventTypes }) =>
      (originalType ?? original_type) === (original_type ?? originalType) &&
      eventTypes.includes(event_type ?? ''),
  )
  const { value, text } = readJson<unknown>(resource, {
    code: 'CORE_RESOURCE_INVALID',
    what: `The resource of ${JSON.stringify(event_type)}`,
    schema: definition?.resource,
    mayRound: true,
  })
  const kind = definition?.kind ?? 'unknown'
  const own = { original_type, kind, resource: value, resourceText: text }
  // Not one literal: on Node 20, a literal that starts by spreading a JSON.parse result takes 3 µs.
  return Object.assign({ kind, ...envelope }, own) as NotificationOf<Definitions[number]>
}

import { sealResource } from '@wxdp/auth/platform'
import { toChinaTime } from '../http/times.ts'

/** What a notification says. */
export interface NotificationContent {
  /** `event_type`, such as `REFUND.SUCCESS`. */
  readonly eventType: string
  /** `original_type` of the sealed resource, such as `refund`. */
  readonly originalType: string
  /** `associated_data` of the sealed resource. Default: `originalType`. */
  readonly associatedData?: string | undefined
  readonly summary: string
  /** The content of the sealed resource. */
  readonly resource: object
}

/** Makes the body of a notification. It is sealed once; every delivery sends the same body. */
export async function sealNotification(
  content: NotificationContent,
  { apiV3Key, now, id, nonce }: { apiV3Key: string; now: number; id: string; nonce: string },
): Promise<string> {
  const { eventType, originalType, associatedData = originalType, summary, resource } = content
  const plaintext = new TextEncoder().encode(JSON.stringify(resource))
  const sealed = await sealResource(apiV3Key, plaintext, { associatedData, nonce })
  return JSON.stringify({
    id,
    create_time: toChinaTime(now),
    event_type: eventType,
    resource_type: 'encrypt-resource',
    summary,
    resource: { ...sealed, original_type: originalType },
  })
}

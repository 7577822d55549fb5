import { language } from '../language.ts'
import { t } from '../texts.ts'

/** What an action says of the callbacks that it sent. */
export interface Sent {
  readonly deliveries: readonly {
    readonly kind: 'probe' | 'notification' | 'duplicate'
    readonly status?: number
    readonly error?: string
  }[]
}

/** `probe 401, notification 204, duplicate 204` */
export function summaryOf({ deliveries }: Sent): string {
  const comma = language.value === 'zh' ? '，' : ', '
  return deliveries.length === 0
    ? t('nothingSent')
    : deliveries.map(({ kind, status, error }) => `${t(kind)} ${status ?? error}`).join(comma)
}

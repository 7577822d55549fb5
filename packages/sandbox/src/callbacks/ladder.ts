import type { NotificationContent } from './notification.ts'

/** Milliseconds between a delivery that failed and the next one. After the last, WeChat Pay gives up. */
export type Ladder = readonly number[]

const second = 1000
const times = (count: number, seconds: number): readonly number[] => Array(count).fill(seconds * second)

/**
 * Plan changes: 50 deliveries in all, over a little more than three hours. For products that are not listed here, too.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016168699}
 */
export const planLadder: Ladder = [...times(1, 1), ...times(2, 2), ...times(10, 60), ...times(36, 300)]

/**
 * The self-test: 10 deliveries in all.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015139289}
 */
const echoLadder: Ladder = [
  ...times(2, 15),
  ...times(1, 30),
  ...times(1, 180),
  ...times(4, 1800),
  ...times(1, 3600),
]

export function ladderOf({ eventType }: NotificationContent): Ladder {
  return eventType.startsWith('SECURITY_ECHO.') ? echoLadder : planLadder
}

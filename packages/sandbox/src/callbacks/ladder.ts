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

/**
 * A coupon that a user got: 11 deliveries in all, over nine hours.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015780862}
 */
const couponLadder: Ladder = [10, 14, 27, 60, 150, 394, 1053, 2831, 7620, 20_580].map(
  (seconds) => seconds * second,
)

/**
 * An image that was made: 12 deliveries in all.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4017327744}
 */
const imageLadder: Ladder = times(11, 60)

/** By the beginning or the end of the event type. */
const ladders: readonly (readonly [fits: RegExp, ladder: Ladder])[] = [
  [/^SECURITY_ECHO\./, echoLadder],
  [/^PRODUCT_COUPON(_SP)?\.SEND$/, couponLadder],
  [/^PRODUCT_COUPON(_SP)?\.IMAGE_GENERATION$/, imageLadder],
]

export function ladderOf({ eventType }: NotificationContent): Ladder {
  return ladders.find(([fits]) => fits.test(eventType))?.[1] ?? planLadder
}

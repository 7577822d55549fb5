import type { ComponentChildren } from 'preact'
import type { Numbered, Use } from '../../src/coupons/user-coupon.ts'
import type { ShownUserCoupon } from '../../src/page/coupon-lists.ts'
import { couponKey } from '../parts/coupon-key.ts'
import { Fields } from '../parts/fields.tsx'
import { Time } from '../parts/time.tsx'
import { hrefOf } from '../route.ts'
import { t } from '../texts.ts'

type Fact = readonly [name: string, value: ComponentChildren]

/** What a user's coupon belongs to, and whose it is. */
export function linksOf(userCoupon: ShownUserCoupon): readonly Fact[] {
  const { name, planName, plan_id, product_coupon_id, stock_id, openid, unionid, appid, bundle } = userCoupon
  const key = couponKey(userCoupon, product_coupon_id)
  return [
    [
      t('plan'),
      <a key="plan" href={hrefOf('plans', plan_id)}>
        {planName}
      </a>,
    ],
    [
      t('coupon'),
      <a key="coupon" href={hrefOf('coupons', key)}>
        {name}
      </a>,
    ],
    [
      t('batch'),
      <a key="batch" href={hrefOf('coupons', key, { stockId: stock_id })}>
        <code>{stock_id}</code>
      </a>,
    ],
    ['openid', <code key="openid">{openid}</code>],
    ['unionid', <code key="unionid">{unionid}</code>],
    ['appid', <code key="appid">{appid}</code>],
    ...(bundle
      ? [[t('placeInGroup'), t('place', { n: bundle.index + 1, count: bundle.count })] as const]
      : []),
  ]
}

export function timesOf({
  receive_time,
  valid_begin_time,
  valid_end_time,
}: ShownUserCoupon): readonly Fact[] {
  return [
    [t('received'), <Time key="received" at={receive_time} full />],
    [t('validFrom'), <Time key="from" at={valid_begin_time} full />],
    [t('validUntil'), <Time key="until" at={valid_end_time} full />],
  ]
}

/** What calls have done with it, each with its number. */
export function deedsOf(userCoupon: ShownUserCoupon): readonly Fact[] {
  const { send_request_no, confirmation, use, return: returned, deactivation } = userCoupon
  return [
    ['send_request_no', <code key="send">{send_request_no}</code>],
    [t('confirmed'), confirmation ? <Deed key="confirm" of={confirmation} /> : t('no')],
    [t('used'), use ? <Redemption key="use" of={use} /> : t('no')],
    ...(returned ? [[t('returned'), <Deed key="return" of={returned} />] as const] : []),
    ...(deactivation
      ? [
          [
            t('deactivated'),
            <>
              <Deed of={deactivation} /> {deactivation.reason}
            </>,
          ] as const,
        ]
      : []),
  ]
}

function Deed({ of: { request_no, time } }: { of: Numbered }) {
  return (
    <>
      <code>{request_no}</code> <Time at={time} full />
    </>
  )
}

function Redemption({ of: { request_no, use_time, ...order } }: { of: Use }) {
  return (
    <>
      <Deed of={{ request_no, time: Date.parse(use_time) }} />
      <Fields of={order} />
    </>
  )
}

import type { CouponSent } from '@wxdp/core/coupon'
import { confirmCoupon, deactivateUserCoupon, setCouponNotifyUrl } from '@wxdp/core/partner/coupon'
import { createClient } from '@wxdp/fetch'
import type { Check } from '../kit/check.ts'
import { createLedger } from '../kit/ledger.ts'
import { createPlans } from '../kit/plans.ts'
import { stage } from '../kit/stage.ts'

/** A plan that delivers, and what a user takes from it. */
async function open() {
  const { box, settings } = await stage()
  const client = createClient(box.clientOptions())
  await client.call(setCouponNotifyUrl, { notify_url: 'https://pay.example.com/wechatpay/coupons' })
  const [planId = ''] = await createPlans(box, 1)
  await box.control.approve(planId)
  const issued = createLedger()
  return {
    ...{ box, settings, client, issued },
    async take(): Promise<CouponSent> {
      const { userCoupon } = await box.control.sendCoupon(planId)
      const { resource } = box.control.callbacks.at(-1) ?? {}
      if (Object(resource).coupon_code !== userCoupon.coupon_code) throw new Error('The callback is missing.')
      return resource as unknown as CouponSent
    },
  }
}

const check: Check = async ({ receive }, report) => {
  const { box, settings, client, issued, take } = await open()
  const issue = async (code: unknown): Promise<void> => {
    if (!issued.entries.includes(code)) await issued.record(code)
  }
  const call = async (sent: CouponSent): Promise<'resolves' | 'rejects'> => {
    const copy = structuredClone(sent)
    return Promise.resolve()
      .then(() => receive?.(settings, copy, issue))
      .then(
        () => 'resolves',
        () => 'rejects',
      )
  }
  const stateOf = ({ coupon_code }: CouponSent) => box.control.userCoupon(coupon_code).coupon_state
  const confirmations = ({ coupon_code }: CouponSent): number =>
    box.control.userCoupon(coupon_code).history.filter(({ step }) => step === 'confirm').length

  const plain = await take()
  report.same([await call(plain), stateOf(plain)], ['resolves', 'EFFECTIVE'], 'A coupon')
  report.same(issued.entries, [plain.coupon_code], 'The vouchers')
  report.same([await call(plain), confirmations(plain)], ['resolves', 1], 'The same coupon again')

  const twice = await take()
  report.same(
    [...(await Promise.all([call(twice), call(twice)])), confirmations(twice)],
    ['resolves', 'resolves', 1],
    'A coupon whose callback comes twice at the same time',
  )

  const lost = await take()
  box.control.addFault({ endpoint: confirmCoupon, fault: 'reset', nth: 1 })
  report.same(
    [await call(lost), confirmations(lost)],
    ['resolves', 1],
    'A coupon whose first response is lost',
  )

  const unsigned = await take()
  const fault = box.control.addFault({ endpoint: confirmCoupon, fault: 'unsigned' })
  await call(unsigned)
  box.control.removeFault(fault)
  report.same(
    [await call(unsigned), confirmations(unsigned)],
    ['resolves', 1],
    'A coupon whose first response is not signed',
  )

  const failing = await take()
  const away = box.control.addFault({ endpoint: confirmCoupon, fault: 'html' })
  report.same(
    [await call(failing), stateOf(failing)],
    ['rejects', 'CONFIRMING'],
    'A coupon while a proxy responds',
  )
  box.control.removeFault(away)
  report.same(
    [await call(failing), stateOf(failing)],
    ['resolves', 'EFFECTIVE'],
    'The same coupon after that',
  )

  const unissued = await take()
  issued.failNext()
  report.same(
    [await call(unissued), stateOf(unissued)],
    ['rejects', 'CONFIRMING'],
    'A coupon whose voucher cannot be issued',
  )
  report.same([await call(unissued), stateOf(unissued)], ['resolves', 'EFFECTIVE'], 'The same coupon later')

  const withdrawn = await take()
  const { openid, coupon_code, product_coupon_id, stock_id, appid, brand_id = '' } = withdrawn
  await client.call(deactivateUserCoupon, {
    ...{ openid, coupon_code, product_coupon_id, stock_id, appid, brand_id },
    ...{ out_request_no: 'withdraw-0001', deactivate_reason: '活动取消' },
  })
  report.same(await call(withdrawn), 'rejects', 'A coupon that was withdrawn before it was confirmed')
}
export default check

import { adoptCoupon, type CouponIds } from '../coupons/adopt.ts'
import type { Batch } from '../coupons/batch.ts'
import type { Coupon } from '../coupons/coupon.ts'
import type { Owned } from '../coupons/owned.ts'
import type { CauseNumber } from '../http/causes.ts'
import { inPlanBody, wrongField } from '../http/fields.ts'
import { type Refusal, refuse } from '../http/refusal.ts'
import type { State } from './state.ts'

/** A coupon and the batch of it that a plan delivers: of a group, the first one. */
export interface Delivered {
  readonly coupon: Coupon
  readonly batch: Batch
}

/**
 * Finds the coupon and the batch that a plan names. Unless the option `unknownCoupons` forbids it, one that the sandbox
 * does not know was made elsewhere.
 *
 * @throws Refusal `PARAM_ERROR`
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4023148504}
 */
export function requireBatch(state: State, owned: Owned, ids: CouponIds): Delivered {
  const delivered = findBatch(state, owned, ids) ?? adopt(state, owned, ids)
  const broken = rules.find(({ isBroken }) => isBroken(delivered))
  if (broken) throw refuse(broken.cause)
  return delivered
}

/** The coupon and the batch of a plan. */
export function findBatch({ coupons }: State, owned: Owned, ids: CouponIds): Delivered | undefined {
  const { product_coupon_id, stock_id, stock_bundle_id } = ids
  const coupon = coupons.findCoupon(owned, product_coupon_id)
  const batch =
    stock_bundle_id === undefined
      ? coupons.findBatch(owned, stock_id)
      : coupons.rounds(owned, stock_bundle_id)[0]
  if (!coupon || batch?.product_coupon_id !== product_coupon_id) return undefined
  // A round of a group cannot be delivered by itself.
  return (stock_bundle_id === undefined) === (batch.stock_bundle_info === undefined)
    ? { coupon, batch }
    : undefined
}

function adopt(state: State, owned: Owned, ids: CouponIds): Delivered {
  const { coupons, couponTerms, unknownCoupons } = state
  const { product_coupon_id, stock_id, stock_bundle_id } = ids
  const known = coupons.findCoupon(owned, product_coupon_id)
  const isTaken =
    stock_bundle_id === undefined
      ? coupons.findBatch(owned, stock_id) !== undefined
      : coupons.rounds(owned, stock_bundle_id).length > 0
  const fits =
    !known || (isAdopted(state, known) && (known.terms.usage_mode === 'SINGLE') === !stock_bundle_id)
  if (unknownCoupons === 'refuse' || isTaken || !fits) throw unknown(ids)
  const batch = adoptCoupon(coupons, owned, { ids, terms: couponTerms })
  return { coupon: known ?? (coupons.findCoupon(owned, product_coupon_id) as Coupon), batch }
}

/** Of a coupon that was made by a call, all batches are known. */
function isAdopted({ coupons }: State, coupon: Coupon): boolean {
  return coupons.coupons.historyOf(coupon)[0]?.step === 'adopt'
}

function unknown({ stock_id, stock_bundle_id }: CouponIds): Refusal {
  const [field, value] = stock_bundle_id ? ['stock_bundle_id', stock_bundle_id] : ['stock_id', stock_id]
  const issue = { zh: '商品券或批次不存在', en: 'there is no such batch of this coupon' }
  return wrongField(field, { value, issue, place: inPlanBody, cause: 268585397 })
}

interface Rule {
  readonly isBroken: (delivered: Delivered) => boolean
  readonly cause: CauseNumber
}

const methodsOf = ({ batch }: Delivered): readonly string[] =>
  batch.terms.usage_rule_display_info.coupon_usage_method_list

/** What a plan needs of a coupon. That codes which are given with each send call are refused like this is inferred. */
const rules: readonly Rule[] = [
  {
    isBroken: ({ coupon, batch }) => coupon.state !== 'EFFECTIVE' || batch.state !== 'SENDING',
    cause: 268585149,
  },
  { isBroken: ({ batch }) => batch.terms.coupon_code_mode === 'API_ASSIGN', cause: 268585149 },
  { isBroken: (delivered) => methodsOf(delivered).length === 0, cause: 268585148 },
  { isBroken: (delivered) => methodsOf(delivered).includes('OFFLINE'), cause: 268584818 },
  {
    isBroken: (delivered) =>
      methodsOf(delivered).includes('MINI_PROGRAM') &&
      !delivered.batch.terms.usage_rule_display_info.mini_program_appid,
    cause: 268585151,
  },
  {
    isBroken: ({ coupon: { terms } }) => terms.scope === 'SINGLE' && terms.type === 'NORMAL',
    cause: 268596526,
  },
]

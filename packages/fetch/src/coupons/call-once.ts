import { ApiError, type Endpoint } from '@wxdp/core'
import { type GetUserCouponInput as BrandInput, getUserCoupon as getOwn } from '@wxdp/core/brand/coupon'
import type { UserCoupon, UserCouponAction } from '@wxdp/core/coupon'
import { getUserCoupon } from '@wxdp/core/partner/coupon'
import type { CallOptions } from '../call/call.ts'
import { wrongOption } from '../call/check-option.ts'
import type { Client } from '../call/client.ts'
import { requireClient } from '../plans/paginate.ts'

/**
 * Confirms, redeems, returns or withdraws a user's coupon, once: `confirmCoupon`, `useCoupon`, `returnCoupon` or
 * `deactivateUserCoupon`, of a service provider or a brand. Called again with the same `out_request_no`, it returns the
 * coupon and changes nothing.
 *
 * If WeChat Pay refuses the call, an earlier one may have succeeded whose response was lost: the coupon is read, and if it
 * carries this number, it is the result. Otherwise the refusal is thrown. Any other error says that the outcome is unknown:
 * call again later, with the same number.
 *
 * The result may be in a later state: a coupon that was redeemed under this number may be returned by now. A coupon keeps
 * only the number of the latest call of each kind, so do not repeat an old redemption after another one.
 *
 * @param input What the endpoint takes. Derive `out_request_no` from records of your own; see {@link requestNumber}.
 * @returns The coupon.
 * @throws {TypeError} `FETCH_OPTION_INVALID`
 * @throws {ApiError} if the call was refused and had not succeeded earlier (HTTP 400, 403, 409)
 * @throws what `client.call` throws
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781575}
 *
 * @example
 * import { confirmCoupon } from '@wxdp/core/partner/coupon'
 * import { callOnce, requestNumber } from '@wxdp/fetch/coupon'
 *
 * const { coupon_state } = await callOnce(client, confirmCoupon, {
 *   openid: 'oSyn-000000000000000000000001',
 *   coupon_code: 'SYN0000000000000000001',
 *   product_coupon_id: '9100000001',
 *   stock_id: '9100000001001',
 *   appid: 'wx00000000000000a1',
 *   brand_id: '40001',
 *   out_request_no: await requestNumber('confirm', 'SYN0000000000000000001'),
 * })
 */
export async function callOnce<Input extends UserCouponAction>(
  client: Pick<Client, 'call'>,
  endpoint: Endpoint<Input, UserCoupon>,
  input: NoInfer<Input>,
  options?: CallOptions,
): Promise<UserCoupon> {
  requireClient(client)
  const numberIn = numbers[endpoint?.name]
  if (!numberIn) throw wrongOption(`endpoint must be one of ${Object.keys(numbers).join(', ')}`, endpoint)
  try {
    return await client.call(endpoint, input, options)
  } catch (refusal) {
    if (!isRefusal(refusal)) throw refusal
    const coupon = await client.call(readerFor(endpoint), idOf(input), options)
    if (numberIn(coupon) === input.out_request_no) return coupon
    throw refusal
  }
}

/** Where a coupon has the number of the latest call, by the endpoint's name. */
const numbers: Readonly<Record<string, (coupon: UserCoupon) => string | undefined>> = {
  confirmCoupon: ({ confirm_request_no }) => confirm_request_no,
  useCoupon: (coupon) => usageOf(coupon)?.use_request_no,
  returnCoupon: (coupon) => usageOf(coupon)?.return_request_no,
  deactivateUserCoupon: ({ deactivate_request_no }) => deactivate_request_no,
}

const usageOf = ({ single_usage_detail, progressive_bundle_usage_detail }: UserCoupon) =>
  single_usage_detail ?? progressive_bundle_usage_detail

/**
 * Whether an earlier call may have succeeded: "number already used" and "illegal state" are 400, "not usable now" is 403,
 * "being processed" is 409.
 */
function isRefusal(error: unknown): error is ApiError {
  return error instanceof ApiError && [400, 403, 409].includes(error.status)
}

/** The endpoint that reads a coupon for the same caller. */
function readerFor({ caller }: Pick<Endpoint<unknown, unknown>, 'caller'>): Endpoint<BrandInput, UserCoupon> {
  // A service provider's input has a brand_id besides, which idOf passes on.
  return caller === 'mchid' ? (getUserCoupon as Endpoint<BrandInput, UserCoupon>) : getOwn
}

function idOf(input: UserCouponAction & { readonly brand_id?: unknown }): BrandInput {
  const { openid, coupon_code, product_coupon_id, stock_id, appid, brand_id } = input
  const id = { openid, coupon_code, product_coupon_id, stock_id, appid }
  return brand_id === undefined ? id : Object.assign(id, { brand_id })
}

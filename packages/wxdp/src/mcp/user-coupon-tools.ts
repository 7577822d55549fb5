import { z } from 'zod'
import { callsView, userCouponShape, userCouponView } from './coupon-views.ts'
import { type AddTools, anything, changes, given, reads, result, sends } from './tool.ts'
import { callbackShape, callbackView, deliveryShape, deliveryView, historyView } from './views.ts'

const couponCode = z.string().describe('coupon_code, from list_user_coupons or send_coupon')

/** What users have of the coupons, and what users do. */
export const addUserCouponTools: AddTools = (server, { box: { control } }) => {
  server.registerTool(
    'list_user_coupons',
    {
      title: 'List coupons of users',
      description:
        'Lists the coupons that users have (用户商品券), the newest first. CONFIRMING: the integration has not called confirmCoupon, and the user cannot redeem it. One that is EXPIRED or DEACTIVATED and not confirmed never was usable.',
      inputSchema: {
        state: z
          .enum(['CONFIRMING', 'PENDING', 'EFFECTIVE', 'USED', 'EXPIRED', 'DELETED', 'DEACTIVATED'])
          .optional(),
        plan_id: z.string().optional().describe('only coupons that this plan has given out'),
        stock_id: z.string().optional().describe('only coupons of this batch'),
        openid: z.string().optional().describe('only coupons of this user'),
        text: z.string().optional().describe('part of the code or of the openid'),
        limit: z.number().int().min(1).max(100).default(20),
      },
      outputSchema: { total: z.number(), user_coupons: z.array(userCouponShape) },
      annotations: reads,
    },
    ({ plan_id, stock_id, ...query }) =>
      result(() => {
        const { total, userCoupons } = control.userCoupons({
          ...given({ ...query, planId: plan_id, stockId: stock_id }),
          newestFirst: true,
        })
        return { total, user_coupons: userCoupons.map(userCouponView) }
      }),
  )
  server.registerTool(
    'get_user_coupon',
    {
      title: 'Show a coupon of a user',
      description:
        'Shows one coupon of a user: the numbers of the calls that confirmed, redeemed, returned or deactivated it, its history, and the callbacks about it.',
      inputSchema: { coupon_code: couponCode },
      outputSchema: {
        user_coupon: userCouponShape,
        calls: anything,
        history: z.array(anything),
        callbacks: z.array(callbackShape),
      },
      annotations: reads,
    },
    ({ coupon_code }) =>
      result(() => {
        const userCoupon = control.userCoupon(coupon_code)
        const about = control.callbacks.filter(
          ({ resource }) => (resource as { readonly coupon_code?: unknown }).coupon_code === coupon_code,
        )
        return {
          user_coupon: userCouponView(userCoupon),
          calls: callsView(userCoupon),
          history: historyView(userCoupon),
          callbacks: about.reverse().map(callbackView),
        }
      }),
  )
  server.registerTool(
    'send_coupon',
    {
      title: 'A user takes the coupon of a plan',
      description:
        'Gives the coupon of a plan to a user, as the plan does when a user takes it. The plan must be DELIVERING, and its owner must have set a callback URL of coupons (setCouponNotifyUrl). PRODUCT_COUPON_SP.SEND (for a brand PRODUCT_COUPON.SEND) goes there, and the result shows how the receiver responded. The coupon is CONFIRMING until the integration calls confirmCoupon.',
      inputSchema: {
        plan_id: z.string().describe('plan_id of a plan, from list_plans'),
        openid: z.string().min(1).optional().describe('default: a new user'),
      },
      outputSchema: { user_coupon: userCouponShape, deliveries: z.array(deliveryShape) },
      annotations: sends,
    },
    ({ plan_id, openid }) =>
      result(async () => {
        const { userCoupon, deliveries } = await control.sendCoupon(plan_id, { openid })
        // The receiver may have confirmed it before it responded.
        const now = control.userCoupon(userCoupon.coupon_code)
        return { user_coupon: userCouponView(now), deliveries: deliveries.map(deliveryView) }
      }),
  )
  server.registerTool(
    'delete_user_coupon',
    {
      title: 'A user deletes a coupon',
      description:
        'Deletes a coupon as its user does. Only one that was confirmed and not redeemed can be deleted. WeChat Pay tells nobody.',
      inputSchema: { coupon_code: couponCode },
      outputSchema: { user_coupon: userCouponShape },
      annotations: { ...changes, destructiveHint: true },
    },
    ({ coupon_code }) =>
      result(() => ({ user_coupon: userCouponView(control.deleteUserCoupon(coupon_code)) })),
  )
}

import { z } from 'zod'
import { batchShape, batchView, couponShape, couponView } from './coupon-views.ts'
import { type AddTools, anything, given, reads, result } from './tool.ts'
import { historyView } from './views.ts'

const limit = z.number().int().min(1).max(100).default(20)
const text = (what: string) => z.string().optional().describe(`part of ${what}`)

/** Which product coupons and batches there are. */
export const addCouponTools: AddTools = (server, { box: { control, brand } }) => {
  server.registerTool(
    'list_coupons',
    {
      title: 'List product coupons',
      description:
        'Lists the product coupons (商品券) in the sandbox, the newest first. They are created by calls (createProductCoupon); one that a plan names and that was made elsewhere is there, too.',
      inputSchema: {
        state: z.enum(['AUDITING', 'EFFECTIVE', 'DEACTIVATED']).optional(),
        text: text('the id, the name or the brand id'),
        limit,
      },
      outputSchema: { total: z.number(), coupons: z.array(couponShape) },
      annotations: reads,
    },
    (query) =>
      result(() => {
        const { total, coupons } = control.coupons({ ...given(query), newestFirst: true })
        return { total, coupons: coupons.map(couponView) }
      }),
  )
  server.registerTool(
    'get_coupon',
    {
      title: 'Show a product coupon',
      description:
        'Shows one product coupon with its terms, its history and its batches with their terms and histories.',
      inputSchema: {
        product_coupon_id: z.string().describe('from list_coupons'),
        owner: z
          .enum(['partner', 'brand'])
          .optional()
          .describe('if both a service provider and the brand have one with this id'),
      },
      outputSchema: {
        coupon: couponShape,
        terms: anything,
        history: z.array(anything),
        batches: z.array(batchShape),
      },
      annotations: reads,
    },
    ({ product_coupon_id, owner }) =>
      result(() => {
        const coupon = control.coupon(product_coupon_id, owner && { owner, brand_id: brand.brandId })
        const batches = coupon.stock_ids.map((stockId) => control.batch(stockId, coupon))
        return {
          ...{ coupon: couponView(coupon), terms: coupon.terms, history: historyView(coupon) },
          batches: batches.map((each) => ({
            ...batchView(each),
            terms: each.terms,
            history: historyView(each),
          })),
        }
      }),
  )
  server.registerTool(
    'list_batches',
    {
      title: 'List batches',
      description:
        'Lists the batches (批次) of product coupons, the newest first: how many coupons were given out and are left, their limits, and the plans that deliver them.',
      inputSchema: {
        product_coupon_id: z.string().optional().describe('only batches of this coupon'),
        state: z.enum(['AUDITING', 'SENDING', 'PAUSED', 'STOPPED', 'DEACTIVATED']).optional(),
        text: text('the id, the remark or the brand id'),
        limit,
      },
      outputSchema: { total: z.number(), batches: z.array(batchShape) },
      annotations: reads,
    },
    ({ product_coupon_id, ...query }) =>
      result(() => {
        const ofCoupon = product_coupon_id === undefined ? {} : { productCouponId: product_coupon_id }
        const { total, batches } = control.batches({ ...given(query), ...ofCoupon, newestFirst: true })
        return { total, batches: batches.map(batchView) }
      }),
  )
}

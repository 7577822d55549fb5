import * as v from 'valibot'
import { defineNotification, type NotificationDefinition } from '../contract/notification.ts'
import { text } from '../plan/fields.ts'

/**
 * A picture that was made (图片生成结果).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4017327744}
 */
export interface GeneratedImage {
  /** The picture (图片地址). */
  readonly image_url?: string | undefined
}

/**
 * A picture was made, or was not: the resource of a `PRODUCT_COUPON_SP.IMAGE_GENERATION` (图片生成结果通知), for a brand
 * `PRODUCT_COUPON.IMAGE_GENERATION`.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4017327744}
 *
 * @example
 * const generated: ImageGenerated = {
 *   task_id: 'img-task-0001',
 *   brand_id: '40001',
 *   image_generation_type: 'COMBINE_IMAGE',
 *   task_state: 'SUCCESS',
 *   combine_image_result: { image_url: 'https://img.example.com/coupon/combined.jpg' },
 * }
 */
export interface ImageGenerated {
  /** Your own number of the task (任务ID). Always present. */
  readonly task_id: string
  /** Brand (品牌ID). Documented as always present, for brands too. */
  readonly brand_id?: string | undefined
  /** What was asked for (图片生成类型): `COMBINE_IMAGE` or `CUT_OUT`. Always present. */
  readonly image_generation_type: string
  /** State (任务状态): `SUCCESS`, `FAIL` or `PROCESSING`. Always present. */
  readonly task_state: string
  /** The picture (合成结果). To be used only for `COMBINE_IMAGE` with `SUCCESS`. */
  readonly combine_image_result?: GeneratedImage | undefined
  /** The picture (抠图结果). To be used only for `CUT_OUT` with `SUCCESS`. */
  readonly cut_out_result?: GeneratedImage | undefined
}

const resource: v.GenericSchema<unknown, ImageGenerated> = /* @__PURE__ */ (() => {
  const result = v.optional(v.looseObject({ image_url: v.optional(text) }))
  return v.looseObject({
    task_id: text,
    brand_id: v.optional(text),
    image_generation_type: text,
    task_state: text,
    combine_image_result: result,
    cut_out_result: result,
  })
})()

/**
 * A picture was made, or was not (图片生成结果通知).
 *
 * The sample of the page prints the event type of `couponSent`. A callback like that is refused, since it has no
 * coupon: WeChat Pay sends it again up to 11 times.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4017327744}
 */
export const imageGenerated: NotificationDefinition<'imageGenerated', ImageGenerated> =
  /* @__PURE__ */ defineNotification({
    kind: 'imageGenerated',
    eventTypes: ['PRODUCT_COUPON_SP.IMAGE_GENERATION', 'PRODUCT_COUPON.IMAGE_GENERATION'],
    resource,
  })

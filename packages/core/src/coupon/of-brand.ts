import type * as v from 'valibot'
import { bodyId } from '../plan/fields.ts'

/**
 * What a service provider adds to every call for a brand. A brand itself never sends it: WeChat Pay would refuse it.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export interface OfBrand {
  /** Brand (品牌ID), at most 40 bytes; it must have authorised the service provider. Required. */
  readonly brand_id: string
}

export const ofBrand: { readonly brand_id: v.GenericSchema<unknown, string> } = { brand_id: bodyId }

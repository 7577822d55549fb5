import type { CallGroup, FieldArgument, FieldFlag } from './call-info.ts'
import { productCouponId } from './coupon-calls.ts'
import { deactivateReason, fieldsFile, requestNumber } from './write-flags.ts'

const ids: readonly FieldArgument[] = [
  productCouponId,
  { field: 'stock_id', text: { en: 'id of the batch', zh: '批次 ID' } },
]

/** Of a new batch and of a change. */
const remarkAndStores: readonly FieldFlag[] = [
  {
    field: 'remark',
    value: 'text',
    text: { en: 'remark that only you see, at most 20 characters', zh: '备注，仅配置方可见，最多 20 个字符' },
  },
  {
    field: 'store_scope',
    value: 'text',
    text: { en: 'stores shown: NONE, ALL or SPECIFIC', zh: '可用门店范围：NONE、ALL 或 SPECIFIC' },
  },
]

/** `wxdp batches …`. */
export const batchCalls: CallGroup = {
  name: 'batches',
  text: { en: 'list, create and change batches of product coupons', zh: '查询、创建和变更商品券批次' },
  calls: [
    {
      name: 'list',
      text: { en: 'list the batches of a product coupon', zh: '查询商品券的批次列表' },
      args: [productCouponId],
      flags: [
        {
          field: 'state',
          value: 'text',
          text: {
            en: 'only batches in this state: AUDITING, SENDING, PAUSED, STOPPED, DEACTIVATED',
            zh: '只列出该状态的批次：AUDITING、SENDING、PAUSED、STOPPED、DEACTIVATED',
          },
        },
        {
          field: 'stock_bundle_id',
          value: 'text',
          text: { en: 'only the members of this group', zh: '只列出该批次组的批次' },
        },
      ],
    },
    { name: 'get', text: { en: 'show a batch', zh: '查询批次' }, args: ids },
    {
      name: 'create',
      text: { en: 'add a batch to a product coupon', zh: '为商品券添加批次' },
      args: [productCouponId],
      file: fieldsFile,
      flags: [requestNumber, ...remarkAndStores.map((flag) => ({ ...flag, within: 'stock' }))],
      asks: true,
    },
    {
      name: 'update',
      text: { en: 'change a batch, after showing what changes', zh: '修改批次，并先显示修改内容' },
      args: ids,
      file: fieldsFile,
      flags: [requestNumber, ...remarkAndStores],
      asks: true,
    },
    {
      name: 'budget',
      text: { en: 'change how many coupons a batch gives out', zh: '修改批次的发放数量' },
      args: ids,
      flags: [
        requestNumber,
        {
          field: 'target_max_count',
          value: 'number',
          text: { en: 'coupons in all, from now on', zh: '目标总数量' },
        },
        {
          field: 'target_max_count_per_day',
          value: 'number',
          text: { en: 'coupons per day, from now on', zh: '目标每日数量' },
        },
        {
          field: 'current_max_count',
          value: 'number',
          text: {
            en: 'coupons in all now (default: as the batch has it)',
            zh: '当前总数量（默认从批次读取）',
          },
        },
        {
          field: 'current_max_count_per_day',
          value: 'number',
          text: {
            en: 'coupons per day now (default: as the batch has it)',
            zh: '当前每日数量（默认从批次读取）',
          },
        },
      ],
      asks: true,
    },
    {
      name: 'deactivate',
      text: { en: 'end a batch for good', zh: '永久失效批次' },
      args: ids,
      file: fieldsFile,
      flags: [requestNumber, deactivateReason],
      asks: true,
    },
  ],
}

import type { CallGroup, FieldArgument, FieldFlag } from './call-info.ts'
import { fieldsFile, requestNumber } from './write-flags.ts'

const planId: FieldArgument = { field: 'plan_id', text: { en: 'id of the plan', zh: '投放计划 ID' } }

/** Of a new plan only: what it delivers. */
const coupon: readonly FieldFlag[] = [
  {
    field: 'product_coupon_id',
    value: 'text',
    text: { en: 'the product coupon', zh: '商品券 ID' },
  },
  { field: 'stock_id', value: 'text', text: { en: 'its batch', zh: '批次 ID' } },
  {
    field: 'stock_bundle_id',
    value: 'text',
    text: { en: 'its group of batches, for PROGRESSIVE_BUNDLE', zh: '批次组 ID（多次优惠）' },
  },
  {
    field: 'usage_mode',
    value: 'text',
    text: { en: 'SINGLE or PROGRESSIVE_BUNDLE', zh: '使用模式：SINGLE 或 PROGRESSIVE_BUNDLE' },
  },
  {
    field: 'reuse_coupon_config',
    text: {
      en: 'name, counts and times are those of the coupon',
      zh: '复用商品券的名称、库存、上限和时间',
    },
  },
]

/** Of a new plan and of a change. */
const nameAndCounts: readonly FieldFlag[] = [
  {
    field: 'plan_name',
    value: 'text',
    text: { en: 'at most 12 Chinese or 24 Latin characters', zh: '名称，最多 12 个汉字或 24 个英文字符' },
  },
  { field: 'total_count', value: 'number', text: { en: 'coupons in all', zh: '投放总库存' } },
  { field: 'user_limit', value: 'number', text: { en: 'coupons per user', zh: '每个用户领取上限' } },
  { field: 'daily_limit', value: 'number', text: { en: 'coupons per day', zh: '每日领取上限' } },
]

const endAndWord: readonly FieldFlag[] = [
  {
    field: 'delivery_end_time',
    value: 'text',
    text: { en: 'RFC 3339, more than one day later', zh: '结束时间，须晚于开始时间一天以上' },
  },
  { field: 'recommend_word', value: 'text', text: { en: 'marketing tag', zh: '营销标签' } },
]

/** `wxdp plans …`. */
export const planCalls: CallGroup = {
  name: 'plans',
  text: { en: 'list, create and change plans', zh: '查询、创建和变更投放计划' },
  calls: [
    {
      name: 'list',
      text: { en: 'list plans', zh: '查询投放计划列表' },
      flags: [
        {
          field: 'plan_state',
          flag: 'state',
          value: 'text',
          text: {
            en: 'only plans in this state: CREATED, DELIVERING, PAUSED, TERMINATED, EXPIRED',
            zh: '只列出该状态的计划：CREATED、DELIVERING、PAUSED、TERMINATED、EXPIRED',
          },
        },
        {
          field: 'audit_state',
          value: 'text',
          text: {
            en: 'only drafts in this state: AUDIT_INITIAL, AUDIT_PROCESSING, AUDIT_PASSED, AUDIT_REJECTED',
            zh: '只列出该审核状态的计划：AUDIT_INITIAL、AUDIT_PROCESSING、AUDIT_PASSED、AUDIT_REJECTED',
          },
        },
      ],
    },
    { name: 'get', text: { en: 'show one plan', zh: '查询单个投放计划' }, args: [planId] },
    {
      name: 'create',
      text: { en: 'create a plan', zh: '创建投放计划' },
      file: fieldsFile,
      flags: [
        requestNumber,
        ...coupon,
        ...nameAndCounts,
        {
          field: 'delivery_start_time',
          value: 'text',
          text: {
            en: 'RFC 3339, such as 2026-12-01T00:00:00+08:00',
            zh: '开始时间，例如 2026-12-01T00:00:00+08:00',
          },
        },
        ...endAndWord,
        {
          field: 'save_as_draft',
          text: {
            en: 'save a draft and do not submit it yet (brand)',
            zh: '仅保存草稿，暂不提交审核（品牌）',
          },
        },
      ],
      asks: true,
    },
    {
      name: 'update',
      text: { en: 'change a plan, after showing what changes', zh: '修改投放计划，并先显示修改内容' },
      args: [planId],
      file: fieldsFile,
      flags: [
        requestNumber,
        ...[...nameAndCounts, ...endAndWord].map((each) => ({ ...each, within: 'modify_content' })),
      ],
      asks: true,
    },
    {
      name: 'terminate',
      text: { en: 'end a plan for good', zh: '永久终止投放计划' },
      args: [planId],
      asks: true,
    },
    {
      name: 'submit',
      text: { en: 'submit the draft of a plan for audit (brand)', zh: '提交投放计划审核（品牌）' },
      args: [planId],
      asks: true,
    },
    { name: 'pause', text: { en: 'pause a plan (brand)', zh: '暂停投放计划（品牌）' }, args: [planId] },
    {
      name: 'resume',
      text: { en: 'resume a paused plan (brand)', zh: '恢复已暂停的投放计划（品牌）' },
      args: [planId],
    },
  ],
}

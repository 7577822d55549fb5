import type { KnownApiCode } from '../contract/api-codes.ts'
import { couponNumbers } from './coupon-numbers.ts'
import type { CodeText, CauseRow as Row } from './text.ts'

/** What is documented about an error number: the code it comes with, its meaning and its remedy. */
export interface ErrorNumberInfo extends CodeText {
  readonly code: KnownApiCode
}

// One row per cause, with both languages. Where the page gives no remedy, it is ours.

const parameterErrors: readonly Row[] = [
  [
    [268582532],
    ['The brand_id is illegal.', 'Use the id that WeChat Pay gave the brand.'],
    ['brand_id 不合法。', '请使用微信支付分配给该品牌的 ID。'],
  ],
  [
    [268582533],
    ['The start time is wrong.', 'Correct delivery_start_time.'],
    ['投放开始时间有误。', '请修改 delivery_start_time。'],
  ],
  [
    [268582534],
    ['The end time is wrong.', 'Correct delivery_end_time.'],
    ['投放结束时间有误。', '请修改 delivery_end_time。'],
  ],
  [
    [268582537],
    ['The plan id is wrong.', 'Use the plan_id that createPlan or listPlans returned.'],
    ['投放计划 ID 有误。', '请使用创建或查询接口返回的 plan_id。'],
  ],
  [
    [268582542],
    [
      'The plan state is wrong. Inferred: the plan may also be in a state that forbids this call.',
      'Correct plan_state, or list the plan first.',
    ],
    [
      '投放计划状态有误；推断：也可能是计划当前状态不允许该操作，文档未写明。',
      '请修改 plan_state，或先查询该计划。',
    ],
  ],
  [
    [268582543],
    [
      'The audit state is wrong. Inferred: a plan whose audit is in progress may also be closed to changes.',
      'To list plans, use AUDIT_INITIAL, AUDIT_PROCESSING, AUDIT_PASSED or AUDIT_REJECTED. Before a change, wait until the audit ends.',
    ],
    [
      '审核状态有误；推断：也可能是计划正在审核，不能修改，文档未写明。',
      '查询时请使用 AUDIT_INITIAL、AUDIT_PROCESSING、AUDIT_PASSED 或 AUDIT_REJECTED；修改前请等待审核结束。',
    ],
  ],
  [
    [268582553, 268585142],
    ['The stock of the batch is below 10,000.', 'Raise the stock of the batch to at least 10,000.'],
    ['批次库存不足 10000。', '请将批次库存提高到至少 10000。'],
  ],
  [
    [268582554],
    ['The delivery period is too short.', 'End more than one day after the start.'],
    ['投放时间过短。', '结束时间须晚于开始时间 1 天以上。'],
  ],
  [
    [268582557],
    ['The plan starts before its batch.', 'Move delivery_start_time to the start of the batch or later.'],
    ['投放开始时间早于批次开始时间。', '请将 delivery_start_time 改为不早于批次开始时间。'],
  ],
  [
    [268582565],
    ['The plan is not running (运行中).', 'Change running plans only.'],
    ['投放计划不在运行中。', '只能修改运行中的计划。'],
  ],
  [
    [268582566],
    ['The change shortens the delivery period.', 'Only extend delivery_end_time.'],
    ['投放时间不能缩短。', '只能延后 delivery_end_time。'],
  ],
  [
    [268582710, 268582798],
    ['A parameter is wrong; which one is not said.', 'Check the whole input.'],
    ['参数错误，未指明字段。', '请检查全部入参。'],
  ],
  [
    [268582791],
    [
      'The plan reuses the configuration of its coupon, so this field cannot change.',
      'Leave the field out, or change coupon or batch.',
    ],
    ['复用商品券配置的计划不能修改该字段。', '请去掉该字段，或修改商品券、批次。'],
  ],
  [
    [268582917],
    ['The plan ends too late.', 'End at least one day before the batch ends.'],
    ['投放结束时间过晚。', '结束时间须早于批次结束时间至少 1 天。'],
  ],
  [
    [268582920],
    [
      'out_request_no was used before with other data (重入信息不一致).',
      'Send the old bytes again, or use a new out_request_no.',
    ],
    ['重入信息不一致：out_request_no 已被使用，且数据不同。', '请用原报文重试，或更换 out_request_no。'],
  ],
  [
    [268584818],
    [
      'The batch is redeemed offline (OFFLINE), which plans do not support.',
      'Use a batch with PAYMENT_CODE, MINI_PROGRAM or APP.',
    ],
    ['不支持 OFFLINE 核销方式的批次。', '请使用核销方式为 PAYMENT_CODE、MINI_PROGRAM 或 APP 的批次。'],
  ],
  [
    [268585138],
    ['user_limit exceeds the limit of the batch.', 'Set user_limit to at most that of the batch.'],
    ['user_limit 超过批次的用户领取上限。', 'user_limit 不得超过批次的上限。'],
  ],
  [
    [268585139],
    ['daily_limit exceeds total_count.', 'Lower daily_limit, or raise total_count.'],
    ['daily_limit 超过 total_count。', '请调低 daily_limit，或调高 total_count。'],
  ],
  [
    [268585140],
    [
      'total_count exceeds the usable stock of the batch.',
      'Lower total_count, or raise the stock of the batch.',
    ],
    ['total_count 超过批次可用库存。', '请调低 total_count，或增加批次库存。'],
  ],
  [
    [268585141],
    ['plan_name is longer than 12 Chinese or 24 Latin characters.', 'Shorten it.'],
    ['plan_name 超过 12 个汉字或 24 个英文字符。', '请缩短名称。'],
  ],
  [
    [268585144],
    ['A time is illegal.', 'Check the form and the order of the times.'],
    ['时间参数不合法。', '请检查时间的格式和先后顺序。'],
  ],
  [
    [268585145],
    [
      'No time is left to redeem the coupons.',
      'End one day and the relative validity of the batch before the batch ends.',
    ],
    ['没有预留核销时间。', '结束时间须早于批次结束时间减去相对有效期再减 1 天。'],
  ],
  [
    [268585147],
    ['daily_limit is missing. A plan with terms of its own needs it.', 'Send daily_limit.'],
    ['缺少 daily_limit：不复用商品券配置时必填。', '请填写 daily_limit。'],
  ],
  [
    [268585148],
    ['The batch has no redemption method.', 'Choose one on the batch.'],
    ['批次没有配置核销方式。', '请为批次选择核销方式。'],
  ],
  [
    [268585149],
    ['The batch is unusable.', 'Check whether it has expired or was deactivated.'],
    ['批次不可用。', '请检查批次是否已过期或已失效。'],
  ],
  [
    [268585151],
    ['The batch is redeemed in a mini program, but has no appid.', 'Set an appid on the batch.'],
    ['批次用小程序核销，但没有配置 appid。', '请为批次配置 appid。'],
  ],
  [
    [268585152],
    ['The appid is not bound to the brand.', 'Bind it to the brand.'],
    ['appid 未与品牌绑定。', '请先将 appid 与品牌绑定。'],
  ],
  [
    [268585153],
    ['The plan starts in the past.', 'Start now or later.'],
    ['投放开始时间早于当前时间。', '开始时间不得早于当前时间。'],
  ],
  [
    [268585154, 268588725],
    [
      'daily_limit exceeds the daily limit of the batch.',
      'Set daily_limit to at most max_count_per_day of the batch.',
    ],
    ['daily_limit 超过批次的每日上限。', 'daily_limit 不得超过批次的 max_count_per_day。'],
  ],
  [
    [268585155],
    ['The time to redeem the coupons is too short.', 'Leave at least one day.'],
    ['核销时间过短。', '请至少保留 1 天核销时间。'],
  ],
  [
    [268585156],
    ['The plan starts outside the validity of the group of batches.', 'Move delivery_start_time.'],
    ['投放开始时间不在批次组有效期内。', '请修改 delivery_start_time。'],
  ],
  [
    [268585397],
    ['The coupon or the batch does not exist.', 'Check product_coupon_id, and stock_id or stock_bundle_id.'],
    ['商品券或批次不存在。', '请检查 product_coupon_id，以及 stock_id 或 stock_bundle_id。'],
  ],
  [
    [268585487],
    [
      'plan_name, total_count, delivery_start_time or delivery_end_time is missing.',
      'Send them: reuse_coupon_config is false.',
    ],
    [
      '缺少 plan_name、total_count、delivery_start_time 或 delivery_end_time。',
      'reuse_coupon_config 为 false 时必填，请补上。',
    ],
  ],
  [
    [268585869],
    ['The brand has neither a merchant card (商家名片) nor a store.', 'Create one of them first.'],
    ['品牌没有商家名片，也没有门店。', '请先创建商家名片或门店。'],
  ],
  [
    [268586628],
    ['The new total_count is below what is used already.', 'Raise it.'],
    ['新的 total_count 小于已使用的数量。', '请调高。'],
  ],
  [[268586631], ['total_count may not shrink.', 'Raise it.'], ['total_count 不能减少。', '请调高。']],
  [
    [268587486],
    ['The batch can be redeemed for less than 5 days.', 'Use another batch.'],
    ['批次可核销时间不足 5 天。', '请更换批次。'],
  ],
  [
    [268593051, 268593052, 268593053, 268593054],
    [
      'The delivery mode or the plan label is wrong. No public page has these fields; inferred: they are by invitation.',
      'Leave them out.',
    ],
    [
      '投放模式或计划标签有误；公开文档中没有这些字段，推断为定向邀请能力，文档未写明。',
      '请不要传这些字段。',
    ],
  ],
  [
    [268593575],
    [
      'A group of batches (PROGRESSIVE_BUNDLE) cannot reuse the configuration of its coupon.',
      'Set reuse_coupon_config to false, and send terms of its own.',
    ],
    [
      '批次组（PROGRESSIVE_BUNDLE）不支持复用商品券配置。',
      '请将 reuse_coupon_config 设为 false，并填写投放条件。',
    ],
  ],
  [
    [268596526],
    ['A single-item coupon of type NORMAL cannot be delivered.', 'Use EXCHANGE or DISCOUNT.'],
    ['单品券不支持 NORMAL 类型。', '请使用 EXCHANGE 或 DISCOUNT。'],
  ],
  // Known from other endpoints of marketing. That plans use them too is inferred.
  [[268435461], ['A parameter is illegal.', 'Check the whole input.'], ['参数不合法。', '请检查全部入参。']],
  [
    [268578704],
    ['The appid is illegal.', 'Use an appid that is bound to the brand.'],
    ['appid 不合法。', '请使用已与品牌绑定的 appid。'],
  ],
  [
    [268578927],
    ['The request number was used before with other data.', 'Send the old bytes again, or use a new number.'],
    ['请求单号已被使用，且数据不同。', '请用原报文重试，或更换单号。'],
  ],
]

const permissionErrors: readonly Row[] = [
  [
    [268582912],
    ['The permission for this action is missing.', 'Check your rights.'],
    ['没有该操作的权限。', '请检查权限。'],
  ],
  [
    [268583095],
    ['The brand has not authorised this mchid.', 'Have the brand authorise it.'],
    ['商户号未获品牌授权。', '请让品牌完成授权。'],
  ],
  [
    [268584198],
    ['The caller is not on the whitelist.', 'Ask the operations staff of WeChat Pay.'],
    ['不在白名单内。', '请联系微信支付运营人员。'],
  ],
  [
    [268587499],
    [
      'The service provider lacks the authorisation of the brand for 摇优惠.',
      'Open it in the partner platform.',
    ],
    ['服务商没有该品牌的摇优惠授权。', '请在服务商平台开通。'],
  ],
  [
    [268589041],
    ['The brand may not deliver jointly.', 'Ask the operations staff of WeChat Pay.'],
    ['品牌没有联合投放权限。', '请联系微信支付运营人员。'],
  ],
  [[268579803], ['The permission is missing.', 'Check your rights.'], ['没有权限。', '请检查权限。']],
  [
    [268596875, 268596876],
    ['The brand or its merchant card lacks contact information.', 'Fill it in.'],
    ['品牌或商家名片缺少联系方式。', '请补全联系方式。'],
  ],
]

const systemErrors: readonly Row[] = [
  [
    [268583094],
    ['WeChat Pay is busy.', 'Retry with the same out_request_no and the same bytes.'],
    ['系统繁忙。', '请用相同的 out_request_no 和完全相同的报文重试。'],
  ],
]

const rateErrors: readonly Row[] = [
  [[270924289], ['Too many calls.', 'Call less often.'], ['调用过于频繁。', '请降低调用频率。']],
]

type Table = readonly (readonly [KnownApiCode, readonly Row[]])[]

const planNumbers: Table = [
  ['PARAM_ERROR', parameterErrors],
  ['NO_AUTH', permissionErrors],
  ['SYSTEM_ERROR', systemErrors],
  ['RATE_LIMITED', rateErrors],
]

/** Every row, with its code, by the page that lists it. The OpenAPI document lists them. */
export const errorNumberTables: readonly (readonly [page: string, table: Table])[] = [
  ['https://pay.weixin.qq.com/doc/v3/partner/4023148504', planNumbers],
  ['https://pay.weixin.qq.com/doc/v3/partner/4023148522', couponNumbers],
]

/**
 * Looks up an error number (`ApiError.errorNumber`): the business cause behind codes such as `PARAM_ERROR`, in English
 * and Chinese. `explain` prints it.
 *
 * @param number From the end of the `Request-ID` header.
 * @returns `undefined` if the pages about delivery plans and product coupons do not list it.
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4023148504}
 *
 * @example
 * const [meaning, remedy] = findErrorNumber(268582920)?.en ?? []
 */
export function findErrorNumber(number: number | undefined): ErrorNumberInfo | undefined {
  for (const [page, table] of errorNumberTables) {
    for (const [code, rows] of table) {
      const row = rows.find(([numbers]) => numbers.includes(number as number))
      if (row) return { code, en: row[1], zh: row[2], page }
    }
  }
  return undefined
}

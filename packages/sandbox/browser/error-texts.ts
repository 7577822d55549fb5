/** What went wrong, by the sandbox's code, in both languages. */
export const errorTexts = {
  SANDBOX_OPTION_INVALID: ['A value is missing or wrong.', '参数缺失或有误。'],
  SANDBOX_PLAN_UNKNOWN: ['This plan does not exist.', '没有该投放计划。'],
  SANDBOX_COUPON_UNKNOWN: ['This coupon does not exist.', '没有该券或批次。'],
  SANDBOX_STEP_IMPOSSIBLE: ['Its state or a limit does not allow it.', '当前状态或上限不允许此操作。'],
  SANDBOX_NOTIFY_URL_MISSING: ['The owner has not set a callback URL.', '所有者尚未设置回调地址。'],
  SANDBOX_CALLBACK_UNKNOWN: [
    'This callback does not exist; the newest 1,000 are kept.',
    '没有该回调，仅保留最近 1,000 条。',
  ],
  SANDBOX_CAUSE_UNKNOWN: ['WeChat Pay does not document this number.', '微信支付文档中没有该编号。'],
  SANDBOX_NOT_FOUND: [
    'It is no longer here; the newest 1,000 are kept.',
    '记录已不存在，仅保留最近 1,000 条。',
  ],
} as const satisfies Readonly<Record<string, readonly [en: string, zh: string]>>

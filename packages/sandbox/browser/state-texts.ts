/** The states of a plan, in both languages. */
export const stateTexts = {
  CREATED: ['created', '已创建'],
  DELIVERING: ['delivering', '投放中'],
  PAUSED: ['paused', '已暂停'],
  TERMINATED: ['ended', '已终止'],
  EXPIRED: ['expired', '已过期'],
  INITIAL: ['not submitted', '未提交'],
  PROCESSING: ['in progress', '审核中'],
  PASSED: ['passed', '审核通过'],
  REJECTED: ['rejected', '审核驳回'],
} as const satisfies Readonly<Record<string, readonly [en: string, zh: string]>>

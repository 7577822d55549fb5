import { couponCauses } from './coupon-causes.ts'
import { planCauses } from './plan-causes.ts'

type Code = 'PARAM_ERROR' | 'INVALID_REQUEST' | 'NO_AUTH' | 'SYSTEM_ERROR'

/** The pages print codes and numbers. The HTTP status of each code is inferred from other products. */
export const statusOf: Readonly<Record<Code, number>> = {
  PARAM_ERROR: 400,
  INVALID_REQUEST: 400,
  NO_AUTH: 403,
  SYSTEM_ERROR: 500,
}

/**
 * Why WeChat Pay refuses a call, one row for each documented number. The number is not in the body: it ends the
 * `Request-ID` of the response.
 */
export const causes: typeof planCauses & typeof couponCauses = { ...planCauses, ...couponCauses }

export type CauseNumber = keyof typeof causes

/** Whether a number is documented. */
export function isCause(number: number): number is CauseNumber {
  return Object.hasOwn(causes, number)
}

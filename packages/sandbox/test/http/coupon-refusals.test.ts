import { expect, it } from 'vitest'
import { type CouponReason, refuseCoupon } from '../../src/http/coupon-refusals.ts'

it.each<[CouponReason, number, string]>([
  ['noCoupon', 404, 'NOT_FOUND'],
  ['couponExists', 400, 'ALREADY_EXISTS'],
  ['numberUsed', 400, 'INVALID_REQUEST'],
  ['stockInBundle', 400, 'PARAM_ERROR'],
  ['notUsable', 403, 'NOT_ENOUGH'],
  ['beingModified', 409, 'ABORTED'],
  ['tooFrequent', 429, 'FREQUENCY_LIMITED'],
])('%s is a signed %i %s in one language', (reason, status, code) => {
  const refusal = refuseCoupon(reason)
  for (const language of ['zh', 'en'] as const) {
    const response = refusal.toResponse(language)
    const { message } = response.body as { message: string }
    expect(response).toEqual({ status, body: { code, message }, signed: true, cause: undefined })
    expect(/[\u4e00-\u9fff]/.test(message)).toBe(language === 'zh')
  }
})

import {
  checkFields,
  type FieldRules,
  type Fields,
  inCouponBody,
  optional,
  required,
} from '../../http/fields.ts'
import { requireAbsence, requirePresence } from '../../http/presence.ts'
import { oneOf } from '../../http/value-checks.ts'
import type { IdentityKind } from '../../identities/identity.ts'
import { requestNumber } from '../../plans/plan-fields.ts'
import { ofBrand } from './of-brand.ts'
import { couponCount } from './stock-fields.ts'

const count = optional(couponCount)

const fields: FieldRules = {
  out_request_no: required(requestNumber),
  update_mode: required(oneOf('MAX_COUNT', 'MAX_COUNT_PER_DAY')),
  current_max_count: count,
  target_max_count: count,
  current_max_count_per_day: count,
  target_max_count_per_day: count,
}

/** The two numbers of each mode, and the cause if one is missing. */
const modes = {
  MAX_COUNT: ['current_max_count', 'target_max_count', 268578651],
  MAX_COUNT_PER_DAY: ['current_max_count_per_day', 'target_max_count_per_day', 268578653],
} as const

/**
 * Checks the body that changes a budget: exactly the two numbers of the mode.
 *
 * @throws Refusal
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781561}
 */
export function checkBudget(body: Fields, kind: IdentityKind): void {
  checkFields(ofBrand(kind, fields), body, inCouponBody)
  const place = inCouponBody
  const when = `update_mode=${body.update_mode}`
  for (const [mode, [current, target, cause]] of Object.entries(modes)) {
    for (const name of [current, target]) {
      if (mode === body.update_mode) requirePresence(body, name, { when, place, cause })
      else requireAbsence(body, name, { when, place })
    }
  }
}

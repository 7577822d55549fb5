// Valid inputs of every endpoint, for properties.
import type { Endpoint } from '@wxdp/core'
import * as brand from '@wxdp/core/brand'
import * as partner from '@wxdp/core/partner'
import { echo } from '@wxdp/core/security'
import fc from 'fast-check'
import { platformSerial } from '../../../tools/fixtures/index.ts'

type AnyEndpoint = Endpoint<object, unknown>

/** All there are, in the order of the doors. */
export const endpoints = [
  ...Object.values(partner),
  ...Object.values(brand),
  echo,
] as unknown as readonly AnyEndpoint[]

const encrypted = fc.record({
  ciphertext: fc.base64String({ minLength: 4 }),
  serialNo: fc.constant(platformSerial),
})
const id = fc.stringMatching(/^[\w-]{1,32}$/)
const number = fc.stringMatching(/^[\w-]{6,40}$/)
const word = fc.string({ unit: fc.constantFrom(...'券满减 a"\\/&=?#%\u2028'), minLength: 1, maxLength: 9 })
const count = fc.integer({ min: 10_000, max: Number.MAX_SAFE_INTEGER })
const limit = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })
const start = fc.date({
  min: new Date('2026-01-01T00:00:00Z'),
  max: new Date('2090-01-01T00:00:00Z'),
  noInvalidDate: true,
})
const fiveDays = 5 * 86_400_000

const terms = fc.oneof(
  fc.constant({ reuse_coupon_config: true }),
  fc
    .record({ plan_name: word, total_count: count, user_limit: limit, daily_limit: limit, start })
    .map(({ start, ...rest }) => ({
      ...rest,
      reuse_coupon_config: false,
      delivery_start_time: start.toISOString(),
      delivery_end_time: new Date(start.getTime() + fiveDays).toISOString(),
    })),
)
const coupon = fc.oneof(
  fc.record({ stock_id: id }),
  fc.record({ stock_id: id, usage_mode: fc.constant('SINGLE') }),
  fc.record({ stock_bundle_id: id, usage_mode: fc.constant('PROGRESSIVE_BUNDLE') }),
)
const basics = fc.record(
  { out_request_no: number, product_coupon_id: id, recommend_word: word },
  { requiredKeys: ['out_request_no', 'product_coupon_id'] },
)
const create = (own: fc.Arbitrary<object>): fc.Arbitrary<object> =>
  fc.tuple(basics, coupon, terms, own).map((parts) => Object.assign({}, ...parts))

const filter = {
  page_size: fc.integer({ min: 1, max: 50 }),
  offset: fc.maxSafeNat(),
  plan_state: fc.constantFrom('CREATED', 'DELIVERING', 'SOMETHING_NEW'),
  audit_state: fc.constantFrom('AUDIT_PASSED', 'AUDIT_SOMETHING'),
  plan_id: id,
}
const changes = fc
  .record(
    {
      plan_name: word,
      delivery_end_time: start.map((time) => time.toISOString()),
      total_count: count,
      user_limit: limit,
      daily_limit: limit,
      recommend_word: word,
    },
    { requiredKeys: [] },
  )
  .filter((change) => Object.keys(change).length > 0)
const update = fc.record({ plan_id: id, out_request_no: number, modify_content: changes })
const planOnly = fc.record({ plan_id: id })
const url = fc
  .stringMatching(/^[a-z0-9]{1,20}(\/[a-z0-9]{1,20}){0,3}$/)
  .map((path) => `https://pay.example.com/${path}`)

const byEndpoint = new Map<unknown, fc.Arbitrary<object>>([
  [partner.createPlan, create(fc.record({ brand_id: id }))],
  [partner.listPlans, fc.record({ ...filter, brand_id: id }, { requiredKeys: ['brand_id'] })],
  [partner.setNotifyUrl, fc.record({ sp_mchid: fc.stringMatching(/^\d{1,32}$/), notify_url: url })],
  [partner.terminatePlan, planOnly],
  [partner.updatePlan, update],
  [brand.createPlan, create(fc.record({ save_as_draft: fc.boolean() }, { requiredKeys: [] }))],
  [brand.listPlans, fc.record(filter, { requiredKeys: [] })],
  [brand.pausePlan, planOnly],
  [brand.resumePlan, planOnly],
  [brand.setNotifyUrl, fc.record({ notify_url: url })],
  [brand.submitPlan, planOnly],
  [brand.terminatePlan, planOnly],
  [brand.updatePlan, update],
  [
    echo,
    fc.record(
      { echo_message: word, encrypted_echo_message: encrypted, notify_url: url },
      { requiredKeys: ['echo_message'] },
    ),
  ],
])

/** Each endpoint with what it takes. */
export const validInputs: readonly (readonly [AnyEndpoint, fc.Arbitrary<object>])[] = endpoints.flatMap(
  (endpoint) => {
    const input = byEndpoint.get(endpoint)
    return input ? [[endpoint, input] as const] : []
  },
)

/** Any endpoint and any input that it takes. */
export const validCall: fc.Arbitrary<readonly [AnyEndpoint, object]> = fc.oneof(
  ...validInputs.map(([endpoint, input]) => input.map((value) => [endpoint, value] as const)),
)

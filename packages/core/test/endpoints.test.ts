import { ApiError, CoreError, type Endpoint, fromResponse, toRequest } from '@wxdp/core'
import * as brand from '@wxdp/core/brand'
import * as partner from '@wxdp/core/partner'
import { echo } from '@wxdp/core/security'
import { couponExchanges } from '@wxdp-internal/fixtures/coupon-exchanges'
import { validCall } from '@wxdp-internal/fixtures/valid-inputs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EncryptedField } from '../src/contract/encrypted-field.ts'
import { endpoints } from './support/openapi-reader.ts'
import { change, plan_id, reused } from './support/plans.ts'
import { verifiedResponse } from './support/verified.ts'

const text = (body: Uint8Array): string => new TextDecoder().decode(body)
const P = '/v3/marketing/partner/delivery-plan'
const B = '/brand/marketing/delivery-plan'
const { brand_id, ...brandPlan } = reused
const url = { notify_url: 'https://pay.example.com/plans' }

/** What the page of an endpoint says. */
interface Page {
  /** Method and target of the request. */
  readonly sends: string
  /** Absent if the request has none. */
  readonly body?: object
  /** Calls a second and who shares them. Absent if the page says nothing. */
  readonly limit?: string
}

function row<Input extends object>(endpoint: Endpoint<Input, unknown>, input: Input, page: Page) {
  return { endpoint: endpoint as unknown as Endpoint<object, unknown>, input, page }
}

/** One row an endpoint: its input, and what the page says that is sent. */
const table = [
  row(partner.createPlan, reused, {
    sends: `POST ${P}/delivery-plans`,
    body: reused,
    limit: '100 per mchid',
  }),
  row(
    partner.listPlans,
    { brand_id, page_size: 50, offset: 0, audit_state: 'AUDIT_PASSED' },
    {
      sends: `GET ${P}/delivery-plans/120344/delivery-plans?page_size=50&offset=0&audit_state=AUDIT_PASSED`,
      limit: '100 per mchid',
    },
  ),
  row(partner.updatePlan, change, {
    sends: `PATCH ${P}/delivery-plans/${plan_id}`,
    body: { out_request_no: 'change-1', modify_content: { total_count: 20_000 } },
    limit: '100 per mchid',
  }),
  row(
    partner.terminatePlan,
    { plan_id },
    { sends: `POST ${P}/delivery-plans/${plan_id}/terminate`, limit: '100 per mchid' },
  ),
  row(
    partner.setNotifyUrl,
    { sp_mchid: '1900007291', ...url },
    { sends: `POST ${P}/1900007291/notify-url`, body: url, limit: '10 per mchid' },
  ),
  row(
    brand.createPlan,
    { ...brandPlan, save_as_draft: true },
    {
      sends: `POST ${B}/delivery-plans`,
      body: { ...brandPlan, save_as_draft: true },
      limit: '50 per brand_id',
    },
  ),
  row(
    brand.listPlans,
    { plan_state: 'DELIVERING', plan_id },
    { sends: `GET ${B}/delivery-plans?plan_state=DELIVERING&plan_id=${plan_id}`, limit: '100 per brand_id' },
  ),
  row(brand.updatePlan, change, {
    sends: `PATCH ${B}/delivery-plans/${plan_id}`,
    body: { out_request_no: 'change-1', modify_content: { total_count: 20_000 } },
    limit: '50 per brand_id',
  }),
  row(
    brand.submitPlan,
    { plan_id },
    { sends: `POST ${B}/delivery-plans/${plan_id}/submit`, limit: '50 per brand_id' },
  ),
  row(
    brand.resumePlan,
    { plan_id },
    { sends: `POST ${B}/delivery-plans/${plan_id}/resume`, limit: '50 per brand_id' },
  ),
  row(
    brand.pausePlan,
    { plan_id },
    { sends: `POST ${B}/delivery-plans/${plan_id}/pause`, limit: '50 per brand_id' },
  ),
  row(
    brand.terminatePlan,
    { plan_id },
    { sends: `POST ${B}/delivery-plans/${plan_id}/terminate`, limit: '50 per brand_id' },
  ),
  row(brand.setNotifyUrl, url, { sends: `POST ${B}/notify-url`, body: url, limit: '1 per brand_id' }),
  row(echo, { echo_message: '你好' }, { sends: 'POST /v3/security/echo', body: { echo_message: '你好' } }),
  // Of coupons, the fixtures have samples for both identities.
  ...couponExchanges.map(({ endpoint, input, sends, limit, body }) =>
    row(endpoint, input, { sends, limit, ...(body && { body }) }),
  ),
]

describe('every endpoint', () => {
  it('has a row in this table', () => {
    const known = new Set<unknown>(table.map(({ endpoint }) => endpoint))
    const missing = [...endpoints].filter(([, endpoint]) => !known.has(endpoint)).map(([name]) => name)
    expect(missing).toEqual([])
  })

  it.each(table)('$endpoint.name of $endpoint.caller is as its page says', ({ endpoint, input, page }) => {
    const { method, target, body } = toRequest(endpoint, input)
    expect(`${method} ${target}`).toBe(page.sends)
    expect(body.length > 0 ? JSON.parse(text(body)) : undefined).toEqual(page.body)
    const { limit } = endpoint
    expect(limit && `${limit.perSecond} per ${limit.per}`).toBe(page.limit)
  })
})

/** Any endpoint and any input that it takes; those of its row, if the fixtures have no others. */
const anyCall = fc.oneof(
  validCall,
  fc.constantFrom(...table.map(({ endpoint, input }) => [endpoint, input] as const)),
)
const anyEndpoint = fc.constantFrom(...table.map(({ endpoint }) => endpoint))

describe('any endpoint', () => {
  it('sends a valid input unchanged: path, query and body together hold all of it, and nothing else', () => {
    fc.assert(
      fc.property(anyCall, ([endpoint, input]) => {
        const { method, target, body } = toRequest(endpoint, input)
        expect(new URL(target, 'https://api.example').href).toBe(`https://api.example${target}`)
        const [pathname = '', search = ''] = target.split('?')
        const names = endpoint.path.split('/')
        const inPath = pathname.split('/').flatMap((segment, i): [string, string][] => {
          const name = names[i] as string
          if (name.startsWith('{')) return [[name.slice(1, -1), decodeURIComponent(segment)]]
          expect(segment).toBe(name)
          return []
        })
        const inQuery = [...new URLSearchParams(search)]
        const inBody = body.length > 0 ? Object.entries(JSON.parse(text(body)) as object) : []
        expect(method).toBe(endpoint.method)
        // A query holds strings only, so compare numbers in their written form.
        const written = (value: unknown): unknown =>
          method === 'GET' ? String(value) : ((value as Partial<EncryptedField>).ciphertext ?? value)
        expect(Object.fromEntries([...inPath, ...inQuery, ...inBody])).toEqual(
          Object.fromEntries(Object.entries(input).map(([name, value]) => [name, written(value)])),
        )
      }),
    )
  })

  it('accepts an input or refuses it with a CoreError', () => {
    fc.assert(
      fc.property(anyEndpoint, fc.anything(), (endpoint, anything) => {
        try {
          toRequest(endpoint, anything as object)
        } catch (error) {
          expect(error).toBeInstanceOf(CoreError)
        }
      }),
    )
  })

  it('throws nothing but a CoreError or an ApiError for any bytes of any status', () => {
    const status = fc.oneof(fc.constant(200), fc.integer({ min: 200, max: 599 }))
    fc.assert(
      fc.property(anyEndpoint, fc.uint8Array(), status, (endpoint, bytes, status) => {
        try {
          fromResponse(endpoint, verifiedResponse(bytes, status))
        } catch (error) {
          expect(error instanceof CoreError || error instanceof ApiError).toBe(true)
        }
      }),
    )
  })

  it('throws nothing but a CoreError for any verified JSON', () => {
    fc.assert(
      fc.property(anyEndpoint, fc.json(), (endpoint, json) => {
        try {
          fromResponse(endpoint, verifiedResponse(json))
        } catch (error) {
          expect(error).toBeInstanceOf(CoreError)
        }
      }),
    )
  })
})

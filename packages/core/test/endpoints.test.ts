import { ApiError, CoreError, type Endpoint, fromResponse, toRequest } from '@wxdp/core'
import * as brand from '@wxdp/core/brand'
import * as partner from '@wxdp/core/partner'
import { echo } from '@wxdp/core/security'
import { endpoints, validCall, validInputs } from '@wxdp-internal/fixtures/valid-inputs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EncryptedField } from '../src/contract/encrypted-field.ts'
import { change, plan_id, reused } from './support/plans.ts'
import { verifiedResponse } from './support/verified.ts'

const text = (body: Uint8Array): string => new TextDecoder().decode(body)
const P = '/v3/marketing/partner/delivery-plan'
const B = '/brand/marketing/delivery-plan'
const { brand_id, ...brandPlan } = reused
const url = { notify_url: 'https://pay.example.com/plans' }

describe('every endpoint', () => {
  it.each<[string, () => { method: string; target: string; body: Uint8Array }, string, string]>([
    [
      'partner.createPlan',
      () => toRequest(partner.createPlan, reused),
      `POST ${P}/delivery-plans`,
      JSON.stringify(reused),
    ],
    [
      'partner.listPlans',
      () => toRequest(partner.listPlans, { brand_id, page_size: 50, offset: 0, audit_state: 'AUDIT_PASSED' }),
      `GET ${P}/delivery-plans/120344/delivery-plans?page_size=50&offset=0&audit_state=AUDIT_PASSED`,
      '',
    ],
    [
      'partner.updatePlan',
      () => toRequest(partner.updatePlan, change),
      `PATCH ${P}/delivery-plans/${plan_id}`,
      '{"out_request_no":"change-1","modify_content":{"total_count":20000}}',
    ],
    [
      'partner.terminatePlan',
      () => toRequest(partner.terminatePlan, { plan_id }),
      `POST ${P}/delivery-plans/${plan_id}/terminate`,
      '',
    ],
    [
      'partner.setNotifyUrl',
      () => toRequest(partner.setNotifyUrl, { sp_mchid: '1900007291', ...url }),
      `POST ${P}/1900007291/notify-url`,
      JSON.stringify(url),
    ],
    [
      'brand.createPlan',
      () => toRequest(brand.createPlan, { ...brandPlan, save_as_draft: true }),
      `POST ${B}/delivery-plans`,
      JSON.stringify({ ...brandPlan, save_as_draft: true }),
    ],
    [
      'brand.listPlans',
      () => toRequest(brand.listPlans, { plan_state: 'DELIVERING', plan_id }),
      `GET ${B}/delivery-plans?plan_state=DELIVERING&plan_id=${plan_id}`,
      '',
    ],
    [
      'brand.updatePlan',
      () => toRequest(brand.updatePlan, change),
      `PATCH ${B}/delivery-plans/${plan_id}`,
      '{"out_request_no":"change-1","modify_content":{"total_count":20000}}',
    ],
    [
      'brand.submitPlan',
      () => toRequest(brand.submitPlan, { plan_id }),
      `POST ${B}/delivery-plans/${plan_id}/submit`,
      '',
    ],
    [
      'brand.resumePlan',
      () => toRequest(brand.resumePlan, { plan_id }),
      `POST ${B}/delivery-plans/${plan_id}/resume`,
      '',
    ],
    [
      'brand.pausePlan',
      () => toRequest(brand.pausePlan, { plan_id }),
      `POST ${B}/delivery-plans/${plan_id}/pause`,
      '',
    ],
    [
      'brand.terminatePlan',
      () => toRequest(brand.terminatePlan, { plan_id }),
      `POST ${B}/delivery-plans/${plan_id}/terminate`,
      '',
    ],
    [
      'brand.setNotifyUrl',
      () => toRequest(brand.setNotifyUrl, url),
      `POST ${B}/notify-url`,
      JSON.stringify(url),
    ],
    [
      'security.echo',
      () => toRequest(echo, { echo_message: '你好' }),
      'POST /v3/security/echo',
      '{"echo_message":"你好"}',
    ],
  ])('%s makes the request that its page documents', (_, make, line, body) => {
    const request = make()
    expect(`${request.method} ${request.target}`).toBe(line)
    expect(JSON.parse(text(request.body) || '""')).toEqual(JSON.parse(body || '""'))
  })
})

describe('the documented limits', () => {
  it('are those of every endpoint whose page is known, per merchant or per brand', () => {
    const limitsOf = (entryPoint: object) =>
      Object.fromEntries(
        Object.values(entryPoint as Record<string, Endpoint<never, unknown>>).map(({ name, limit }) => [
          name,
          limit && `${limit.perSecond} per ${limit.per}`,
        ]),
      )
    expect(limitsOf(partner)).toEqual({
      createPlan: '100 per mchid',
      listPlans: '100 per mchid',
      updatePlan: '100 per mchid',
      terminatePlan: '100 per mchid',
      setNotifyUrl: '10 per mchid',
    })
    expect(limitsOf(brand)).toEqual({
      createPlan: '50 per brand_id',
      listPlans: '100 per brand_id',
      updatePlan: '50 per brand_id',
      submitPlan: '50 per brand_id',
      resumePlan: '50 per brand_id',
      setNotifyUrl: '1 per brand_id',
      pausePlan: '50 per brand_id',
      terminatePlan: '50 per brand_id',
    })
    expect(echo.limit).toBeUndefined()
  })
})

describe('any endpoint', () => {
  it('sends a valid input unchanged: path, query and body together hold all of it, and nothing else', () => {
    fc.assert(
      fc.property(validCall, ([endpoint, input]) => {
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
      fc.property(fc.constantFrom(...endpoints), fc.anything(), (endpoint, anything) => {
        try {
          toRequest(endpoint, anything as object)
        } catch (error) {
          expect(error).toBeInstanceOf(CoreError)
        }
      }),
    )
  })

  it('has valid inputs in the fixtures', () => {
    expect(validInputs.map(([endpoint]) => endpoint)).toEqual(endpoints)
  })

  it('throws nothing but a CoreError or an ApiError for any bytes of any status', () => {
    const status = fc.oneof(fc.constant(200), fc.integer({ min: 200, max: 599 }))
    fc.assert(
      fc.property(fc.constantFrom(...endpoints), fc.uint8Array(), status, (endpoint, bytes, status) => {
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
      fc.property(fc.constantFrom(...endpoints), fc.json(), (endpoint, json) => {
        try {
          fromResponse(endpoint, verifiedResponse(json))
        } catch (error) {
          expect(error).toBeInstanceOf(CoreError)
        }
      }),
    )
  })
})

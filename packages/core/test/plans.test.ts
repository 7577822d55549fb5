import { ApiError, CoreError, type DeliveryPlan, type Endpoint, fromResponse, toRequest } from '@wxdp/core'
import * as brand from '@wxdp/core/brand'
import * as partner from '@wxdp/core/partner'
import { echo } from '@wxdp/core/security'
import { codeOf, utf8 } from '@wxdp-internal/fixtures'
import { endpoints, validCall, validInputs } from '@wxdp-internal/fixtures/valid-inputs'
import fc from 'fast-check'
import { describe, expect, expectTypeOf, it } from 'vitest'
import type { EncryptedField } from '../src/contract/encrypted-field.ts'
import type { VerifiedBytes } from '../src/contract/verified-bytes.ts'

const text = (body: Uint8Array): string => new TextDecoder().decode(body)
const plan_id = '12000000000000000000000000000001'
const reused = {
  out_request_no: 'create-20261124',
  brand_id: '120344',
  product_coupon_id: '1000000013',
  stock_id: '1000000013001',
  reuse_coupon_config: true,
} as const
const own = {
  ...reused,
  reuse_coupon_config: false,
  plan_name: '秋季摇一摇活动满减券投放',
  total_count: 10_000,
  user_limit: 1,
  daily_limit: 500,
  delivery_start_time: '2026-12-01T00:00:00+08:00',
  delivery_end_time: '2026-12-06T00:00:00+08:00',
} as const

function issuesOf(run: () => unknown): string[] {
  try {
    run()
  } catch (error) {
    if (error instanceof CoreError) return error.issues.map(({ path, rule }) => `${path} ${rule}`).sort()
    throw error
  }
  return []
}

const P = '/v3/marketing/partner/delivery-plan'
const B = '/brand/marketing/delivery-plan'
const { brand_id, ...brandPlan } = reused
const change = { plan_id, out_request_no: 'change-1', modify_content: { total_count: 20_000 } }
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
  it('stand on every endpoint whose page is known, per merchant or per brand', () => {
    const limitsOf = (door: object) =>
      Object.fromEntries(
        Object.values(door as Record<string, Endpoint<never, unknown>>).map(({ name, limit }) => [
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
      pausePlan: undefined,
      terminatePlan: undefined,
    })
    expect(echo.limit).toBeUndefined()
  })
})

describe('createPlan', () => {
  const create = (input: object) => () => toRequest(partner.createPlan, input as partner.CreatePlanInput)

  it('takes a plan on its own terms, and one of several uses', () => {
    expect(issuesOf(create(own))).toEqual([])
    const { stock_id: _, ...bundled } = reused
    expect(issuesOf(create({ ...bundled, usage_mode: 'PROGRESSIVE_BUNDLE', stock_bundle_id: '7' }))).toEqual(
      [],
    )
    expect(issuesOf(create({ ...own, usage_mode: 'SINGLE', recommend_word: '满一百减二十元券' }))).toEqual([])
  })

  it.each<[string, object, string[]]>([
    ['no batch', { ...reused, stock_id: undefined }, ['/stock_id required']],
    [
      'a group of batches for a single coupon',
      { ...reused, stock_bundle_id: '7' },
      ['/stock_bundle_id forbidden'],
    ],
    [
      'a batch for a bundle',
      { ...reused, usage_mode: 'PROGRESSIVE_BUNDLE' },
      ['/stock_bundle_id required', '/stock_id forbidden'],
    ],
    ['an unknown mode', { ...reused, usage_mode: 'DOUBLE' }, ['/usage_mode picklist']],
    [
      'terms of its own beside the coupon’s',
      { ...reused, plan_name: 'x', user_limit: 1 },
      ['/plan_name forbidden', '/user_limit forbidden'],
    ],
    [
      'no terms of its own',
      { ...reused, reuse_coupon_config: false },
      [
        '/daily_limit required',
        '/delivery_end_time required',
        '/delivery_start_time required',
        '/plan_name required',
        '/total_count required',
        '/user_limit required',
      ],
    ],
    [
      'no word on whose terms',
      { ...reused, reuse_coupon_config: undefined },
      ['/reuse_coupon_config boolean'],
    ],
    ['a number of 5 characters', { ...reused, out_request_no: '12345' }, ['/out_request_no regex']],
    ['a number of 41 characters', { ...reused, out_request_no: 'x'.repeat(41) }, ['/out_request_no regex']],
    ['a number in Chinese', { ...reused, out_request_no: '请求一二三四' }, ['/out_request_no regex']],
    ['an empty id', { ...reused, product_coupon_id: '' }, ['/product_coupon_id min_bytes']],
    ['an id of 41 bytes', { ...reused, stock_id: 'x'.repeat(41) }, ['/stock_id max_bytes']],
    ['a name of 13 Chinese characters', { ...own, plan_name: '券'.repeat(13) }, ['/plan_name max_bytes']],
    ['9,999 coupons', { ...own, total_count: 9999 }, ['/total_count min_value']],
    ['half a coupon', { ...own, total_count: 10_000.5 }, ['/total_count safe_integer']],
    ['a counter beyond 2^53', { ...own, total_count: 2 ** 53 }, ['/total_count safe_integer']],
    ['a limit of 0', { ...own, user_limit: 0 }, ['/user_limit min_value']],
    [
      'a tag of 10 Chinese characters',
      { ...reused, recommend_word: '十'.repeat(10) },
      ['/recommend_word max_bytes', '/recommend_word max_width'],
    ],
    [
      'a tag of 19 Latin characters',
      { ...reused, recommend_word: 'x'.repeat(19) },
      ['/recommend_word max_width'],
    ],
    [
      'a time without zone',
      { ...own, delivery_start_time: '2026-12-01T00:00:00' },
      ['/delivery_start_time rfc3339'],
    ],
    [
      'a day that the calendar lacks',
      { ...own, delivery_end_time: '2027-02-29T00:00:00Z' },
      ['/delivery_end_time rfc3339'],
    ],
    [
      'an end before the start',
      { ...own, delivery_end_time: '2026-11-30T00:00:00Z' },
      ['/delivery_end_time start_before_end'],
    ],
    [
      'a second less than five days',
      { ...own, delivery_end_time: '2026-12-05T23:59:59+08:00' },
      ['/delivery_end_time min_days'],
    ],
    ['an emoji', { ...own, plan_name: '🎁' }, ['/plan_name bmp']],
    ['null', { ...own, plan_name: null }, ['/plan_name string']],
    ['a field that is none', { ...reused, brandId: '1' }, ['/brandId unknown_field']],
    [
      'nothing',
      {},
      [
        '/brand_id required',
        '/out_request_no required',
        '/product_coupon_id required',
        '/reuse_coupon_config required',
        '/stock_id required',
      ],
    ],
  ])('refuses %s', (_, input, issues) => {
    expect(issuesOf(create(input))).toEqual(issues)
  })

  it('names the page, what was found and what is wanted', () => {
    try {
      create({ ...own, total_count: 1 })()
      expect.unreachable()
    } catch (error) {
      expect((error as CoreError).issues).toEqual([
        {
          path: '/total_count',
          rule: 'min_value',
          message: 'Expected at least 10,000 coupons; found 1.',
          expected: '>=10000',
          found: '1',
          page: 'https://pay.weixin.qq.com/doc/v3/partner/4016184554',
        },
      ])
    }
  })

  it('does not compile with fields that exclude each other', () => {
    const send = (_: partner.CreatePlanInput): void => {}
    send(own)
    // @ts-expect-error a bundle has no batch
    send({ ...reused, usage_mode: 'PROGRESSIVE_BUNDLE' })
    // @ts-expect-error a single coupon has no group of batches
    send({ ...reused, stock_bundle_id: '7' })
    // @ts-expect-error terms of its own must be complete
    send({ ...reused, reuse_coupon_config: false })
    // @ts-expect-error the coupon's terms leave no room for others
    send({ ...reused, plan_name: 'x' })
    // @ts-expect-error only a brand keeps drafts
    send({ ...reused, save_as_draft: true })
    // @ts-expect-error usage_mode is a closed list
    send({ ...reused, usage_mode: 'DOUBLE' })
    expectTypeOf<partner.CreatePlanInput['brand_id']>().toEqualTypeOf<string>()
  })
})

describe('listPlans', () => {
  const list = (input: brand.ListPlansInput) => () => toRequest(brand.listPlans, input)
  const messageOf = (run: () => unknown): string => {
    try {
      run()
    } catch (error) {
      return (error as CoreError).issues.map(({ message }) => message).join()
    }
    return ''
  }

  it.each(['CREATED', 'DELIVERING', 'PAUSED', 'TERMINATED', 'EXPIRED'] as const)(
    'takes the filter plan_state %s',
    (plan_state) => {
      expect(issuesOf(list({ plan_state }))).toEqual([])
    },
  )

  it.each(['AUDIT_INITIAL', 'AUDIT_PROCESSING', 'AUDIT_PASSED', 'AUDIT_REJECTED'] as const)(
    'takes the filter audit_state %s',
    (audit_state) => {
      expect(issuesOf(list({ audit_state }))).toEqual([])
    },
  )

  it('neither compiles nor runs with a state that does not exist, and lists those that do', () => {
    // @ts-expect-error a typing error in a plan state
    expect(messageOf(list({ plan_state: 'DELIVERNG' }))).toBe(
      'Expected one of CREATED, DELIVERING, PAUSED, TERMINATED, EXPIRED; found "DELIVERNG".',
    )
    // @ts-expect-error an audit state as notifications write it
    expect(messageOf(list({ audit_state: 'PASSED' }))).toBe(
      'Expected one of AUDIT_INITIAL, AUDIT_PROCESSING, AUDIT_PASSED, AUDIT_REJECTED; found "PASSED".',
    )
    expectTypeOf<brand.ListPlansOutput['plan_list']>().toEqualTypeOf<readonly DeliveryPlan[] | undefined>()
    expectTypeOf<string>().toExtend<DeliveryPlan['plan_state']>()
    expectTypeOf<string>().toExtend<DeliveryPlan['usage_mode']>()
  })
})

describe('updatePlan, listPlans and the rest', () => {
  it.each<[string, Endpoint<unknown, unknown>, object, string[]]>([
    ['no change', partner.updatePlan, { ...change, modify_content: {} }, ['/modify_content no_change']],
    [
      'a change of undefined',
      partner.updatePlan,
      { ...change, modify_content: { plan_name: undefined } },
      ['/modify_content no_change'],
    ],
    [
      'a change of the start',
      partner.updatePlan,
      { ...change, modify_content: { delivery_start_time: '2026-12-01T00:00:00Z' } },
      ['/modify_content/delivery_start_time unknown_field'],
    ],
    [
      'an end that is no time',
      brand.updatePlan,
      { ...change, modify_content: { delivery_end_time: 'soon' } },
      ['/modify_content/delivery_end_time rfc3339'],
    ],
    [
      'content that is no object',
      partner.updatePlan,
      { ...change, modify_content: 'x' },
      ['/modify_content object'],
    ],
    ['a plan that leads elsewhere', partner.terminatePlan, { plan_id: '../x' }, ['/plan_id regex']],
    ['no plan', brand.submitPlan, { plan_id: '' }, ['/plan_id regex']],
    ['a page of none', partner.listPlans, { brand_id, page_size: 0 }, ['/page_size min_value']],
    ['a page of 51', partner.listPlans, { brand_id, page_size: 51 }, ['/page_size max_value']],
    ['a page of text', brand.listPlans, { page_size: '10' }, ['/page_size number']],
    ['a negative offset', brand.listPlans, { offset: -1 }, ['/offset min_value']],
    [
      'the former spelling of a state',
      brand.listPlans,
      { plan_state: 'PLAN_PAUSED' },
      ['/plan_state picklist'],
    ],
    [
      'an audit state as notifications spell it',
      brand.listPlans,
      { audit_state: 'PASSED' },
      ['/audit_state picklist'],
    ],
    ['a brand that leads elsewhere', partner.listPlans, { brand_id: 'a/b' }, ['/brand_id regex']],
    [
      'a callback URL on loopback',
      brand.setNotifyUrl,
      { notify_url: 'http://127.0.0.1/x' },
      ['/notify_url public_host'],
    ],
    ['an empty echo', echo, { echo_message: '' }, ['/echo_message min_bytes']],
    [
      'an echo to no path',
      echo,
      { echo_message: 'x', notify_url: 'https://pay.example.com' },
      ['/notify_url path_required'],
    ],
  ])('refuse %s', (_, endpoint, input, issues) => {
    expect(issuesOf(() => toRequest(endpoint, input))).toEqual(issues)
  })
})

const reply = (body: string, status = 200) =>
  ({ status, headers: new Headers(), verified: true, body: utf8(body) as VerifiedBytes }) as const
const plan = {
  plan_id,
  plan_name: 'n',
  plan_state: 'SOMETHING_NEW',
  delivery_start_time: '2026-12-01T00:00:00+08:00',
  delivery_end_time: '2026-12-06T00:00:00+08:00',
  product_coupon_id: 'c',
  usage_mode: 'TRIPLE',
  brand_id: 'b',
  total_count: 10_000,
  reuse_coupon_config: false,
  a_new_field: { x: 1 },
}

describe('answers', () => {
  it('keep new fields and new values as they came', () => {
    expect(fromResponse(partner.createPlan, reply(JSON.stringify({ plan, more: 1 })))).toEqual({
      plan,
      more: 1,
    })
    expect(
      fromResponse(partner.listPlans, reply(JSON.stringify({ total_count: 1, plan_list: [plan] }))),
    ).toEqual({
      total_count: 1,
      plan_list: [plan],
    })
  })

  it('of a list may lack it where nothing matches', () => {
    const { total_count, plan_list } = fromResponse(brand.listPlans, reply('{"total_count":0}'))
    expect([total_count, plan_list]).toEqual([0, undefined])
  })

  it('with a counter that has no exact form are refused, never rounded', async () => {
    const body = JSON.stringify({ plan }).replace('10000', '9007199254740993')
    expect(await codeOf(() => fromResponse(partner.updatePlan, reply(body)))).toBe('CORE_RESPONSE_INVALID')
  })

  it('that are not documented may hold a plan or nothing', () => {
    expect(fromResponse(brand.pausePlan, reply('', 204))).toBeUndefined()
    expect(fromResponse(brand.submitPlan, reply(''))).toBeUndefined()
    expect(fromResponse(brand.resumePlan, reply('{}'))).toEqual({})
    expect(fromResponse(brand.terminatePlan, reply(JSON.stringify({ plan })))?.plan?.plan_id).toBe(plan_id)
    expect(fromResponse(partner.terminatePlan, reply('', 204))).toBeUndefined()
  })

  it('without a plan where one is documented are refused', async () => {
    for (const body of ['', '{}', '{"plan":null}']) {
      expect(await codeOf(() => fromResponse(partner.createPlan, reply(body)))).toBe('CORE_RESPONSE_INVALID')
    }
  })
})

describe('properties', () => {
  it('any valid input is sent as it is: path, query and body together say what was given, and nothing else', () => {
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
        // A query has no numbers: they are compared as they are written.
        const written = (value: unknown): unknown =>
          method === 'GET' ? String(value) : ((value as Partial<EncryptedField>).ciphertext ?? value)
        expect(Object.fromEntries([...inPath, ...inQuery, ...inBody])).toEqual(
          Object.fromEntries(Object.entries(input).map(([name, value]) => [name, written(value)])),
        )
      }),
    )
  })

  it('any input at all is taken or refused with a CoreError', () => {
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

  it('has valid inputs for every endpoint', () => {
    expect(validInputs.map(([endpoint]) => endpoint)).toEqual(endpoints)
  })

  it('any bytes at all are an answer or one of our errors', () => {
    const status = fc.oneof(fc.constant(200), fc.integer({ min: 200, max: 599 }))
    fc.assert(
      fc.property(fc.constantFrom(...endpoints), fc.uint8Array(), status, (endpoint, bytes, status) => {
        try {
          fromResponse(endpoint, { ...reply('', status), body: bytes as VerifiedBytes })
        } catch (error) {
          expect(error instanceof CoreError || error instanceof ApiError).toBe(true)
        }
      }),
    )
  })

  it('any JSON at all is an answer or a CoreError', () => {
    fc.assert(
      fc.property(fc.constantFrom(...endpoints), fc.json(), (endpoint, json) => {
        try {
          fromResponse(endpoint, reply(json))
        } catch (error) {
          expect(error).toBeInstanceOf(CoreError)
        }
      }),
    )
  })
})

import { checkInput, toRequest } from '@wxdp/core'
import { type CreatePlanInput, createPlan } from '@wxdp/core/partner'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { issuesOf, thrownIssues } from '../support/issues-of.ts'
import { own, reused } from '../support/plans.ts'

describe('createPlan', () => {
  const create = (input: object) => () => toRequest(createPlan, input as CreatePlanInput)

  it('accepts own terms, and a coupon of several uses', () => {
    expect(issuesOf(create(own))).toEqual([])
    const { stock_id: _, ...bundled } = own
    expect(issuesOf(create({ ...bundled, usage_mode: 'PROGRESSIVE_BUNDLE', stock_bundle_id: '7' }))).toEqual(
      [],
    )
    expect(issuesOf(create({ ...own, usage_mode: 'SINGLE', recommend_word: '满一百减二十元券' }))).toEqual([])
  })

  it.each<[string, object, string[]]>([
    ['a missing batch', { ...reused, stock_id: undefined }, ['/stock_id required']],
    [
      'a group of batches for a single coupon',
      { ...reused, stock_bundle_id: '7' },
      ['/stock_bundle_id forbidden'],
    ],
    [
      'a batch for a bundle',
      { ...own, usage_mode: 'PROGRESSIVE_BUNDLE' },
      ['/stock_bundle_id required', '/stock_id forbidden'],
    ],
    [
      'a bundle that reuses the configuration of its coupon',
      { ...reused, stock_id: undefined, usage_mode: 'PROGRESSIVE_BUNDLE', stock_bundle_id: '7' },
      ['/reuse_coupon_config own_terms'],
    ],
    ['an unknown mode', { ...reused, usage_mode: 'DOUBLE' }, ['/usage_mode picklist']],
    [
      'own terms besides reused ones',
      { ...reused, plan_name: 'x', user_limit: 1 },
      ['/plan_name forbidden', '/user_limit forbidden'],
    ],
    [
      'missing own terms',
      { ...reused, reuse_coupon_config: false },
      [
        '/daily_limit required',
        '/delivery_end_time required',
        '/delivery_start_time required',
        '/plan_name required',
        '/total_count required',
      ],
    ],
    [
      'a missing reuse_coupon_config',
      { ...reused, reuse_coupon_config: undefined },
      ['/reuse_coupon_config boolean'],
    ],
    ['a number of 5 characters', { ...reused, out_request_no: '12345' }, ['/out_request_no regex']],
    ['a number of 41 characters', { ...reused, out_request_no: 'x'.repeat(41) }, ['/out_request_no regex']],
    ['a number in Chinese', { ...reused, out_request_no: '请求一二三四' }, ['/out_request_no regex']],
    ['an empty id', { ...reused, product_coupon_id: '' }, ['/product_coupon_id min_bytes']],
    ['an id of 41 bytes', { ...reused, stock_id: 'x'.repeat(41) }, ['/stock_id max_bytes']],
    ['a name of 13 Chinese characters', { ...own, plan_name: '券'.repeat(13) }, ['/plan_name max_width']],
    ['a name of 25 Latin characters', { ...own, plan_name: 'x'.repeat(25) }, ['/plan_name max_width']],
    ['9,999 coupons', { ...own, total_count: 9999 }, ['/total_count min_value']],
    ['half a coupon', { ...own, total_count: 10_000.5 }, ['/total_count safe_integer']],
    ['a counter beyond 2^53', { ...own, total_count: 2 ** 53 }, ['/total_count safe_integer']],
    ['a limit of 0', { ...own, user_limit: 0 }, ['/user_limit min_value']],
    [
      'a tag of 10 Chinese characters',
      { ...reused, recommend_word: '十'.repeat(10) },
      ['/recommend_word max_width'],
    ],
    [
      'a tag of 19 Latin characters',
      { ...reused, recommend_word: 'x'.repeat(19) },
      ['/recommend_word max_width'],
    ],
    [
      'a time without a zone',
      { ...own, delivery_start_time: '2026-12-01T00:00:00' },
      ['/delivery_start_time rfc3339'],
    ],
    [
      'a day that does not exist',
      { ...own, delivery_end_time: '2027-02-29T00:00:00Z' },
      ['/delivery_end_time rfc3339'],
    ],
    [
      'an end before the start',
      { ...own, delivery_end_time: '2026-11-30T00:00:00Z' },
      ['/delivery_end_time start_before_end'],
    ],
    ['a day', { ...own, delivery_end_time: '2026-12-02T00:00:00+08:00' }, ['/delivery_end_time min_days']],
    ['an emoji', { ...own, plan_name: '🎁' }, ['/plan_name bmp']],
    ['null', { ...own, plan_name: null }, ['/plan_name string']],
    ['an unknown field', { ...reused, brandId: '1' }, ['/brandId unknown_field']],
    [
      'an empty input',
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
    expect(issuesOf(create(input)).sort()).toEqual(issues)
  })

  it('reports what was found, what was expected, and the page', () => {
    expect(thrownIssues(create({ ...own, total_count: 1 }))).toEqual([
      {
        path: '/total_count',
        rule: 'min_value',
        message: 'Expected at least 10,000 coupons; found 1.',
        expected: '>=10000',
        found: '1',
        page: 'https://pay.weixin.qq.com/doc/v3/partner/4016184554',
      },
    ])
  })

  it('warns of what the server accepts and the guide does not advise, and sends it all the same', () => {
    const { user_limit: _, ...rest } = own
    const short = { ...rest, delivery_end_time: '2026-12-05T23:59:59+08:00' }
    expect(issuesOf(create(short))).toEqual([])
    expect(checkInput(createPlan, short)).toEqual([
      {
        path: '/user_limit',
        rule: 'advised',
        message: 'Without it there is no limit per user, and none can be added later.',
        severity: 'warning',
        page: createPlan.page,
      },
      {
        path: '/delivery_end_time',
        rule: 'advised_days',
        message: "WeChat Pay's guide asks for at least 5 days between start and end; found 4.99.",
        expected: '>=5',
        found: '4.99',
        severity: 'warning',
        page: createPlan.page,
      },
    ])
    expect(checkInput(createPlan, own)).toEqual([])
  })

  it('does not block a start that is now or that of the batch', () => {
    const start = new Date()
    const end = new Date(start.getTime() + 10 * 86_400_000)
    const times = { delivery_start_time: start.toISOString(), delivery_end_time: end.toISOString() }
    expect(checkInput(createPlan, { ...own, ...times })).toEqual([])
  })

  it('does not compile with fields that exclude each other', () => {
    const send = (_: CreatePlanInput): void => {}
    send(own)
    const { user_limit: _, ...withoutLimit } = own
    send(withoutLimit)
    const { stock_id: __, ...bundle } = reused
    // @ts-expect-error a bundle cannot reuse the configuration of its coupon
    send({ ...bundle, usage_mode: 'PROGRESSIVE_BUNDLE', stock_bundle_id: '7' })
    const { daily_limit: ___, ...unlimited } = own
    // @ts-expect-error own terms have a limit per day
    send(unlimited)
    // @ts-expect-error a bundle does not have a batch
    send({ ...own, usage_mode: 'PROGRESSIVE_BUNDLE' })
    // @ts-expect-error a single coupon does not have a group of batches
    send({ ...reused, stock_bundle_id: '7' })
    // @ts-expect-error own terms must be complete
    send({ ...reused, reuse_coupon_config: false })
    // @ts-expect-error reused terms exclude own ones
    send({ ...reused, plan_name: 'x' })
    // @ts-expect-error only a brand can save a draft
    send({ ...reused, save_as_draft: true })
    // @ts-expect-error usage_mode is a closed list
    send({ ...reused, usage_mode: 'DOUBLE' })
    expectTypeOf<CreatePlanInput['brand_id']>().toEqualTypeOf<string>()
  })
})

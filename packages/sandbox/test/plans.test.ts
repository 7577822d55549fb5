import { createSigner, openResource } from '@wxdp/auth'
import type { DeliveryPlan, PlanChange } from '@wxdp/core'
import {
  type CallbackDelivery,
  createSandbox,
  createSandboxFor,
  type OwnKeySandbox,
  type SandboxHandlerSettings,
  type SandboxOptions,
} from '@wxdp/sandbox'
import { keys, utf8 } from '@wxdp-internal/fixtures'
import { describe, expect, it } from 'vitest'

import { type Ask, askWith, callerOf, fault, paths } from './caller.ts'

const start = Date.parse('2026-11-24T00:00:00Z')
const day = 86_400_000
const iso = (days: number): string => new Date(start + days * day).toISOString()

interface Stage {
  readonly box: OwnKeySandbox
  readonly partner: Ask
  readonly brand: Ask
  /** Sets the service provider's callback URL: without one, `control` takes no step. */
  readonly setUrl: () => Promise<void>
  /** Turns the sandbox's clock on, in milliseconds. */
  readonly wait: (ms: number) => void
}

const { mchid, serialNo, publicKey } = keys.merchant

/** A sandbox at a time of its own, both callers, and callback URLs that answer 204. */
async function stage(options: SandboxOptions = {}): Promise<Stage> {
  let time = start
  const now = (): number => time
  const deliver = async (): Promise<Response> => new Response(null, { status: 204 })
  const merchant = { mchid, serialNo, publicKey }
  const box = await createSandboxFor({ merchant }, { now, deliver, ...options })
  // Its keys take a moment, and most tests do without.
  let brand: Promise<Ask> | undefined
  const partner = await callerOf(box, 'partner')
  return {
    box,
    partner,
    async setUrl() {
      const target = `${paths.partner}/${box.credentials.mchid}/notify-url`
      expect((await partner('POST', target, { notify_url: 'https://pay.example.com/plans' })).status).toBe(
        200,
      )
    },
    async brand(...call) {
      brand ??= callerOf(box, 'brand')
      return (await brand)(...call)
    },
    wait: (ms) => {
      time += ms
    },
  }
}

const reused = {
  out_request_no: 'create-1',
  brand_id: '120344',
  product_coupon_id: '1000000013',
  stock_id: '1000000013001',
  reuse_coupon_config: true,
} as const
const own = {
  ...reused,
  reuse_coupon_config: false,
  plan_name: '秋季满减券',
  total_count: 20_000,
  user_limit: 2,
  daily_limit: 500,
  delivery_start_time: iso(1),
  delivery_end_time: iso(31),
} as const
const { brand_id: _, ...ofBrand } = own

const plans = `${paths.partner}/delivery-plans`
const brandPlans = `${paths.brand}/delivery-plans`

async function createPlan(ask: Ask, body: object = own, target = plans): Promise<DeliveryPlan> {
  const answer = await ask('POST', target, body)
  expect([answer.status, answer.body.code]).toEqual([200, undefined])
  return answer.body.plan as DeliveryPlan
}

async function stateOf(
  ask: Ask,
  planId: string,
  target = `${plans}/120344/delivery-plans`,
): Promise<unknown> {
  const { body } = await ask('GET', `${target}?plan_id=${planId}`)
  return (body.plan_list as DeliveryPlan[] | undefined)?.[0]?.plan_state
}

/** What deliveries said, opened with the receiver's own keys. */
async function changesIn(
  deliveries: readonly CallbackDelivery[],
  { verifier, apiV3Key }: SandboxHandlerSettings,
): Promise<PlanChange[]> {
  return Promise.all(
    deliveries
      .filter(({ kind }) => kind === 'notification')
      .map(async ({ request }) => {
        const { body } = await verifier.verify({ headers: request.headers, body: utf8(request.body) })
        const { resource } = JSON.parse(new TextDecoder().decode(body))
        return JSON.parse(new TextDecoder().decode(await openResource(apiV3Key, resource)))
      }),
  )
}

describe('creation', () => {
  it('answers the plan: its own terms, or those of the coupon', async () => {
    const { partner } = await stage()
    const { out_request_no: _, ...terms } = own
    expect(await createPlan(partner)).toEqual({
      ...terms,
      plan_id: '12000000000000000000000000000001',
      plan_state: 'CREATED',
      usage_mode: 'SINGLE',
    })
    const { stock_id: __, ...bundle } = reused
    const second = {
      ...bundle,
      out_request_no: 'create-2',
      usage_mode: 'PROGRESSIVE_BUNDLE',
      stock_bundle_id: '7',
    }
    expect(await createPlan(partner, second)).toMatchObject({
      plan_name: '满100元减10元',
      total_count: 1_000_000,
      user_limit: 10,
      daily_limit: 100_000,
      delivery_start_time: iso(0),
      delivery_end_time: iso(364),
      stock_bundle_id: '7',
    })
  })

  it.each<[string, object, string]>([
    ['no request number', { out_request_no: undefined }, '400 PARAM_ERROR /out_request_no'],
    ['a short request number', { out_request_no: '12345' }, '400 PARAM_ERROR /out_request_no'],
    ['no coupon', { product_coupon_id: undefined }, '400 PARAM_ERROR /product_coupon_id'],
    ['an id of 41 bytes', { stock_id: 'x'.repeat(41) }, '400 PARAM_ERROR /stock_id'],
    ['an id that is a number', { stock_id: 1 }, '400 PARAM_ERROR /stock_id'],
    ['no batch', { stock_id: undefined }, '400 PARAM_ERROR /stock_id'],
    ['a group of batches too many', { stock_bundle_id: '7' }, '400 PARAM_ERROR /stock_bundle_id'],
    [
      'a batch for a bundle',
      { usage_mode: 'PROGRESSIVE_BUNDLE', stock_bundle_id: '7' },
      '400 PARAM_ERROR /stock_id',
    ],
    ['an unknown mode', { usage_mode: 'DOUBLE' }, '400 PARAM_ERROR /usage_mode'],
    ['no word on whose terms', { reuse_coupon_config: undefined }, '400 PARAM_ERROR /reuse_coupon_config'],
    ['a flag that is text', { reuse_coupon_config: 'true' }, '400 PARAM_ERROR /reuse_coupon_config'],
    ['terms of its own beside the coupon’s', { reuse_coupon_config: true }, '400 PARAM_ERROR /plan_name'],
    ['a name of 37 bytes', { plan_name: `${'券'.repeat(12)}x` }, '400 PARAM_ERROR /plan_name'],
    ['9,999 coupons', { total_count: 9999 }, '400 PARAM_ERROR /total_count'],
    ['more coupons than the batch has', { total_count: 1_000_001 }, '400 INVALID_REQUEST /total_count'],
    ['a higher limit than the batch has', { user_limit: 11 }, '400 INVALID_REQUEST /user_limit'],
    ['a higher limit a day', { daily_limit: 100_001 }, '400 INVALID_REQUEST /daily_limit'],
    ['a start that has passed', { delivery_start_time: iso(-1) }, '400 PARAM_ERROR /delivery_start_time'],
    ['four days', { delivery_end_time: iso(5) }, '400 PARAM_ERROR /delivery_end_time'],
    [
      'an end that the batch does not reach',
      { delivery_end_time: iso(365) },
      '400 INVALID_REQUEST /delivery_end_time',
    ],
    [
      'a time without zone',
      { delivery_start_time: '2026-12-01T00:00:00' },
      '400 PARAM_ERROR /delivery_start_time',
    ],
    [
      'a day that the calendar lacks',
      { delivery_end_time: '2027-02-29T00:00:00Z' },
      '400 PARAM_ERROR /delivery_end_time',
    ],
    [
      'an hour that no day has',
      { delivery_end_time: '2026-12-31T24:00:00Z' },
      '400 PARAM_ERROR /delivery_end_time',
    ],
    ['a tag of 28 bytes', { recommend_word: '券'.repeat(10) }, '400 PARAM_ERROR /recommend_word'],
    ['a tag that is too wide', { recommend_word: 'x'.repeat(19) }, '400 PARAM_ERROR /recommend_word'],
    ['an emoji', { plan_name: '🎁' }, '400 PARAM_ERROR /plan_name'],
    ['null', { recommend_word: null }, '400 PARAM_ERROR /recommend_word'],
    ['a field that is none', { save_as_draft: true }, '400 PARAM_ERROR /save_as_draft'],
    ['a brand that has authorised nobody', { brand_id: '9' }, '403 NO_AUTH'],
  ])('refuses %s', async (_, change, expected) => {
    const { partner } = await stage()
    expect(fault(await partner('POST', plans, { ...own, ...change }))).toBe(expected)
  })

  it('refuses what is nested too deep, and no list', async () => {
    const { partner } = await stage()
    expect(fault(await partner('POST', plans, `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`))).toBe(
      '400 INVALID_REQUEST',
    )
  })

  it('refuses to reuse a coupon that is too small, and a start before its batch', async () => {
    const small = await stage({ coupon: { max_count: 9_999 } })
    expect(fault(await small.partner('POST', plans, reused))).toBe('400 INVALID_REQUEST')
    const late = await stage({ coupon: { available_begin_time: iso(2) } })
    expect(fault(await late.partner('POST', plans, own))).toBe('400 INVALID_REQUEST /delivery_start_time')
  })

  it('keeps the days in reserve that a received coupon needs', async () => {
    const { partner } = await stage({ coupon: { wait_days_after_receive: 1, available_days: 30 } })
    const ends = (days: number) => ({ ...own, delivery_end_time: iso(days) })
    expect(fault(await partner('POST', plans, ends(333.1)))).toBe('400 INVALID_REQUEST /delivery_end_time')
    expect((await createPlan(partner, ends(333))).delivery_end_time).toBe(iso(333))
  })

  it('answers an exact repeat as before, and refuses the number for anything else', async () => {
    const { partner } = await stage()
    const first = await createPlan(partner)
    expect(await createPlan(partner)).toEqual(first)
    expect(fault(await partner('POST', plans, { ...own, total_count: 30_000 }))).toBe(
      '400 ALREADY_EXISTS /out_request_no',
    )
    const update = { out_request_no: own.out_request_no, modify_content: { total_count: 30_000 } }
    expect(fault(await partner('PATCH', `${plans}/${first.plan_id}`, update))).toBe(
      '400 ALREADY_EXISTS /out_request_no',
    )
  })

  it('of a refused plan leaves its number free', async () => {
    const { partner } = await stage()
    await partner('POST', plans, { ...own, total_count: 1_000_001 })
    expect((await createPlan(partner)).plan_state).toBe('CREATED')
  })
})

describe('the list', () => {
  it('comes in pages, filtered, without a list where nothing matches', async () => {
    const { partner, box, setUrl } = await stage()
    await setUrl()
    for (const n of [1, 2, 3]) await createPlan(partner, { ...own, out_request_no: `create-${n}` })
    await box.control.approve('12000000000000000000000000000002')
    const list = async (query: string) => {
      const { body } = await partner('GET', `${plans}/120344/delivery-plans${query}`)
      const ids = (body.plan_list as DeliveryPlan[] | undefined)?.map(({ plan_id }) =>
        Number(plan_id.slice(-2)),
      )
      return [body.total_count, ids]
    }
    expect(await list('')).toEqual([3, [1, 2, 3]])
    expect(await list('?page_size=2')).toEqual([3, [1, 2]])
    expect(await list('?page_size=2&offset=2')).toEqual([3, [3]])
    expect(await list('?offset=3')).toEqual([3, undefined])
    expect(await list('?plan_state=DELIVERING')).toEqual([1, [2]])
    expect(await list('?audit_state=AUDIT_PROCESSING')).toEqual([2, [1, 3]])
    expect(await list('?plan_id=12000000000000000000000000000003')).toEqual([1, [3]])
    expect(await list('?plan_id=0')).toEqual([0, undefined])
  })

  it.each([
    ['?page_size=51', '400 PARAM_ERROR page_size'],
    ['?page_size=0', '400 PARAM_ERROR page_size'],
    ['?page_size=1&page_size=2', '400 PARAM_ERROR page_size'],
    ['?offset=-1', '400 PARAM_ERROR offset'],
    ['?plan_state=PLAN_PAUSED', '400 PARAM_ERROR plan_state'],
    ['?audit_state=PASSED', '400 PARAM_ERROR audit_state'],
    ['?page=1', '400 PARAM_ERROR page'],
  ])('refuses %s', async (query, expected) => {
    const { partner } = await stage()
    expect(fault(await partner('GET', `${plans}/120344/delivery-plans${query}`))).toBe(expected)
  })

  it('shows a service provider no brand that has not authorised it, and no plan of another', async () => {
    const { partner, brand } = await stage()
    expect(fault(await partner('GET', `${plans}/9/delivery-plans`))).toBe('403 NO_AUTH')
    const { plan_id } = await createPlan(brand, ofBrand, brandPlans)
    expect((await partner('GET', `${plans}/120344/delivery-plans`)).body.total_count).toBe(0)
    expect(fault(await partner('POST', `${plans}/${plan_id}/terminate`))).toBe('404 RESOURCE_NOT_EXISTS')
    expect((await brand('GET', brandPlans)).body.total_count).toBe(1)
  })
})

describe('a change', () => {
  const change = (modify_content: unknown, n = 1) => ({ out_request_no: `change-${n}`, modify_content })

  it('is a draft until it has passed the audit', async () => {
    const { partner, box, setUrl } = await stage()
    await setUrl()
    const { plan_id } = await createPlan(partner)
    await box.control.approve(plan_id)
    const grown = change({ total_count: 30_000, delivery_end_time: iso(40), recommend_word: '满减' })
    const { body } = await partner('PATCH', `${plans}/${plan_id}`, grown)
    expect(body.plan).toMatchObject({ total_count: 20_000, plan_state: 'DELIVERING' })
    await box.control.reject(plan_id)
    const list = `${plans}/120344/delivery-plans?plan_id=${plan_id}`
    expect((await partner('GET', list)).body.plan_list).toMatchObject([{ total_count: 20_000 }])
    await partner('PATCH', `${plans}/${plan_id}`, { ...grown, out_request_no: 'change-2' })
    await box.control.approve(plan_id)
    expect((await partner('GET', list)).body.plan_list).toMatchObject([
      { total_count: 30_000, delivery_end_time: iso(40), recommend_word: '满减' },
    ])
  })

  it.each<[string, unknown, string]>([
    ['to fewer coupons', { total_count: 20_000 }, '400 INVALID_REQUEST /modify_content/total_count'],
    [
      'to more than the batch has',
      { total_count: 1_000_001 },
      '400 INVALID_REQUEST /modify_content/total_count',
    ],
    ['to a lower limit', { user_limit: 1 }, '400 INVALID_REQUEST /modify_content/user_limit'],
    [
      'to an earlier end',
      { delivery_end_time: iso(30) },
      '400 INVALID_REQUEST /modify_content/delivery_end_time',
    ],
    ['of the start', { delivery_start_time: iso(2) }, '400 PARAM_ERROR /modify_content/delivery_start_time'],
    ['of nothing', {}, '400 PARAM_ERROR /modify_content'],
    ['of no object', [], '400 PARAM_ERROR /modify_content'],
  ])('%s is refused', async (_, content, expected) => {
    const { partner, box, setUrl } = await stage()
    await setUrl()
    const { plan_id } = await createPlan(partner)
    await box.control.approve(plan_id)
    expect(fault(await partner('PATCH', `${plans}/${plan_id}`, change(content)))).toBe(expected)
  })

  it('adds no limit that the coupon did not have', async () => {
    const { partner, box, setUrl } = await stage({
      coupon: { max_count_per_user: undefined, max_count_per_day: undefined },
    })
    await setUrl()
    const { plan_id, user_limit } = await createPlan(partner, reused)
    expect(user_limit).toBeUndefined()
    await box.control.approve(plan_id)
    expect(fault(await partner('PATCH', `${plans}/${plan_id}`, change({ user_limit: 5 })))).toBe(
      '400 INVALID_REQUEST /modify_content/user_limit',
    )
  })

  it('is refused while an audit runs, of a plan that is over, and of a plan that is none', async () => {
    const { partner } = await stage()
    const { plan_id } = await createPlan(partner)
    const body = change({ total_count: 30_000 })
    expect(fault(await partner('PATCH', `${plans}/${plan_id}`, body))).toBe('400 INVALID_REQUEST')
    await partner('POST', `${plans}/${plan_id}/terminate`)
    expect(fault(await partner('PATCH', `${plans}/${plan_id}`, body))).toBe('400 INVALID_REQUEST')
    expect(fault(await partner('PATCH', `${plans}/12`, body))).toBe('404 RESOURCE_NOT_EXISTS')
  })
})

describe('the end', () => {
  it('comes by call, with an empty 204 that is signed, also during an audit; and only once', async () => {
    const { partner } = await stage()
    const { plan_id } = await createPlan(partner)
    const { status, body, headers } = await partner('POST', `${plans}/${plan_id}/terminate`)
    expect([status, body, headers.has('wechatpay-signature')]).toEqual([204, {}, true])
    expect(await stateOf(partner, plan_id)).toBe('TERMINATED')
    expect(fault(await partner('POST', `${plans}/${plan_id}/terminate`))).toBe('400 INVALID_REQUEST')
  })

  it('takes no field', async () => {
    const { partner } = await stage()
    const { plan_id } = await createPlan(partner)
    expect(fault(await partner('POST', `${plans}/${plan_id}/terminate`, { reason: 'x' }))).toBe(
      '400 PARAM_ERROR /reason',
    )
  })

  it('comes by itself after delivery_end_time, with a callback', async () => {
    const { partner, box, wait, setUrl } = await stage()
    await setUrl()
    const { plan_id } = await createPlan(partner)
    await box.control.settled()
    wait(31 * day + 1)
    expect(await stateOf(partner, plan_id)).toBe('EXPIRED')
    expect((await box.control.settled()).map(({ kind }) => kind)).toEqual([
      'probe',
      'notification',
      'duplicate',
    ])
    expect(fault(await partner('POST', `${plans}/${plan_id}/terminate`))).toBe('400 INVALID_REQUEST')
  })
})

describe('a brand', () => {
  const url = 'https://pay.example.com/brand'

  it('keeps a draft, submits, pauses, resumes and ends its plan, and is told of each step but the draft', async () => {
    const { brand, box } = await stage()
    await brand('POST', `${paths.brand}/notify-url`, { notify_url: url })
    expect([box.control.brandNotifyUrl, box.control.notifyUrl]).toEqual([url, undefined])
    const { plan_id } = await createPlan(brand, { ...ofBrand, save_as_draft: true }, brandPlans)
    const step = async (name: string): Promise<unknown> => {
      const { status, body } = await brand('POST', `${brandPlans}/${plan_id}/${name}`)
      return status === 200
        ? (body.plan as DeliveryPlan).plan_state
        : fault({ status, body, headers: new Headers() })
    }
    expect(await step('resume')).toBe('400 INVALID_REQUEST')
    expect(await step('submit')).toBe('CREATED')
    expect(await step('submit')).toBe('400 INVALID_REQUEST')
    await box.control.approve(plan_id)
    expect(await step('pause')).toBe('PAUSED')
    expect(await step('pause')).toBe('400 INVALID_REQUEST')
    expect(await box.control.refill(plan_id)).toEqual([])
    expect(await step('resume')).toBe('PAUSED')
    expect(await step('resume')).toBe('400 INVALID_REQUEST')
    await box.control.approve(plan_id)
    expect(await stateOf(brand, plan_id, brandPlans)).toBe('DELIVERING')
    expect(await step('terminate')).toBe('TERMINATED')
    expect(await step('submit')).toBe('400 INVALID_REQUEST')
    const told = await changesIn(await box.control.settled(), await box.brand.handlerSettings())
    expect(told.map((change) => `${change.plan_state} ${change.audit_state}`)).toEqual([
      'CREATED PROCESSING',
      'PAUSED PASSED',
      'PAUSED PROCESSING',
      'TERMINATED PASSED',
    ])
  })

  it('must name its platform key, and its own scheme', async () => {
    const { brand, partner } = await stage()
    expect(fault(await brand('GET', brandPlans, undefined, { 'Wechatpay-Serial': '' }))).toBe(
      '400 INVALID_REQUEST Wechatpay-Serial',
    )
    expect(fault(await brand('GET', brandPlans, undefined, { 'Wechatpay-Serial': 'PUB_KEY_ID_1' }))).toBe(
      '400 INVALID_REQUEST Wechatpay-Serial',
    )
    expect(fault(await partner('GET', brandPlans))).toBe('401 SIGN_ERROR')
    expect(fault(await brand('GET', `${plans}/120344/delivery-plans`))).toBe('401 SIGN_ERROR')
  })

  it('cannot sign its own calls under the scheme of a service provider', async () => {
    const box = await createSandbox({ now: () => start })
    const { brandId: mchid, serialNo, privateKey, platformSerial } = await box.brand.credentials()
    const signer = createSigner({ mchid, serialNo, privateKey, now: () => start })
    const ask = askWith({ fetch: box.fetch, signer, platformSerial })
    expect((await ask('GET', brandPlans)).body).toMatchObject({
      code: 'SIGN_ERROR',
      message: expect.stringContaining('WECHATPAY-BRAND-SHA256-RSA2048'),
    })
  })

  it('may bring a key of its own', async () => {
    const box = await createSandboxFor(
      { brand: { brandId: '77', serialNo, publicKey } },
      { now: () => start },
    )
    const credentials = await box.brand.credentials()
    expect(credentials).toMatchObject({ brandId: '77', serialNo })
    expect(credentials).not.toHaveProperty('privateKey')
    const ask = await callerOf(box, 'brand')
    expect((await ask('GET', brandPlans)).status).toBe(200)
  })
})

describe('a step of WeChat Pay', () => {
  it('needs the callback URL of whoever made the plan, and changes nothing without one', async () => {
    const { partner, brand, box } = await stage()
    const plan = await createPlan(partner)
    const brandPlan = await createPlan(brand, ofBrand, brandPlans)
    await expect(box.control.approve(plan.plan_id)).rejects.toThrow(
      new TypeError(
        'The service provider has no callback URL. Call setNotifyUrl of @wxdp/core/partner first.',
      ),
    )
    await expect(box.control.reject(brandPlan.plan_id)).rejects.toThrow(
      new TypeError('The brand has no callback URL. Call setNotifyUrl of @wxdp/core/brand first.'),
    )
    expect(await stateOf(partner, plan.plan_id)).toBe('CREATED')
  })
})

describe('stock', () => {
  it('that runs out pauses the plan; that comes back sends it to audit, and then it delivers', async () => {
    const { partner, box, setUrl } = await stage()
    await setUrl()
    const { plan_id } = await createPlan(partner)
    await expect(box.control.exhaust(plan_id)).rejects.toThrow(TypeError)
    await box.control.approve(plan_id)
    await box.control.exhaust(plan_id)
    expect(await stateOf(partner, plan_id)).toBe('PAUSED')
    await box.control.refill(plan_id)
    expect(await stateOf(partner, plan_id)).toBe('PAUSED')
    await box.control.approve(plan_id)
    expect(await stateOf(partner, plan_id)).toBe('DELIVERING')
    await box.control.expire(plan_id)
    await expect(box.control.approve(plan_id)).rejects.toThrow('EXPIRED')
    await expect(box.control.approve('none')).rejects.toThrow('no plan none')
  })
})

describe('rate limits', () => {
  it.each([
    ['a service provider sets its URL 10 times a second', 'partner', 10],
    ['a brand once', 'brand', 1],
  ] as const)('%s', async (_, kind, limit) => {
    const staged = await stage()
    const target = kind === 'brand' ? 'notify-url' : `${staged.box.credentials.mchid}/notify-url`
    const set = (): Promise<string> =>
      staged[kind]('POST', `${paths[kind]}/${target}`, { notify_url: 'https://pay.example.com/p' }).then(
        fault,
      )
    for (let call = 0; call < limit; call++) expect(await set()).toBe('200')
    expect(await set()).toBe('429 RATELIMIT_EXCEEDED')
    staged.wait(1000)
    expect(await set()).toBe('200')
    staged.wait(-500)
    expect(await set()).toBe('200')
  })
})

describe('callbacks of a life', () => {
  it('go to who made the plan, in order, with the reason; a slow receiver loses what comes on top', async () => {
    const { partner, box, setUrl } = await stage()
    await setUrl()
    const { plan_id } = await createPlan(partner)
    const rejected = await box.control.reject(plan_id, '名称不合规')
    expect(await changesIn(rejected, box.handlerSettings())).toMatchObject([
      { plan_id, plan_state: 'CREATED', audit_state: 'REJECTED', change_reason: '名称不合规' },
    ])
    const created = await changesIn(await box.control.settled(), box.handlerSettings())
    expect(created).toMatchObject([{ plan_state: 'CREATED', audit_state: 'PROCESSING' }])
    const sent = Array.from({ length: 1001 }, () =>
      box.control.sendPlanChange({ plan_id }).then(({ length }) => length),
    )
    expect((await Promise.all(sent)).filter((length) => length === 0)).toHaveLength(1)
  }, 30_000)
})

describe('the self-test', () => {
  const echo = '/v3/security/echo'

  it('answers what was sent, and calls back if asked to', async () => {
    const { partner, box } = await stage()
    const sent = { echo_message: '你好', notify_url: 'https://pay.example.com/echo' }
    expect((await partner('POST', echo, sent)).body).toEqual({ echo_message: '你好' })
    const [, notification] = await box.control.settled()
    expect(JSON.parse(notification?.request.body ?? '')).toMatchObject({
      event_type: 'SECURITY_ECHO.SUCCESS',
      resource: { original_type: 'security' },
    })
    await partner('POST', echo, { echo_message: 'x' })
    expect(await box.control.settled()).toEqual([])
  })

  it('opens a sealed field that its own key sealed, and no other', async () => {
    const { partner, box } = await stage()
    const { publicEncrypt } = await import('node:crypto')
    const sealed = publicEncrypt(box.credentials.platformPublicKey, Buffer.from('hello')).toString('base64')
    const ask = (encrypted_echo_message: string, headers?: HeadersInit) =>
      partner('POST', echo, { echo_message: 'x', encrypted_echo_message }, headers).then(fault)
    expect(await ask(sealed)).toBe('200')
    expect(await ask(sealed, { 'Wechatpay-Serial': '' })).toBe('400 PARAM_ERROR Wechatpay-Serial')
    expect(await ask(Buffer.alloc(256, 1).toString('base64'))).toBe('400 PARAM_ERROR /encrypted_echo_message')
    expect(await ask('$')).toBe('400 PARAM_ERROR /encrypted_echo_message')
  })
})

describe('endpoints of your own', () => {
  const refund = { method: 'GET', path: '/v3/refund/domestic/refunds/{out_refund_no}' }

  it('are let in and signed like all others', async () => {
    const { partner } = await stage({
      endpoints: [
        {
          endpoint: refund,
          respond: ({ path, query }) => ({ status: 200, body: { ...path, sub: query.get('sub_mchid') } }),
        },
        { endpoint: { method: 'POST', path: '/v3/things' }, respond: ({ body }) => ({ status: 403, body }) },
      ],
    })
    const found = await partner('GET', '/v3/refund/domestic/refunds/7?sub_mchid=8')
    expect([found.status, found.body]).toEqual([200, { out_refund_no: '7', sub: '8' }])
    expect(found.headers.has('wechatpay-signature')).toBe(true)
    expect((await partner('POST', '/v3/things', { code: 'NO_AUTH' })).status).toBe(403)
  })

  it('of a brand are not those of a service provider', async () => {
    const { brand, partner } = await stage({
      endpoints: [
        {
          endpoint: { method: 'GET', path: '/brand/things' },
          identity: 'brand',
          respond: () => ({ status: 204 }),
        },
      ],
    })
    expect((await brand('GET', '/brand/things')).status).toBe(204)
    expect((await partner('GET', '/brand/things')).status).toBe(401)
  })

  it('may have callbacks of their own', async () => {
    const { box } = await stage()
    const message = {
      eventType: 'REFUND.SUCCESS',
      originalType: 'refund',
      summary: '退款成功',
      resource: { refund_id: '5' },
    }
    const [, sent] = await box.control.sendNotification('https://pay.example.com/refunds', message)
    expect(JSON.parse(sent?.request.body ?? '')).toMatchObject({ event_type: 'REFUND.SUCCESS' })
    const [, toBrand] = await box.control.sendNotification(
      'https://pay.example.com/refunds',
      message,
      'brand',
    )
    expect(toBrand?.request.headers['Wechatpay-Serial']).toBe((await box.brand.credentials()).platformSerial)
  })
})

it('an answer of any length is read so far, and kept so far', async () => {
  const { box } = await stage({ deliver: async () => new Response('x'.repeat(2000), { status: 500 }) })
  const [long] = await box.control.sendNotification('https://pay.example.com/p', {
    eventType: 'A.B',
    originalType: 'a',
    summary: 's',
    resource: {},
  })
  expect([long?.status, long?.body?.length]).toEqual([500, 1024])
})

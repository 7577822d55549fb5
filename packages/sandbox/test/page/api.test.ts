import { createPlan as createPlanEndpoint } from '@wxdp/core/partner'
import { describe, expect, it, vi } from 'vitest'
import { openControl } from '../support/page.ts'
import { brandPlans, createPlan, ofBrand, own, plans } from '../support/stage.ts'

const down = async (): Promise<Response> => new Response('<b>down</b>', { status: 503 })

describe('about and state', () => {
  it('say who may call and what there is, and no secret', async () => {
    const { get, box, setUrl, partner } = await openControl()
    const about = (await get('/about')).body
    expect(about).toMatchObject({ mchid: box.credentials.mchid, brandId: '120344' })
    expect(about.endpoints).toContainEqual({ method: 'POST', path: plans })
    expect(about.faults).toContain('truncatedBody')
    expect(about.causes).toContainEqual({
      number: 268585869,
      code: 'PARAM_ERROR',
      zh: '品牌没有商家名片或门店',
      en: 'The brand has neither a merchant card nor a store.',
    })
    const empty = { plans: 0, coupons: 0, userCoupons: 0, callbacks: 0, requests: 0, faults: 0 }
    expect((await get('/state')).body).toEqual({ now: box.control.now, counts: empty })
    await setUrl()
    await createPlan(partner)
    await box.control.settled()
    const state = (await get('/state')).body
    expect(state).toMatchObject({
      notifyUrl: 'https://pay.example.com/plans',
      counts: { plans: 1, callbacks: 1, requests: 2, faults: 0 },
    })
    for (const secret of [box.credentials.apiV3Key, 'PRIVATE KEY']) {
      expect(JSON.stringify([about, state])).not.toContain(secret)
    }
  })
})

describe('plans', () => {
  it('are listed from the newest, by state and by text, and shown with history and callbacks', async () => {
    const { get, post, partner, brand, setUrl } = await openControl()
    await setUrl()
    const { plan_id } = await createPlan(partner)
    await createPlan(brand, { ...ofBrand, plan_name: 'Summer' }, brandPlans)
    const names = async (query: string): Promise<unknown> => {
      const { body } = await get(`/plans?${query}`)
      return [body.total, ...body.plans.map(({ live }: { live: typeof own }) => live.plan_name)]
    }
    expect(await names('')).toEqual([2, 'Summer', own.plan_name])
    expect(await names('text=sUMM&planState=&auditState=PROCESSING')).toEqual([1, 'Summer'])
    expect(await names(`text=${plan_id.slice(-6)}`)).toEqual([1, own.plan_name])
    expect(await names('text=120344&owner=brand')).toEqual([1, 'Summer'])
    expect(await names('limit=1&offset=1')).toEqual([2, own.plan_name])
    expect(await names('planState=PAUSED')).toEqual([0])
    await post(`/plans/${plan_id}/steps`, { step: 'reject', reason: '名称不合规' })
    const { body } = await get(`/plans/${plan_id}`)
    expect(body).toMatchObject({ plan_id, audit_state: 'REJECTED', live: { plan_name: own.plan_name } })
    expect(body.history).toMatchObject([
      { step: 'create', by: 'request' },
      { step: 'reject', by: 'control', reason: '名称不合规' },
    ])
    expect(body.callbacks).toMatchObject([
      { planId: plan_id, reason: '名称不合规', deliveries: 3, isAcknowledged: true, acceptedProbe: true },
      { planId: plan_id, to: 'partner', eventType: 'DELIVERY_PLAN.CHANGE' },
    ])
  })

  it.each([
    [
      '/plans?limit=0',
      `limit: expected an integer from 1 to 200, found another string.${ERROR_LINK}sandbox_option_invalid`,
    ],
    [
      '/plans?limit=201',
      `limit: expected an integer from 1 to 200, found another string.${ERROR_LINK}sandbox_option_invalid`,
    ],
    [
      '/callbacks?offset=-1',
      `offset: expected an integer from 0, found another string.${ERROR_LINK}sandbox_option_invalid`,
    ],
    [
      '/requests?offset=x',
      `offset: expected an integer from 0, found another string.${ERROR_LINK}sandbox_option_invalid`,
    ],
    ['/plans?planState=NEW', expect.stringContaining('query.planState: expected one of')],
  ])('are not listed by %s', async (path, message) => {
    const { get } = await openControl()
    expect(await get(path)).toEqual({
      status: 400,
      body: { code: 'SANDBOX_OPTION_INVALID', message },
    })
  })
})

describe('steps', () => {
  it('are taken one by one, and say what was sent', async () => {
    const { post, get, brand, partner, setUrl } = await openControl({
      callbacks: { probes: 0, duplicates: 0 },
    })
    await setUrl()
    await brand('POST', '/brand/marketing/delivery-plan/notify-url', {
      notify_url: 'https://pay.example.com/b',
    })
    const { plan_id } = await createPlan(brand, { ...ofBrand, save_as_draft: true }, brandPlans)
    const sent = { deliveries: [{ kind: 'notification', attempt: 1, status: 204 }] }
    for (const step of ['submit', 'approve', 'exhaust', 'refill', 'approve', 'pause', 'resume', 'approve']) {
      expect([step, await post(`/plans/${plan_id}/steps`, { step })]).toEqual([
        step,
        { status: 200, body: sent },
      ])
    }
    await post(`/plans/${plan_id}/steps`, { step: 'terminate' })
    expect((await get(`/plans/${plan_id}`)).body.plan_state).toBe('TERMINATED')
    const other = await createPlan(partner)
    await post(`/plans/${other.plan_id}/steps`, { step: 'expire' })
    expect((await get(`/plans/${other.plan_id}`)).body.plan_state).toBe('EXPIRED')
  })

  it('fail with the code of the control', async () => {
    const { post, partner, setUrl } = await openControl()
    const { plan_id } = await createPlan(partner)
    const code = async (path: string, body: unknown): Promise<unknown> => {
      const answer = await post(path, body)
      expect(Object.keys(answer.body)).toEqual(['code', 'message'])
      return [answer.status, answer.body.code]
    }
    const steps = `/plans/${plan_id}/steps`
    expect(await code(steps, { step: 'approve' })).toEqual([409, 'SANDBOX_NOTIFY_URL_MISSING'])
    await setUrl()
    expect(await code(steps, { step: 'refill' })).toEqual([409, 'SANDBOX_STEP_IMPOSSIBLE'])
    expect(await code('/plans/none/steps', { step: 'approve' })).toEqual([404, 'SANDBOX_PLAN_UNKNOWN'])
    for (const step of [undefined, 7, 'now', 'toString', '__proto__']) {
      expect(await code(steps, { step })).toEqual([400, 'SANDBOX_OPTION_INVALID'])
    }
    expect(await code(steps, { step: 'reject', reason: {} })).toEqual([400, 'SANDBOX_OPTION_INVALID'])
    expect(await code('/callbacks/none/deliveries', {})).toEqual([404, 'SANDBOX_CALLBACK_UNKNOWN'])
    expect(await code('/refusals', { cause: 1 })).toEqual([400, 'SANDBOX_CAUSE_UNKNOWN'])
    expect(await code('/faults', { fault: 'fire' })).toEqual([400, 'SANDBOX_OPTION_INVALID'])
    expect(await code('/clock', { duration: 'soon' })).toEqual([400, 'SANDBOX_OPTION_INVALID'])
  })

  it.each([
    ['no JSON', '{', 'it is not JSON'],
    ['not UTF-8', Uint8Array.of(0x22, 0xff, 0x22), 'it is not JSON'],
    ['an array', '[]', 'it is not an object'],
    ['null', 'null', 'it is not an object'],
    ['a number', '7', 'it is not an object'],
    ['too large', JSON.stringify({ reason: 'x'.repeat(65_536) }), 'it has more than 65536 bytes'],
  ])('are not taken by a body that is %s', async (_, body, found) => {
    const { post } = await openControl()
    expect(await post('/plans/1/steps', body)).toEqual({
      status: 400,
      body: {
        code: 'SANDBOX_REQUEST_INVALID',
        message: `The body must be a JSON object, but ${found}.${ERROR_LINK}sandbox_request_invalid`,
      },
    })
  })

  it('are not taken by a body that breaks off', async () => {
    const { page } = await openControl()
    const log = vi.spyOn(console, 'error').mockReturnValue()
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error('broken off')) })
    const response = await page.fetch('http://localhost/sandbox/api/faults', {
      ...{ method: 'POST', body, duplex: 'half' },
      headers: { 'Content-Type': 'application/json' },
    } as RequestInit)
    expect([response.status, (await response.json()).code]).toEqual([500, 'SYSTEM_ERROR'])
    expect(log).toHaveBeenCalledOnce()
  })
})

describe('callbacks', () => {
  it('are listed from the newest, shown with every delivery, and sent again', async () => {
    const { get, post, partner, setUrl, box } = await openControl({ deliver: down })
    await setUrl()
    const { plan_id } = await createPlan(partner)
    await box.control.settled()
    const change = { plan_state: 'PAUSED', change_reason: '<i>x</i>' }
    const { body: made } = await post(`/plans/${plan_id}/notifications`, change)
    expect(made.deliveries).toMatchObject([
      { kind: 'probe', status: 503 },
      { kind: 'notification', status: 503, problem: { en: 'The status is 503. Expected 200 or 204.' } },
      { kind: 'duplicate', status: 503 },
    ])
    const { total, callbacks } = (await get('/callbacks?limit=1')).body
    expect([total, callbacks.length]).toEqual([2, 1])
    expect(callbacks[0]).toMatchObject({ planId: plan_id, reason: '<i>x</i>', isAcknowledged: false })
    expect((await get('/callbacks?offset=2')).body.callbacks).toEqual([])
    const { id } = callbacks[0]
    await post(`/callbacks/${id}/deliveries`, {})
    const { body } = await get(`/callbacks/${id}`)
    expect(body.resource).toMatchObject({ plan_id, plan_state: 'PAUSED' })
    expect(body.deliveries.at(-1)).toMatchObject({ attempt: 2, status: 503, body: '<b>down</b>' })
    expect(body.deliveries.at(-1).request.headers).toHaveProperty('Wechatpay-Signature')
    expect((await get('/callbacks/none')).body.code).toBe('SANDBOX_CALLBACK_UNKNOWN')
  })

  it('of other products are about no plan', async () => {
    const { get, box } = await openControl({
      async deliver() {
        throw new Error('refused')
      },
    })
    const content = {
      eventType: 'REFUND.SUCCESS',
      originalType: 'refund',
      summary: '退款',
      resource: { id: '5' },
    }
    await box.control.sendNotification('https://pay.example.com/refunds', content)
    const [callback] = (await get('/callbacks')).body.callbacks
    expect(callback).toMatchObject({ eventType: 'REFUND.SUCCESS', acceptedProbe: false })
    expect([callback.planId, callback.reason]).toEqual([undefined, undefined])
  })
})

describe('requests', () => {
  it('are listed from the newest, and shown with the check of the signature', async () => {
    const { get, partner, setUrl, page, box } = await openControl()
    await setUrl()
    await partner('POST', plans, own, { 'wechatpay-serial': 'other' })
    await page.fetch(`http://localhost${plans}`, { method: 'POST', body: '{}' })
    box.control.addFault({ fault: 502 })
    await page.fetch(`http://localhost${plans}`, { method: 'POST', body: '{}' })
    const { total, requests } = (await get('/requests')).body
    expect(total).toBe(4)
    expect(requests).toMatchObject([
      { status: 502, signature: 'unchecked', fault: 502 },
      { status: 401, code: 'SIGN_ERROR', signature: 'wrong', method: 'POST', target: plans },
      { status: 400, code: 'PARAM_ERROR', signature: 'genuine', endpoint: 'createPlan' },
      { status: 200, signature: 'genuine', endpoint: 'setNotifyUrl' },
    ])
    const { body } = await get(`/requests/${requests[1].id}`)
    expect(body.signature).toMatchObject({ result: 'wrong', wrong: 'authorization' })
    expect(JSON.parse(body.response.body).code).toBe('SIGN_ERROR')
    expect((await get(`/requests/${requests[3].id}`)).body.signature.expected).toContain('POST\n')
  })
})

describe('faults and refusals', () => {
  it('are added, listed and removed', async () => {
    const { get, post, partner, page, setUrl } = await openControl()
    await setUrl()
    const { method, path } = createPlanEndpoint
    const rule = { fault: 429, endpoint: { method, path }, nth: 1 }
    const { body } = await post('/faults', rule)
    expect((await partner('POST', plans, own)).status).toBe(429)
    expect((await get('/faults')).body.faults).toEqual([{ id: body.id, rule, calls: 1, met: 1 }])
    const removed = await page.fetch(`http://localhost/sandbox/api/faults/${body.id}`, { method: 'DELETE' })
    expect([removed.status, await removed.json()]).toEqual([200, {}])
    expect((await get('/faults')).body.faults).toEqual([])
    expect(await post('/refusals', { cause: 268585869 })).toEqual({ status: 200, body: {} })
    expect((await partner('POST', plans, own)).headers.get('request-id')).toMatch(/-268585869$/)
  })
})

describe('the clock', () => {
  it('is turned', async () => {
    const { post, box } = await openControl({ speed: 0, now: undefined } as never)
    const before = box.control.now
    expect(await post('/clock', { duration: '3h' })).toEqual({
      status: 200,
      body: { now: before + 3 * 3_600_000 },
    })
  })
})

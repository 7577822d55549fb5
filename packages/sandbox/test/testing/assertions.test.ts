import { terminatePlan } from '@wxdp/core/brand'
import { createPlan, listPlans, setNotifyUrl } from '@wxdp/core/partner'
import {
  assertCallback,
  assertNoProblems,
  assertNoRequest,
  assertPlan,
  assertRequest,
  ExpectationError,
} from '@wxdp/sandbox/testing'
import { describe, expect, it } from 'vitest'
import { createPlan as create, own, plans, type Stage, stage } from '../support/stage.ts'

/** A plan is there, its callback is delivered, and one call was refused. */
async function play(status = 204): Promise<Stage & { readonly planId: string }> {
  const deliver = async (request: Request): Promise<Response> => {
    const isProbe = request.headers.get('wechatpay-signature')?.startsWith('WECHATPAY/SIGNTEST/')
    return new Response(null, { status: isProbe ? 401 : status })
  }
  const staged = await stage({ deliver })
  await staged.setUrl()
  const { plan_id } = await create(staged.partner)
  await staged.partner('POST', plans, { ...own, out_request_no: 'create-2', total_count: 1 })
  await staged.partner('GET', `${plans}/120344/delivery-plans?offset=0&page_size=20`)
  await staged.box.control.settled()
  return { ...staged, planId: plan_id }
}

function failureOf(assertion: () => unknown): ExpectationError {
  try {
    assertion()
  } catch (error) {
    if (error instanceof ExpectationError) return error
    throw error
  }
  throw new Error('The assertion did not fail.')
}

describe('assertRequest', () => {
  it('returns the newest request that fits', async () => {
    const { box } = await play()
    const [, first, second, list] = box.control.requests
    expect(assertRequest(box, {})).toBe(list)
    expect(assertRequest(box, { endpoint: createPlan })).toBe(second)
    expect(assertRequest(box, { endpoint: 'createPlan', status: 200 })).toBe(first)
    expect(assertRequest(box, { body: { plan_name: /满减/, total_count: 20_000 } })).toBe(first)
    expect(assertRequest(box, { response: { code: 'PARAM_ERROR' }, from: 'partner' })).toBe(second)
    expect(assertRequest(box, { endpoint: listPlans, query: { page_size: '20', offset: /^\d$/ } })).toBe(list)
  })

  it('says what was expected, and what of each request is different', async () => {
    const { box } = await play()
    const failure = failureOf(() => assertRequest(box, { endpoint: createPlan, body: { plan_name: '冬季' } }))
    expect(failure.message).toBe(
      [
        'No request fits. Expected {"endpoint":"createPlan","body":{"plan_name":"冬季"}}.',
        'Found 4 requests:',
        '  1. setNotifyUrl → 200: request.endpoint: expected "createPlan", found "setNotifyUrl"',
        '  2. createPlan → 200: request.body.plan_name: expected "冬季", found "秋季满减券"',
        '  3. createPlan → 400 PARAM_ERROR: request.body.plan_name: expected "冬季", found "秋季满减券"',
        '  4. listPlans → 200: request.endpoint: expected "createPlan", found "listPlans"',
        `${ERROR_LINK}sandbox_expectation_failed`,
      ].join('\n'),
    )
    expect(failure).toMatchObject({
      ...{ name: 'AssertionError', code: 'SANDBOX_EXPECTATION_FAILED' },
      expected: { endpoint: 'createPlan', body: { plan_name: '冬季' } },
    })
    expect(failure.actual).toHaveLength(4)
    // The brand's endpoint of the same name is another one.
    expect(
      failureOf(() => assertRequest(box, { endpoint: { ...terminatePlan, name: 'createPlan' } })).message,
    ).toMatch(/request.from: expected "brand", found "partner"/)
  })

  it('says why a signature was refused, and that no response came', async () => {
    const { box } = await stage()
    expect(failureOf(() => assertRequest(box, { status: 200 })).message).toBe(
      `No request fits. Expected {"status":200}.\nFound no request.\n${ERROR_LINK}sandbox_expectation_failed`,
    )
    await box.fetch('https://api.mch.weixin.qq.com/v3/nothing', { method: 'POST', body: 'text' })
    box.control.addFault({ fault: 'reset', takesEffect: false })
    await box.fetch('https://api.mch.weixin.qq.com/v3/certificates').catch(() => undefined)
    expect(failureOf(() => assertRequest(box, { status: 200 })).message).toBe(
      [
        'No request fits. Expected {"status":200}.',
        'Found 2 requests:',
        '  1. POST /v3/nothing → 401 SIGN_ERROR: The HTTP header Authorization is missing.',
        '  2. listCertificates → no response: request.status: expected 200, found undefined',
        `${ERROR_LINK}sandbox_expectation_failed`,
      ].join('\n'),
    )
    expect(
      assertRequest(box, { endpoint: { method: 'GET', path: '/v3/certificates', name: 'listCertificates' } })
        .id,
    ).toBe(box.control.requests[1]?.id)
  })
})

describe('assertNoRequest', () => {
  it('passes if none fits, and lists those that do', async () => {
    const { box } = await play()
    assertNoRequest(box, { endpoint: terminatePlan })
    assertNoRequest(box, { endpoint: { method: 'GET', path: '/v3/other' } })
    const failure = failureOf(() => assertNoRequest(box, { endpoint: setNotifyUrl }))
    expect(failure.message).toBe(
      `Expected no request that fits {"endpoint":"setNotifyUrl"}.\nFound 1 request:\n  1. setNotifyUrl → 200\n${ERROR_LINK}sandbox_expectation_failed`,
    )
    expect(failure).toMatchObject({ expected: [], actual: [{ endpoint: 'setNotifyUrl' }] })
  })
})

describe('assertCallback', () => {
  it('returns the newest one that fits and was accepted', async () => {
    const { box, planId } = await play()
    await box.control.approve(planId)
    const [created, approved] = box.control.callbacks
    expect(assertCallback(box, {})).toBe(approved)
    expect(assertCallback(box, { to: 'partner', resource: { plan_state: 'CREATED' } })).toBe(created)
    expect(assertCallback(box, { resource: { change_reason: /审核通过/ } })).toBe(approved)
  })

  it('says why none fits, and what went wrong at each delivery', async () => {
    const { box } = await play(500)
    expect(assertCallback(box, { isAcknowledged: false }).eventType).toBe('DELIVERY_PLAN.CHANGE')
    const failure = failureOf(() => assertCallback(box, { eventType: 'DELIVERY_PLAN.CHANGE' }))
    expect(failure.message).toMatch(
      /^No callback fits\. Expected {"isAcknowledged":true,"eventType":"DELIVERY_PLAN\.CHANGE"}\.\nFound 1 callback:\n {2}1\. DELIVERY_PLAN\.CHANGE {.*}: callback\.isAcknowledged: expected true, found false\n {5}notification, attempt 1: The status is 500\. Expected 200 or 204\.\n {5}duplicate, attempt 1: The status is 500/,
    )
    expect(failure).toMatchObject({
      expected: { isAcknowledged: true },
      actual: [{ isAcknowledged: false, to: 'partner', resource: { plan_state: 'CREATED' } }],
    })
  })
})

describe('assertPlan', () => {
  it('returns the plan, or says what is different and how it came to that', async () => {
    const { box, planId } = await play()
    expect(assertPlan(box, planId, { plan_state: 'CREATED', live: { total_count: 20_000 } }).plan_id).toBe(
      planId,
    )
    await box.control.reject(planId)
    const failure = failureOf(() => assertPlan(box, planId, { audit_state: 'PASSED', plan_state: 'CREATED' }))
    expect(failure.message).toBe(
      `plan.audit_state: expected "PASSED", found "REJECTED".\nIts history: create (request), reject (control).\n${ERROR_LINK}sandbox_expectation_failed`,
    )
    expect(failure).toMatchObject({
      expected: { audit_state: 'PASSED', plan_state: 'CREATED' },
      actual: { audit_state: 'REJECTED', plan_state: 'CREATED' },
    })
    expect(() => assertPlan(box, '1', {})).toThrow(expect.objectContaining({ code: 'SANDBOX_PLAN_UNKNOWN' }))
  })
})

describe('assertNoProblems', () => {
  it('passes if everything was genuine and accepted, although a call was refused', async () => {
    const { box } = await play()
    assertNoProblems(box)
  })

  it('lists wrong signatures, callbacks that were not accepted, and accepted probes', async () => {
    const { box } = await play(500)
    await box.fetch('https://api.mch.weixin.qq.com/v3/certificates')
    const failure = failureOf(() => assertNoProblems(box))
    expect(failure.message).toMatch(
      /^Found 2 problems:\n {2}1\. listCertificates → 401 SIGN_ERROR: The HTTP header Authorization is missing\.\n {2}2\. DELIVERY_PLAN\.CHANGE/,
    )
    expect(failure).toMatchObject({ expected: [], actual: { length: 2 } })
    const { box: careless } = await stage()
    await careless.control.sendNotification('https://pay.example.com/x', {
      ...{ eventType: 'A.B', originalType: 'a', summary: 's', resource: {} },
    })
    expect(failureOf(() => assertNoProblems(careless)).message).toMatch(
      /^Found 1 problem:\n {2}1\. A\.B {}\n {5}probe, attempt 1: The receiver accepted a wrong signature/,
    )
  })

  it('lists the newest ten', async () => {
    const { box } = await stage()
    for (let i = 0; i < 12; i++) await box.fetch(`https://api.mch.weixin.qq.com/v3/x${i}`)
    const { message } = failureOf(() => assertNoProblems(box))
    expect(message).toMatch(/^Found 12 problems, the newest 10 of them:\n {2}1\. GET \/v3\/x2 /)
    expect(message.split('\n')).toHaveLength(12)
  })
})

import { describe, expect, it } from 'vitest'
import { changeBudget } from '../../src/plans/follow-batch.ts'
import { fault } from '../support/caller.ts'
import {
  batchOf,
  batchTerms,
  type CouponStage,
  couponStage,
  delivering,
  newBundle,
  newSingle,
} from '../support/coupon-stage.ts'
import { changesIn, iso, plans, reused } from '../support/stage.ts'

const small = { ...batchTerms.stock_send_rule, max_count: 10_000, max_count_per_day: 10_000 }

/** A plan whose batch has given out all but this many of its coupons. */
async function almostEmpty(left: number, terms: object = {}) {
  const set = await couponStage()
  const ids = newSingle(set.state, { batch: { stock_send_rule: small } })
  const plan = await delivering(set, {
    ...ids,
    total_count: 10_000,
    daily_limit: 10_000,
    user_limit: 1,
    ...terms,
  })
  const { coupons } = set.state
  for (let i = left; i < 10_000; i++) {
    coupons.send(
      {
        ...batchOf(set.state, ids.stock_id),
        ...{
          plan_id: plan.plan_id,
          openid: `o${i}`,
          unionid: `u${i}`,
          appid: 'wx',
          send_request_no: `n${i}`,
        },
        ...{ valid_begin_time: 0, valid_end_time: 1e15, receive_time: set.state.now() },
      },
      'control',
    )
  }
  return { ...set, ...ids, plan_id: plan.plan_id }
}

const states = ({ box }: Pick<CouponStage, 'box'>, planId: string) => {
  const { plan_state, audit_state, pausedFor } = box.control.plan(planId)
  return [plan_state, audit_state, pausedFor]
}

describe('a plan', () => {
  it('pauses when its batch has given out the last coupon, and resumes after a raise and its audit', async () => {
    const set = await almostEmpty(2)
    const { box, state, plan_id, stock_id } = set
    await box.control.sendCoupon(plan_id)
    expect(states(set, plan_id)).toEqual(['DELIVERING', 'PASSED', undefined])
    await box.control.sendCoupon(plan_id)
    expect([box.control.batch(stock_id).state, ...states(set, plan_id)]).toEqual([
      ...['PAUSED', 'PAUSED', 'PASSED', 'stock'],
    ])
    const [told] = await changesIn(await box.control.settled(), box.handlerSettings())
    expect(told).toMatchObject({ plan_id, plan_state: 'PAUSED', change_reason: '投放库存已耗尽' })
    await expect(box.control.sendCoupon(plan_id)).rejects.toThrow(/the plan is PAUSED/)
    // The plan itself has nothing left either, so that it needs a higher total, too.
    expect(changeBudget(state, batchOf(state, stock_id), { max_count: 30_000 }).state).toBe('SENDING')
    expect(states(set, plan_id)).toEqual(['PAUSED', 'PASSED', 'stock'])
    const raised = await set.partner('PATCH', `${plans}/${plan_id}`, {
      ...{ out_request_no: 'update-1', modify_content: { total_count: 20_000 } },
    })
    expect(raised.status).toBe(200)
    await box.control.approve(plan_id)
    expect(states(set, plan_id)).toEqual(['DELIVERING', 'PASSED', undefined])
    await box.control.advance('1d')
    await box.control.sendCoupon(plan_id)
    expect(box.control.batch(stock_id).history.map(({ step, after }) => [step, after])).toEqual([
      ['create', 'SENDING'],
      ['exhaust', 'PAUSED'],
      ['budget', 'PAUSED'],
      ['refill', 'SENDING'],
    ])
  })

  it('that has given out its own total pauses, and a plan with coupons left goes on', async () => {
    const set = await couponStage()
    const rule = { max_count: 30_000, max_count_per_user: 100, max_count_per_day: 30_000 }
    const ids = newSingle(set.state, { batch: { stock_send_rule: rule } })
    const terms = { ...ids, total_count: 10_000, daily_limit: 10_000, user_limit: 100 }
    const plan = await delivering(set, terms)
    const batch = batchOf(set.state, ids.stock_id)
    for (let i = 0; i < 9999; i++) {
      set.state.coupons.send(
        {
          ...batch,
          ...{ plan_id: plan.plan_id, openid: `o${i}`, unionid: `u${i}`, appid: 'wx', send_request_no: 'n' },
          ...{ valid_begin_time: 0, valid_end_time: 1e15, receive_time: set.state.now() },
        },
        'control',
      )
    }
    await set.box.control.sendCoupon(plan.plan_id)
    expect(states(set, plan.plan_id)).toEqual(['PAUSED', 'PASSED', 'stock'])
    expect(set.box.control.batch(ids.stock_id).state).toBe('SENDING')
    // Whoever resumes it all the same gets nothing.
    await set.box.control.resume(plan.plan_id)
    await set.box.control.approve(plan.plan_id)
    await expect(set.box.control.sendCoupon(plan.plan_id)).rejects.toThrow(/total_count of 10000 is reached/)
  })

  it('that reuses the terms of its coupon follows the budget of the batch', async () => {
    const set = await couponStage()
    const { state, box } = set
    const ids = newSingle(state)
    const plan = await delivering(set, { ...reused, ...ids, out_request_no: 'plan-00', ...onlyReused })
    changeBudget(state, batchOf(state, ids.stock_id), { max_count: 50_000 })
    changeBudget(state, batchOf(state, ids.stock_id), { max_count_per_day: 5000 })
    const { live, history, plan_state } = box.control.plan(plan.plan_id)
    expect([live.total_count, live.daily_limit, plan_state]).toEqual([50_000, 5000, 'DELIVERING'])
    expect(history.at(-1)).toMatchObject({ step: 'update', by: 'request', reason: '商品券批次库存变更' })
  })

  it('with terms of its own keeps them', async () => {
    const set = await couponStage()
    const ids = newSingle(set.state)
    const plan = await delivering(set, { ...ids, user_limit: 1 })
    changeBudget(set.state, batchOf(set.state, ids.stock_id), { max_count: 50_000 })
    expect(set.box.control.plan(plan.plan_id).live.total_count).toBe(20_000)
  })

  it('pauses for good when its batch has ended: nobody is given a coupon', async () => {
    const set = await couponStage()
    const { box, state } = set
    const ids = newSingle(state)
    const plan = await delivering(set, { ...ids, user_limit: 1 })
    state.coupons.takeBatchStep(batchOf(state, ids.stock_id), 'deactivate', { by: 'request' })
    expect(states(set, plan.plan_id)).toEqual(['PAUSED', 'PASSED', 'batch'])
    const [told] = await changesIn(await box.control.settled(), box.handlerSettings())
    expect(told).toMatchObject({ plan_state: 'PAUSED', change_reason: '商品券批次已失效' })
    await expect(box.control.refill(plan.plan_id)).rejects.toMatchObject({ code: 'SANDBOX_STEP_IMPOSSIBLE' })
    await expect(box.control.sendCoupon(plan.plan_id)).rejects.toThrow(/the plan is PAUSED/)
  })

  it('of a group follows its first batch only', async () => {
    const set = await couponStage()
    const { state } = set
    const bundle = newBundle(state)
    const plan = await delivering(set, { ...bundle, user_limit: 1 })
    const [first, second] = state.coupons.batches.inGroup('coupon partner 120344 9100000001')
    if (second) state.coupons.takeBatchStep(second, 'exhaust', { by: 'control' })
    expect(states(set, plan.plan_id)).toEqual(['DELIVERING', 'PASSED', undefined])
    if (first) state.coupons.takeBatchStep(first, 'exhaust', { by: 'control' })
    expect(states(set, plan.plan_id)).toEqual(['PAUSED', 'PASSED', 'stock'])
  })

  it('may raise its total by what the batch has left besides its own', async () => {
    const set = await almostEmpty(100, { total_count: 10_000 })
    const { state, stock_id, plan_id, partner } = set
    changeBudget(state, batchOf(state, stock_id), { max_count: 20_000 })
    const raise = (total_count: number) =>
      partner('PATCH', `${plans}/${plan_id}`, {
        ...{ out_request_no: `raise-${total_count}`, modify_content: { total_count } },
      })
    expect(fault(await raise(20_001))).toBe('400 PARAM_ERROR /modify_content/total_count 268585140')
    expect((await raise(20_000)).status).toBe(200)
  })
})

describe('a batch', () => {
  it('stops when its time is over', async () => {
    const set = await couponStage()
    const { stock_id } = newSingle(set.state)
    await set.box.control.advance(Date.parse(iso(60)) - set.box.control.now)
    expect(set.box.control.batch(stock_id)).toMatchObject({
      state: 'STOPPED',
      history: [{ step: 'create' }, { step: 'stop', by: 'clock', before: 'SENDING', after: 'STOPPED' }],
    })
  })

  it('whose budget is lowered to what it has given out is exhausted', async () => {
    const set = await couponStage()
    const ids = newSingle(set.state)
    const plan = await delivering(set, { ...ids, user_limit: 1 })
    await set.box.control.sendCoupon(plan.plan_id)
    expect(changeBudget(set.state, batchOf(set.state, ids.stock_id), { max_count: 1 }).state).toBe('PAUSED')
    expect(states(set, plan.plan_id)).toEqual(['PAUSED', 'PASSED', 'stock'])
    expect(changeBudget(set.state, batchOf(set.state, ids.stock_id), { max_count: 2 }).state).toBe('SENDING')
    expect(states(set, plan.plan_id)).toEqual(['PAUSED', 'PROCESSING', 'stock'])
    expect(changeBudget(set.state, batchOf(set.state, ids.stock_id), { max_count: 3 }).state).toBe('SENDING')
  })
})

const onlyReused = {
  plan_name: undefined,
  total_count: undefined,
  user_limit: undefined,
  daily_limit: undefined,
  delivery_start_time: undefined,
  delivery_end_time: undefined,
  reuse_coupon_config: true,
}

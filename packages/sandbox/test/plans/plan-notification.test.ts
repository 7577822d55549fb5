import { expect, it } from 'vitest'
import type { Plan } from '../../src/plans/plan.ts'
import { completeChange, planNotification } from '../../src/plans/plan-notification.ts'

const now = Date.parse('2026-11-24T00:00:00Z')
const plan = { plan_id: '12', plan_state: 'CREATED', audit_state: 'PROCESSING' } as Plan

it('tells both states, the reason and the time', () => {
  expect(planNotification(plan, '提交审核', now)).toEqual({
    eventType: 'DELIVERY_PLAN.CHANGE',
    originalType: 'delivery_plan',
    summary: '投放计划状态变更',
    resource: {
      plan_id: '12',
      plan_state: 'CREATED',
      audit_state: 'PROCESSING',
      change_reason: '提交审核',
      modify_time: '2026-11-24T08:00:00+08:00',
    },
  })
})

it('is not sent for a draft that was not submitted', () => {
  expect(planNotification({ ...plan, audit_state: 'INITIAL' }, '保存草稿', now)).toBeUndefined()
})

it('completes a change', () => {
  expect(completeChange({}, now)).toEqual({
    plan_id: '12000000000000000000000000000001',
    plan_state: 'DELIVERING',
    audit_state: 'PASSED',
    change_reason: '审核通过',
    modify_time: '2026-11-24T08:00:00+08:00',
  })
  const change = { plan_id: '1', change_reason: '其他', modify_time: '2026-01-01T00:00:00+08:00' }
  expect(completeChange(change, now)).toMatchObject(change)
})

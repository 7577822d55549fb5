import { isFinalState, normaliseAuditState, normalisePlanState } from '@wxdp/core'
import { describe, expect, it } from 'vitest'

describe('plan and audit states', () => {
  it('lose a prefix, and are kept even if they are unknown', () => {
    expect(['PLAN_DELIVERING', 'DELIVERING', 'PLAN_CREATING', 'X'].map(normalisePlanState)).toEqual([
      'DELIVERING',
      'DELIVERING',
      'CREATING',
      'X',
    ])
    expect(['AUDIT_PASSED', 'PASSED', 'AUDIT_INITIAL', 'X'].map(normaliseAuditState)).toEqual([
      'PASSED',
      'PASSED',
      'INITIAL',
      'X',
    ])
  })

  it('are final when the plan has ended, in either spelling', () => {
    expect(['TERMINATED', 'PLAN_TERMINATED', 'EXPIRED', 'PLAN_EXPIRED'].map(isFinalState)).toEqual(
      Array(4).fill(true),
    )
    expect(['CREATED', 'DELIVERING', 'PAUSED', '', 'PLAN_TERMINATING'].map(isFinalState)).toEqual(
      Array(5).fill(false),
    )
  })
})

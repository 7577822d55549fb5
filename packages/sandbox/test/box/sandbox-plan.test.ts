import type { SandboxPlanQuery } from '@wxdp/sandbox'
import { describe, expect, it } from 'vitest'
import { paths } from '../support/caller.ts'
import { brandPlans, createPlan, iso, ofBrand, own, plans, stage, start } from '../support/stage.ts'

const idOf = (n: number): string => `12${String(n).padStart(30, '0')}`

describe('control.plan', () => {
  it('has both states, the draft, and each step: when, by whom, from where to where, why', async () => {
    const { box, partner, setUrl } = await stage({ auditTime: '2h' })
    const { control } = box
    await setUrl()
    const { plan_id } = await createPlan(partner)
    const created = { plan_state: 'CREATED', audit_state: 'PROCESSING' } as const
    const delivering = { plan_state: 'DELIVERING', audit_state: 'PASSED' } as const
    const changing = { plan_state: 'DELIVERING', audit_state: 'PROCESSING' } as const
    const rejected = { plan_state: 'DELIVERING', audit_state: 'REJECTED' } as const
    const ended = { plan_state: 'TERMINATED', audit_state: 'REJECTED' } as const
    expect(control.plan(plan_id)).toMatchObject({ owner: 'partner', ...created, draft: undefined })
    await control.advance('2h')
    const update = { out_request_no: 'update-1', modify_content: { plan_name: '冬季满减券' } }
    await partner('PATCH', `${plans}/${plan_id}`, update)
    expect(control.plan(plan_id)).toMatchObject({
      ...changing,
      live: { plan_name: '秋季满减券' },
      draft: { plan_name: '冬季满减券' },
      possibleSteps: ['approve', 'reject', 'exhaust', 'expire', 'pause', 'terminate'],
    })
    await control.advance('1h')
    await control.reject(plan_id, '名称不合规')
    await partner('POST', `${plans}/${plan_id}/terminate`)
    const plan = control.plan(plan_id)
    const hour = 3_600_000
    expect(plan.history).toEqual([
      {
        ...{ time: start, step: 'create', by: 'request', before: undefined, after: created },
        reason: '创建投放计划，提交审核',
      },
      {
        ...{ time: start + 2 * hour, step: 'approve', by: 'clock', before: created, after: delivering },
        reason: '审核通过',
      },
      {
        ...{ time: start + 2 * hour, step: 'update', by: 'request', before: delivering, after: changing },
        reason: '修改投放计划，提交审核',
      },
      {
        ...{ time: start + 3 * hour, step: 'reject', by: 'control', before: changing, after: rejected },
        reason: '名称不合规',
      },
      {
        ...{ time: start + 3 * hour, step: 'terminate', by: 'request', before: rejected, after: ended },
        reason: '投放计划已终止',
      },
    ])
    expect(plan).toMatchObject({ ...ended, possibleSteps: [] })
  })

  it('takes the steps of the endpoints, too', async () => {
    const { box, brand } = await stage()
    const { control } = box
    await brand('POST', `${paths.brand}/notify-url`, { notify_url: 'https://pay.example.com/plans' })
    const { plan_id } = await createPlan(brand, { ...ofBrand, save_as_draft: true }, brandPlans)
    for (const step of ['submit', 'approve', 'pause', 'resume', 'approve', 'terminate'] as const) {
      expect(control.plan(plan_id).possibleSteps).toContain(step)
      await control[step](plan_id)
    }
    const { history, plan_state } = control.plan(plan_id)
    expect(plan_state).toBe('TERMINATED')
    expect(history.map(({ step, by }) => `${step} ${by}`)).toEqual([
      'create request',
      ...['submit', 'approve', 'pause', 'resume', 'approve', 'terminate'].map((step) => `${step} control`),
    ])
  })

  it('keeps the newest 50 steps', async () => {
    const { box, partner, setUrl } = await stage()
    await setUrl()
    const { plan_id } = await createPlan(partner)
    await box.control.approve(plan_id)
    for (let i = 0; i < 10; i++) {
      for (const step of ['pause', 'resume', 'reject', 'resume', 'approve'] as const) {
        await box.control[step](plan_id)
      }
    }
    const { history } = box.control.plan(plan_id)
    expect([history.length, history[0]?.step, history.at(-1)?.step]).toEqual([50, 'pause', 'approve'])
  })

  it('of an unknown plan: a typed error', async () => {
    const { box } = await stage()
    expect(() => box.control.plan('1')).toThrow(expect.objectContaining({ code: 'SANDBOX_PLAN_UNKNOWN' }))
  })
})

describe('control.plans', () => {
  it('lists the plans of all callers, page by page, as they fit', async () => {
    const { box, partner, brand, setUrl } = await stage({ authorisedBrands: ['120344', '5'] })
    const { control } = box
    expect(control.plans()).toEqual({ total: 0, plans: [] })
    await setUrl()
    const wanted = [own, { ...own, brand_id: '5' }, own]
    for (const [i, body] of wanted.entries()) {
      await createPlan(partner, { ...body, out_request_no: `create-${i}`, delivery_end_time: iso(31 + i) })
    }
    await createPlan(brand, ofBrand, brandPlans)
    await control.approve(idOf(3))
    const list = (query?: SandboxPlanQuery): [number, ...string[]] => {
      const { total, plans } = control.plans(query)
      return [total, ...plans.map(({ plan_id }) => plan_id.at(-1) ?? '')]
    }
    expect(list()).toEqual([4, '1', '2', '3', '4'])
    expect(list({ newestFirst: true, offset: 1, limit: 2 })).toEqual([4, '3', '2'])
    expect(list({ offset: 3 })).toEqual([4, '4'])
    expect(list({ offset: 4 })).toEqual([4])
    expect(list({ owner: 'brand' })).toEqual([1, '4'])
    expect(list({ planState: 'CREATED', offset: 1, limit: 1 })).toEqual([3, '2'])
    expect(list({ auditState: 'PASSED' })).toEqual([1, '3'])
    expect(list({ text: own.plan_name.slice(1) })).toEqual([4, '1', '2', '3', '4'])
    expect(list({ text: idOf(2).slice(9) })).toEqual([1, '2'])
    expect(control.plans({ auditState: 'PASSED' }).plans).toEqual([control.plan(idOf(3))])
  })

  it.each<[unknown, string]>([
    [null, 'query: expected an object, found null.'],
    [
      { state: 'CREATED' },
      'query.state: unknown. Expected one of owner, planState, auditState, text, newestFirst, offset, limit.',
    ],
    [{ owner: 'merchant' }, 'query.owner: expected one of partner, brand, found another string.'],
    [{ planState: 'DONE' }, /^query.planState: expected one of CREATED, DELIVERING, .*EXPIRED, found/],
    [{ auditState: 'AUDIT_PASSED' }, /^query.auditState: expected one of INITIAL, .*REJECTED, found/],
    [{ text: 1 }, 'query.text: expected a string, found a number.'],
    [{ newestFirst: 1 }, 'query.newestFirst: expected one of true, false, found a number.'],
    [{ offset: -1 }, /^query.offset: expected an integer from 0 to 9007199254740991, found/],
    [{ limit: 0 }, 'query.limit: expected an integer from 1 to 1000, found a number.'],
    [{ limit: 1001 }, 'query.limit: expected an integer from 1 to 1000, found a number.'],
  ] as [unknown, string][])('refuses %j', async (query, message) => {
    const { box } = await stage()
    expect(() => box.control.plans(query as never)).toThrow(
      expect.objectContaining({
        code: 'SANDBOX_OPTION_INVALID',
        message:
          typeof message === 'string'
            ? `${message}${ERROR_LINK}sandbox_option_invalid`
            : expect.stringMatching(message),
      }),
    )
  })
})

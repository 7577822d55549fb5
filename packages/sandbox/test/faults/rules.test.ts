import { createPlan, listPlans } from '@wxdp/core/partner'
import { describe, expect, it } from 'vitest'
import { createFaultRules } from '../../src/faults/rules.ts'
import { seededBytes } from '../support/platform-keys.ts'
import { createPlan as create, own, plans, stage, stateOf } from '../support/stage.ts'

const list = `${plans}/120344/delivery-plans`

describe('a rule', () => {
  it('meets all calls, those of an endpoint, or the n-th of them', () => {
    const rules = createFaultRules(seededBytes())
    const meets = (method: string, path: string): unknown => rules.next(method, path)?.fault
    const second = rules.add({ endpoint: listPlans, nth: 2, fault: 'html' })
    const first = rules.add({ endpoint: createPlan, fault: 500 })
    expect([meets('GET', list), meets('POST', plans), meets('POST', plans)]).toEqual([undefined, 500, 500])
    expect([meets('GET', list), meets('GET', list)]).toEqual(['html', undefined])
    expect(rules.remove(first)).toBe(true)
    expect(meets('POST', plans)).toBeUndefined()
    rules.add({ fault: 'reset' })
    expect([meets('POST', '/v3/x'), meets('GET', list)]).toEqual(['reset', 'reset'])
    expect(rules.all).toMatchObject([
      { id: second, calls: 4, met: 1 },
      { rule: { fault: 'reset' }, calls: 2, met: 2 },
    ])
    expect([rules.remove(second), rules.remove(second)]).toEqual([true, false])
  })

  it('that was added first comes first; the others count the call, too', () => {
    const rules = createFaultRules(seededBytes())
    const meets = (): unknown => rules.next('GET', list)?.fault
    rules.add({ nth: 1, fault: 429 })
    rules.add({ nth: 1, fault: 502 })
    rules.add({ nth: 2, fault: 'html' })
    expect([meets(), meets(), meets()]).toEqual([429, 'html', undefined])
  })

  it('with a rate meets as many calls, the same ones in each run', () => {
    const run = (): boolean[] => {
      const rules = createFaultRules(seededBytes())
      rules.add({ rate: 0.3, fault: 500 })
      return Array.from({ length: 1000 }, () => rules.next('GET', list) !== undefined)
    }
    const met = run().filter(Boolean).length
    expect(Math.abs(met - 300)).toBeLessThan(60)
    expect(run()).toEqual(run())
  })
})

describe('effects', () => {
  it.each([
    [{ fault: 'reset' }, true],
    [{ fault: 'reset', takesEffect: false }, false],
    [{ fault: 500 }, false],
    [{ fault: 502, takesEffect: true }, true],
    [{ fault: 'unsigned' }, true],
  ] as const)('%j: the plan is created: %s', async (rule, isCreated) => {
    const { box, partner } = await stage()
    const id = box.control.addFault({ endpoint: createPlan, ...rule })
    await partner('POST', plans, own).catch(() => undefined)
    expect(box.control.faults).toMatchObject([{ id, rule, calls: 1, met: 1 }])
    expect([box.control.removeFault(id), box.control.faults]).toEqual([true, []])
    const planId = `12${'1'.padStart(30, '0')}`
    expect(await stateOf(partner, planId)).toBe(isCreated ? 'CREATED' : undefined)
    // The caller sends the same once more, and gets the plan in both cases.
    expect((await create(partner)).plan_id).toBe(planId)
  })
})

describe('addFault', () => {
  it.each<[string, unknown, RegExp]>([
    ['nothing', undefined, /^rule: expected an object/],
    [
      'a misspelt name',
      { fault: 500, endpoints: createPlan },
      /^rule.endpoints: unknown. Expected one of fault, /,
    ],
    ['no fault', {}, /^rule.fault: expected one of timeout, reset, .* 502, html, found undefined/],
    ['another fault', { fault: 503 }, /^rule.fault: expected one of/],
    ['a name for the endpoint', { fault: 500, endpoint: 'createPlan' }, /^rule.endpoint: expected an object/],
    [
      'an endpoint without path',
      { fault: 500, endpoint: { method: 'GET' } },
      /^rule.endpoint.path: expected/,
    ],
    ['call 0', { fault: 500, nth: 0 }, /^rule.nth: expected an integer from 1/],
    ['half a call', { fault: 500, nth: 1.5 }, /^rule.nth: expected an integer from 1/],
    ['a rate above 1', { fault: 500, rate: 2 }, /^rule.rate: expected a number from 0 to 1/],
    [
      'a string for the effect',
      { fault: 500, takesEffect: 'no' },
      /^rule.takesEffect: expected true or false/,
    ],
    [
      'a changed response without an effect',
      { fault: 'probe', takesEffect: false },
      /^rule.takesEffect: expected true with probe/,
    ],
  ])('rejects %s', async (_, rule, message) => {
    const { box } = await stage()
    expect(() => box.control.addFault(rule as never)).toThrow(
      expect.objectContaining({ code: 'SANDBOX_OPTION_INVALID', message: expect.stringMatching(message) }),
    )
  })
})

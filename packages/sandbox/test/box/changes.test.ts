import type { SandboxChange } from '@wxdp/sandbox'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createPlan, stage } from '../support/stage.ts'

afterEach(() => vi.restoreAllMocks())

const planId = `12${'1'.padStart(30, '0')}`

describe('control.subscribe', () => {
  it('tells of each change, once it has happened', async () => {
    const { box, partner, setUrl } = await stage({ callbacks: { probes: 0, duplicates: 0 } })
    const { control } = box
    const told: SandboxChange[] = []
    const states: unknown[] = []
    control.subscribe((change) => {
      told.push(change)
      if (change.kind === 'plan') states.push(control.plan(change.planId).plan_state)
    })
    const kinds = (): string[] => told.splice(0).map(({ kind }) => kind)
    await setUrl()
    expect(told[0]).toEqual({ kind: 'notifyUrl', owner: 'partner' })
    expect(told[1]).toEqual({ kind: 'request', requestId: control.requests[0]?.id })
    expect(kinds()).toHaveLength(2)
    await createPlan(partner)
    // The coupon that the plan names was made elsewhere.
    expect(told.slice(0, 3)).toEqual([
      { kind: 'coupon', productCouponId: '1000000013' },
      { kind: 'batch', stockId: '1000000013001' },
      { kind: 'plan', planId },
    ])
    await control.settled()
    const callbackId = control.callbacks[0]?.id
    expect(told).toContainEqual({ kind: 'callback', callbackId })
    told.length = 0
    await control.approve(planId)
    // New, delivered, and not to be sent again.
    expect(kinds()).toEqual(['plan', 'callback', 'callback', 'callback'])
    expect(states).toEqual(['CREATED', 'DELIVERING'])
    await control.advance('1m')
    expect(told.splice(0)).toEqual([{ kind: 'clock', now: control.now }])
    const fault = control.addFault({ fault: 500 })
    await partner('GET', '/v3/certificates')
    control.removeFault(fault)
    control.removeFault(fault)
    expect(kinds()).toEqual(['faults', 'faults', 'request', 'faults'])
  })

  it('tells of a clock that was turned although something failed on the way', async () => {
    const { box } = await stage()
    const told: SandboxChange[] = []
    box.control.subscribe((change) => void told.push(change))
    await expect(box.control.advance('soon' as never)).rejects.toMatchObject({
      code: 'SANDBOX_OPTION_INVALID',
    })
    expect(told).toEqual([{ kind: 'clock', now: box.control.now }])
  })

  it('is not disturbed by a listener that throws or rejects, and logs it', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const { box } = await stage()
    const heard: string[] = []
    box.control.subscribe(() => {
      throw new Error('thrown')
    })
    box.control.subscribe(() => Promise.reject(new Error('rejected')))
    box.control.subscribe(({ kind }) => void heard.push(kind))
    await box.control.advance('1s')
    expect(heard).toEqual(['clock'])
    await new Promise((resolve) => setTimeout(resolve))
    expect(logged.mock.calls.map(([, error]) => (error as Error).message)).toEqual(['thrown', 'rejected'])
  })

  it('ends; the same function can be subscribed twice', async () => {
    const { box } = await stage()
    let calls = 0
    const listener = (): void => {
      calls += 1
    }
    const ends = [box.control.subscribe(listener), box.control.subscribe(listener)]
    await box.control.advance('1s')
    expect(calls).toBe(2)
    ends[0]?.()
    ends[0]?.()
    await box.control.advance('1s')
    expect(calls).toBe(3)
  })

  it('expects a function', async () => {
    const { box } = await stage()
    expect(() => box.control.subscribe('plan' as never)).toThrow(
      expect.objectContaining({
        code: 'SANDBOX_OPTION_INVALID',
        message: `listener: expected a function, found another string.${ERROR_LINK}sandbox_option_invalid`,
      }),
    )
  })
})

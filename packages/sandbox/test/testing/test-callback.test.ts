import { type AuthError, openResource, type SealedResource } from '@wxdp/auth'
import type { PlanChange } from '@wxdp/core'
import { type CallbackVariant, createTestSandbox, type TestCallback } from '@wxdp/sandbox/testing'
import { describe, expect, it } from 'vitest'

const sandbox = await createTestSandbox()

/** What a receiver makes of a callback: its content, or the code of the error. */
async function receive(
  { toRaw }: Pick<TestCallback, 'toRaw'>,
  { verifier, apiV3Key } = sandbox.handlerSettings(),
): Promise<unknown> {
  try {
    const verified = await verifier.verify(toRaw())
    const { resource } = JSON.parse(new TextDecoder().decode(verified.body)) as { resource: SealedResource }
    return JSON.parse(new TextDecoder().decode(await openResource(apiV3Key, resource)))
  } catch (error) {
    return (error as AuthError).code
  }
}

describe('callback', () => {
  it('is signed and sealed for its owner', async () => {
    const callback = await sandbox.callback({ plan_id: '12', plan_state: 'PAUSED' })
    expect(await receive(callback)).toEqual(callback.resource)
    expect(callback).toMatchObject({
      ...{ method: 'POST', url: 'https://pay.example.com/wechatpay/plans' },
      resource: {
        plan_id: '12',
        plan_state: 'PAUSED',
        audit_state: 'PASSED',
        change_reason: '投放库存已耗尽',
      },
    })
    expect(JSON.parse(callback.body)).toMatchObject({ id: callback.id, event_type: 'DELIVERY_PLAN.CHANGE' })
    const ofBrand = await sandbox.callback({}, 'brand')
    expect(await receive(ofBrand)).toBe('AUTH_SERIAL_UNKNOWN')
    expect(await receive(ofBrand, await sandbox.brand.handlerSettings())).toEqual(ofBrand.resource)
    expect(ofBrand.url).toBe('https://pay.example.com/wechatpay/brand-plans')
  })

  it('is a request, as often as it is needed', async () => {
    const callback = await sandbox.callback()
    for (const request of [callback.toRequest(), callback.toRequest(), new Request(callback.url, callback)]) {
      expect([request.method, request.url]).toEqual(['POST', callback.url])
      expect(await request.text()).toBe(callback.body)
      for (const [name, value] of Object.entries(callback.headers))
        expect(request.headers.get(name)).toBe(value)
    }
  })

  it.each<[Partial<PlanChange>, string, string]>([
    [{}, 'DELIVERING PASSED', '审核通过'],
    [{ plan_state: 'CREATED' }, 'CREATED PROCESSING', '提交审核'],
    [{ plan_state: 'DELIVERING', audit_state: 'PROCESSING' }, 'DELIVERING PROCESSING', '提交审核'],
    [{ plan_state: 'CREATED', audit_state: 'REJECTED' }, 'CREATED REJECTED', '审核驳回'],
    [{ plan_state: 'PAUSED' }, 'PAUSED PASSED', '投放库存已耗尽'],
    [{ plan_state: 'TERMINATED' }, 'TERMINATED PASSED', '投放计划已终止'],
    [{ plan_state: 'EXPIRED' }, 'EXPIRED PASSED', '投放计划已过期'],
    [{ plan_state: 'EXPIRED', change_reason: '其他' }, 'EXPIRED PASSED', '其他'],
  ])('%j is %s', async (change, states, reason) => {
    const { plan_state, audit_state, change_reason } = (await receive(
      await sandbox.callback(change),
    )) as PlanChange
    expect([`${plan_state} ${audit_state}`, change_reason]).toEqual([states, reason])
  })

  it('has any content', async () => {
    const resource = { refund_id: '5', status: 'SUCCESS' }
    const content = { eventType: 'REFUND.SUCCESS', originalType: 'refund', summary: '退款成功', resource }
    const callback = await sandbox.callback(content)
    expect(await receive(callback)).toEqual(resource)
    expect(JSON.parse(callback.body)).toMatchObject({ event_type: 'REFUND.SUCCESS', summary: '退款成功' })
  })

  it.each<[CallbackVariant, unknown]>([
    ['genuine', { plan_state: 'DELIVERING' }],
    ['duplicate', { plan_state: 'DELIVERING' }],
    ['probe', 'AUTH_SIGNATURE_PROBE'],
    ['forged', 'AUTH_SIGNATURE_INVALID'],
    ['tampered', 'AUTH_SIGNATURE_INVALID'],
    ['stale', 'AUTH_TIMESTAMP_EXPIRED'],
    ['wrongSerial', 'AUTH_SERIAL_UNKNOWN'],
    ['wrongApiV3Key', 'AUTH_OPEN_FAILED'],
  ])('as %s', async (variant, outcome) => {
    const callback = await sandbox.callback()
    const other = await callback.as(variant)
    const received = await receive(other)
    if (typeof outcome === 'string') expect(received).toBe(outcome)
    else expect(received).toMatchObject(outcome as object)
    expect([other.id, other.resource]).toEqual([callback.id, callback.resource])
    expect(JSON.parse(other.body).id).toBe(callback.id)
    expect(other.headers['Wechatpay-Nonce']).not.toBe(callback.headers['Wechatpay-Nonce'])
    // From each variant there is a way to every other one.
    expect(await receive(await other.as('genuine'))).toEqual(callback.resource)
  })

  it.each<[unknown, unknown, string]>([
    ['PAUSED', undefined, 'content: expected an object, found another string.'],
    [{}, 'merchant', 'to: expected partner or brand, found another string.'],
  ])('refuses %j for %j', async (content, to, message) => {
    await expect(sandbox.callback(content as never, to as never)).rejects.toMatchObject({
      ...{ code: 'SANDBOX_OPTION_INVALID', message: `${message}${ERROR_LINK}sandbox_option_invalid` },
    })
  })

  it('follows the clock and the keys of the sandbox', async () => {
    const box = await createTestSandbox({ platformKeys: 'certificates' })
    await box.control.advance('1d')
    const callback = await box.callback()
    expect(await receive(callback, box.handlerSettings())).toEqual(callback.resource)
    expect(callback.headers['Wechatpay-Serial']).not.toMatch(/^PUB_KEY_ID/)
  })
})

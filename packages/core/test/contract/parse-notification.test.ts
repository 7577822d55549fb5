import { CoreError, defineNotification, parseEnvelope, parseNotification, planChange } from '@wxdp/core'
import { codeOf, utf8 } from '@wxdp-internal/fixtures'
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { envelope } from '../support/envelope.ts'
import { verifiedBytes } from '../support/verified.ts'

const change = {
  plan_id: '12000',
  plan_state: 'DELIVERING',
  audit_state: 'PASSED',
  change_reason: '审核通过',
  modify_time: '2026-03-23T10:29:35.120+08:00',
}
describe('parseNotification', () => {
  it.each(['DELIVERY_PLAN.CHANGE', 'DELIVERY_PLAN_STATE.DELIVER'])('recognises %s', (event_type) => {
    const notification = parseNotification(
      [planChange],
      { ...envelope, event_type },
      verifiedBytes({ ...change, new_field: 1 }),
    )
    expect(notification).toEqual({
      kind: 'planChange',
      id: envelope.id,
      create_time: envelope.create_time,
      event_type,
      resource_type: 'encrypt-resource',
      summary: envelope.summary,
      original_type: 'delivery_plan',
      resource: { ...change, new_field: 1 },
    })
  })

  it.each([
    ['a new event type', { ...envelope, event_type: 'DELIVERY_PLAN.NEW' }],
    ['another original type', { ...envelope, resource: { ...envelope.resource, original_type: 'coupon' } }],
  ])('keeps an unknown notification: %s', (_, unknown) => {
    const notification = parseNotification([planChange], unknown, verifiedBytes({ anything: true }))
    expect(notification).toMatchObject({
      kind: 'unknown',
      resource: { anything: true },
      event_type: unknown.event_type,
    })
  })

  it('does not take kind and original_type from members of the envelope, and does not change the envelope', () => {
    const odd = { ...envelope, kind: 'other', original_type: 'other' }
    const before = structuredClone(odd)
    const notification = parseNotification([planChange], odd, verifiedBytes(change))
    expect(notification).toMatchObject({ kind: 'planChange', original_type: 'delivery_plan' })
    expect(odd).toEqual(before)
  })

  it('does not take its prototype from a __proto__ in the envelope', () => {
    const odd = parseEnvelope(
      verifiedBytes(JSON.stringify(envelope).replace('{', '{"__proto__":{"polluted":true},')),
    )
    const notification = parseNotification([planChange], odd, verifiedBytes(change))
    expect(Object.getPrototypeOf(notification)).toBe(Object.prototype)
    expect((notification as { polluted?: unknown }).polluted).toBeUndefined()
  })

  it('accepts new enum values', () => {
    const notification = parseNotification(
      [planChange],
      envelope,
      verifiedBytes({ ...change, plan_state: 'FROZEN' }),
    )
    expect(notification.resource).toMatchObject({ plan_state: 'FROZEN' })
  })

  it.each<[string, unknown]>([
    ['not JSON', '{"plan_id":'],
    ['null', null],
    ['missing plan_id', { ...change, plan_id: undefined }],
    ['not of the documented types', { ...change, plan_id: 12000 }],
  ])('refuses a resource that is %s, and does not quote it', async (_, resource) => {
    const run = () => parseNotification([planChange], envelope, verifiedBytes(resource))
    expect(await codeOf(run)).toBe('CORE_RESOURCE_INVALID')
    try {
      run()
    } catch (error) {
      expect(JSON.stringify(error) + String(error) + String((error as Error).cause)).not.toContain('12000')
    }
  })

  it('throws nothing but a CoreError for any bytes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), fc.json().map(utf8)), fc.string(), (any, event_type) => {
        for (const type of [event_type, envelope.event_type]) {
          try {
            parseNotification([planChange], { ...envelope, event_type: type }, any)
          } catch (error) {
            expect(error).toBeInstanceOf(CoreError)
          }
        }
      }),
    )
  })

  it('has a type that narrows by kind', () => {
    const other = defineNotification({
      kind: 'other',
      originalType: 'o',
      eventTypes: ['O.O'],
      resource: v.looseObject({ n: v.number() }),
    })
    const notification = parseNotification([planChange, other], envelope, verifiedBytes(change))
    expectTypeOf(notification.kind).toEqualTypeOf<'planChange' | 'other' | 'unknown'>()
    if (notification.kind === 'planChange')
      expectTypeOf(notification.resource.plan_id).toEqualTypeOf<string>()
    if (notification.kind === 'other') expectTypeOf(notification.resource.n).toEqualTypeOf<number>()
    if (notification.kind === 'unknown') expectTypeOf(notification.resource).toEqualTypeOf<unknown>()
  })
})

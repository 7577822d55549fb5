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
      resourceText: JSON.stringify({ ...change, new_field: 1 }),
    })
  })

  it.each([
    ['a new event type', { ...envelope, event_type: 'DELIVERY_PLAN.NEW' }],
    ['no event type', { ...envelope, event_type: undefined }],
  ])('keeps an unknown notification: %s', (_, unknown) => {
    const notification = parseNotification([planChange], unknown, verifiedBytes({ anything: true }))
    expect(notification).toMatchObject({
      kind: 'unknown',
      resource: { anything: true },
      event_type: unknown.event_type,
    })
  })

  it.each(['delivery_plan', 'transaction', 'anything', undefined])(
    'recognises a plan change whose original type is %s: pages contradict each other',
    (original_type) => {
      const odd = { ...envelope, resource: { ...envelope.resource, original_type } }
      const notification = parseNotification([planChange], odd, verifiedBytes(change))
      expect(notification).toMatchObject({ kind: 'planChange', resource: change })
      expect(notification.original_type).toBe(original_type)
    },
  )

  it('tells apart two definitions of one event type by the original type', () => {
    const resource = v.looseObject({})
    const eventTypes = ['TRANSACTION.SUCCESS']
    const payment = defineNotification({ kind: 'payment', originalType: 'transaction', eventTypes, resource })
    const sharing = defineNotification({
      kind: 'sharing',
      originalType: 'profitsharing',
      eventTypes,
      resource,
    })
    const kindOf = (original_type: string | undefined, definitions = [payment, sharing]) =>
      parseNotification(
        definitions,
        {
          ...envelope,
          event_type: 'TRANSACTION.SUCCESS',
          resource: { ...envelope.resource, original_type },
        },
        verifiedBytes({}),
      ).kind
    expect(kindOf('transaction')).toBe('payment')
    expect(kindOf('profitsharing')).toBe('sharing')
    expect(kindOf('profitsharing', [payment])).toBe('unknown')
    expect(kindOf(undefined)).toBe('payment')
  })

  it.each([
    'REFUND.SUCCESS',
    'MCHTRANSFER.BILL.FINISHED',
    'COUPON.USE',
    'COMPLAINT.CREATE',
    'PARKING.SUCCESS',
  ])('receives %s, however little the envelope says', (event_type) => {
    const { algorithm, ciphertext, nonce } = envelope.resource
    const least = { id: '1', event_type, resource: { algorithm, ciphertext, nonce } }
    const parsed = parseEnvelope(verifiedBytes(least))
    expect(parseNotification([planChange], parsed, verifiedBytes({ a: 1 }))).toEqual({
      kind: 'unknown',
      id: '1',
      event_type,
      original_type: undefined,
      resource: { a: 1 },
      resourceText: '{"a":1}',
    })
  })

  it('keeps long numbers exact, and their text at hand', () => {
    const text = '{"id":9007199254740993,"rate":0.5}'
    const unknown = parseNotification([], envelope, verifiedBytes(text))
    expect(unknown).toMatchObject({ resource: { id: '9007199254740993', rate: 0.5 }, resourceText: text })
    expect(JSON.parse(JSON.stringify(unknown))).toEqual(unknown)
    // Ids that the pages document as strings are strings, even if they come as long numbers.
    const odd = JSON.stringify({ ...change, extra: 1 })
      .replace('"12000"', '12000000000000000000000000000001')
      .replace(':1}', ':9007199254740993}')
    expect(parseNotification([planChange], envelope, verifiedBytes(odd)).resource).toEqual({
      ...change,
      plan_id: '12000000000000000000000000000001',
      extra: '9007199254740993',
    })
  })

  it('rounds a long number only where the definition demands a number, and loses no callback', () => {
    const definition = defineNotification({
      kind: 'n',
      eventTypes: [envelope.event_type ?? ''],
      resource: v.looseObject({ id: v.number() }),
    })
    const text = '{"id":9007199254740993}'
    expect(parseNotification([definition], envelope, verifiedBytes(text))).toMatchObject({
      kind: 'n',
      resource: { id: Number('9007199254740993') },
      resourceText: text,
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

  it('names the event of an invalid resource, without control characters', () => {
    const run = (event_type: string) => () =>
      parseNotification(
        [defineNotification({ ...planChange, eventTypes: [event_type] })],
        { ...envelope, event_type },
        verifiedBytes({}),
      )
    expect(run('DELIVERY_PLAN.CHANGE')).toThrow(
      'The resource of "DELIVERY_PLAN.CHANGE" is not as documented: /plan_id, /plan_state, /audit_state, ',
    )
    expect(run('A\u001b[2J\r\n')).toThrow(String.raw`The resource of "A\u001b[2J\r\n" is not`)
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

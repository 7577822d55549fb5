import {
  CoreError,
  defineNotification,
  type NotificationEnvelope,
  parseEnvelope,
  parseNotification,
  planChange,
} from '@wxdp/core'
import { codeOf, utf8 } from '@wxdp-internal/fixtures'
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, expectTypeOf, it } from 'vitest'
import type { VerifiedBytes } from '../src/contract/verified-bytes.ts'

const envelope: NotificationEnvelope = {
  id: 'EV-2018022511223320873',
  create_time: '2026-03-23T10:00:00+08:00',
  event_type: 'DELIVERY_PLAN.CHANGE',
  resource_type: 'encrypt-resource',
  summary: '投放计划状态变更',
  resource: { algorithm: 'AEAD_AES_256_GCM', ciphertext: 'x', original_type: 'delivery_plan', nonce: 'n' },
}
const change = {
  plan_id: '12000',
  plan_state: 'DELIVERING',
  audit_state: 'PASSED',
  change_reason: '审核通过',
  modify_time: '2026-03-23T10:29:35.120+08:00',
}
const bytes = (value: unknown): VerifiedBytes =>
  utf8(typeof value === 'string' ? value : JSON.stringify(value)) as VerifiedBytes

describe('parseEnvelope', () => {
  it('reads what is documented, and keeps what is new', () => {
    expect(parseEnvelope(bytes({ ...envelope, extra: 1 }))).toEqual({ ...envelope, extra: 1 })
    const associated = { ...envelope, resource: { ...envelope.resource, associated_data: '' } }
    expect(parseEnvelope(bytes(associated))).toEqual(associated)
  })

  const { id: _, ...withoutId } = envelope
  it.each<[string, unknown]>([
    ['nothing', ''],
    ['null', null],
    ['a list', []],
    ['a number', 1],
    ['deep nesting', '['.repeat(30_000) + ']'.repeat(30_000)],
    ['no id', withoutId],
    ['an empty id', { ...envelope, id: '' }],
    ['no resource', { ...envelope, resource: null }],
    ['a resource without nonce', { ...envelope, resource: { ...envelope.resource, nonce: undefined } }],
    ['the id twice', JSON.stringify(envelope).replace('{', '{"id":"other",')],
    ['the id twice, once escaped', JSON.stringify(envelope).replace('{', '{"\\u0069d":"other",')],
    [
      'a member twice inside the resource',
      JSON.stringify(envelope).replace('"nonce"', '"nonce":"m", "nonce" '),
    ],
  ])('refuses %s', async (_, body) => {
    expect(await codeOf(() => parseEnvelope(bytes(body)))).toBe('CORE_ENVELOPE_INVALID')
  })

  it('names every field that is wrong, and how', () => {
    const broken = {
      id: '',
      create_time: 1,
      event_type: null,
      summary: 's',
      resource: { algorithm: 'a', ciphertext: 'c', associated_data: null, original_type: ['t'] },
    }
    const failure = expect.objectContaining({
      message: expect.stringContaining('Invalid: /id, /create_time, /event_type, /resource_type, /resource/'),
      issues: [
        { path: '/id', rule: 'min_length', message: 'It must not be empty.' },
        { path: '/create_time', rule: 'string', message: 'Expected a string.' },
        { path: '/event_type', rule: 'string', message: 'Expected a string.' },
        { path: '/resource_type', rule: 'required', message: 'It is required.' },
        { path: '/resource/associated_data', rule: 'string', message: 'Expected a string.' },
        { path: '/resource/original_type', rule: 'string', message: 'Expected a string.' },
        { path: '/resource/nonce', rule: 'required', message: 'It is required.' },
      ],
    })
    expect(() => parseEnvelope(bytes(broken))).toThrow(failure)
  })

  it.each([
    ['nothing', null, ''],
    ['a text', '"x"', ''],
    ['no resource', JSON.stringify({ ...envelope, resource: 'sealed' }), '/resource'],
  ])('wants an object where there is %s', (_, body, path) => {
    const issues = [{ path, rule: 'object', message: 'Expected an object.' }]
    expect(() => parseEnvelope(bytes(body))).toThrow(expect.objectContaining({ issues }))
  })

  it('is not misled by quotes, colons and escapes inside strings', () => {
    const summary = '"id": \\":\\\\" \\'
    expect(parseEnvelope(bytes({ ...envelope, summary, 'a\\"': ':' })).summary).toBe(summary)
    const spaced = JSON.stringify(envelope, null, '\t').replaceAll('":', '" \r\n:')
    expect(parseEnvelope(bytes(spaced))).toEqual(envelope)
  })

  it('accepts any JSON object around the documented fields, and refuses a doubled member in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue()), async (extra) => {
        const body = JSON.stringify({ extra, ...envelope })
        expect(parseEnvelope(bytes(body)).id).toBe(envelope.id)
        const doubled = body.replace('{', '{"extra":1,')
        expect(await codeOf(() => parseEnvelope(bytes(doubled)))).toBe('CORE_ENVELOPE_INVALID')
      }),
    )
  })

  it('of any bytes is an envelope or a CoreError', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (any) => {
        expect(() => parseEnvelope(any as VerifiedBytes)).toThrow(CoreError)
      }),
    )
  })
})

describe('parseNotification', () => {
  it.each(['DELIVERY_PLAN.CHANGE', 'DELIVERY_PLAN_STATE.DELIVER'])('knows %s', (event_type) => {
    const notification = parseNotification(
      [planChange],
      { ...envelope, event_type },
      bytes({ ...change, new_field: 1 }),
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
  ])('keeps what it does not know: %s', (_, unknown) => {
    const notification = parseNotification([planChange], unknown, bytes({ anything: true }))
    expect(notification).toMatchObject({
      kind: 'unknown',
      resource: { anything: true },
      event_type: unknown.event_type,
    })
  })

  it('says what it is itself, whatever an envelope says of it, and leaves the envelope as it was', () => {
    const odd = { ...envelope, kind: 'other', original_type: 'other' }
    const before = structuredClone(odd)
    const notification = parseNotification([planChange], odd, bytes(change))
    expect(notification).toMatchObject({ kind: 'planChange', original_type: 'delivery_plan' })
    expect(odd).toEqual(before)
  })

  it('gives an envelope with __proto__ in it no other prototype', () => {
    const odd = parseEnvelope(bytes(JSON.stringify(envelope).replace('{', '{"__proto__":{"polluted":true},')))
    const notification = parseNotification([planChange], odd, bytes(change))
    expect(Object.getPrototypeOf(notification)).toBe(Object.prototype)
    expect((notification as { polluted?: unknown }).polluted).toBeUndefined()
  })

  it('lets new enum values through', () => {
    const notification = parseNotification([planChange], envelope, bytes({ ...change, plan_state: 'FROZEN' }))
    expect(notification.resource).toMatchObject({ plan_state: 'FROZEN' })
  })

  it.each<[string, unknown]>([
    ['not JSON', '{"plan_id":'],
    ['null', null],
    ['without plan_id', { ...change, plan_id: undefined }],
    ['with plan_id of another type', { ...change, plan_id: 12000 }],
  ])('refuses a resource that is %s, and quotes nothing of it', async (_, resource) => {
    const run = () => parseNotification([planChange], envelope, bytes(resource))
    expect(await codeOf(run)).toBe('CORE_RESOURCE_INVALID')
    try {
      run()
    } catch (error) {
      expect(JSON.stringify(error) + String(error) + String((error as Error).cause)).not.toContain('12000')
    }
  })

  it('of any bytes is a notification or a CoreError', () => {
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

  it('narrows by kind', () => {
    const other = defineNotification({
      kind: 'other',
      originalType: 'o',
      eventTypes: ['O.O'],
      resource: v.looseObject({ n: v.number() }),
    })
    const notification = parseNotification([planChange, other], envelope, bytes(change))
    expectTypeOf(notification.kind).toEqualTypeOf<'planChange' | 'other' | 'unknown'>()
    if (notification.kind === 'planChange')
      expectTypeOf(notification.resource.plan_id).toEqualTypeOf<string>()
    if (notification.kind === 'other') expectTypeOf(notification.resource.n).toEqualTypeOf<number>()
    if (notification.kind === 'unknown') expectTypeOf(notification.resource).toEqualTypeOf<unknown>()
  })
})

it('unverified bytes do not compile', () => {
  // @ts-expect-error only a verifier makes VerifiedBytes
  expect(() => parseEnvelope(utf8('{}'))).toThrow(CoreError)
})

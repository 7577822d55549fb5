import { type AnyNotificationDefinition, CoreError, parseNotification, planChange } from '@wxdp/core'
import { couponSent, imageGenerated } from '@wxdp/core/coupon'
import { echoSuccess } from '@wxdp/core/security'
import { expect, it } from 'vitest'
import { envelope } from './support/envelope.ts'
import { notifications } from './support/openapi-reader.ts'
import { verifiedBytes } from './support/verified.ts'

/** What the page of a notification says. */
interface Page {
  readonly kind: string
  readonly events: readonly string[]
  /** A resource with every field. */
  readonly resource: object
  /** The fields that are always there. */
  readonly required: readonly string[]
}

function row(definition: AnyNotificationDefinition, page: Page) {
  return { kind: page.kind, definition, page }
}

/** One row a notification. */
const table = [
  row(planChange, {
    kind: 'planChange',
    events: ['DELIVERY_PLAN.CHANGE', 'DELIVERY_PLAN_STATE.DELIVER'],
    resource: {
      plan_id: '12000',
      plan_state: 'DELIVERING',
      audit_state: 'PASSED',
      change_reason: '审核通过',
      modify_time: '2026-03-23T10:29:35.120+08:00',
    },
    required: ['plan_id', 'plan_state', 'audit_state', 'change_reason', 'modify_time'],
  }),
  row(echoSuccess, {
    kind: 'echoSuccess',
    events: ['SECURITY_ECHO.SUCCESS'],
    resource: { echo_message: '你好' },
    required: [],
  }),
  row(couponSent, {
    kind: 'couponSent',
    events: ['PRODUCT_COUPON_SP.SEND', 'PRODUCT_COUPON.SEND'],
    resource: {
      coupon_code: 'SYN0000000000000000001',
      brand_id: '40001',
      product_coupon_id: '9100000001',
      stock_id: '9100000001001',
      stock_bundle_id: '9200000001',
      user_coupon_bundle_id: '8800000001',
      appid: 'wx00000000000000a1',
      openid: 'oSyn-000000000000000000000001',
      unionid: 'uSyn-000000000000000000000001',
      receive_time: '2026-12-05T10:00:00.120+08:00',
      send_request_no: 'WXSEND-20261205-000001',
      send_channel: 'BRAND_MANAGE',
      valid_begin_time: '2026-12-05T10:00:00.120+08:00',
      valid_end_time: '2026-12-11T23:59:59.000+08:00',
      phone_number: '13800000000',
      country_code: '86',
      attach: '附加信息',
      channel_custom_info: '{}',
    },
    // Without brand_id, which a brand does not get, and unionid, which the confirmation does not need.
    required: [
      'coupon_code',
      'product_coupon_id',
      'stock_id',
      'appid',
      'openid',
      'receive_time',
      'send_request_no',
      'send_channel',
      'valid_begin_time',
      'valid_end_time',
    ],
  }),
  row(imageGenerated, {
    kind: 'imageGenerated',
    events: ['PRODUCT_COUPON_SP.IMAGE_GENERATION', 'PRODUCT_COUPON.IMAGE_GENERATION'],
    resource: {
      task_id: 'img-task-0001',
      brand_id: '40001',
      image_generation_type: 'COMBINE_IMAGE',
      task_state: 'SUCCESS',
      combine_image_result: { image_url: 'https://img.example.com/coupon/combined.jpg' },
      cut_out_result: { image_url: 'https://img.example.com/coupon/cut.png' },
    },
    required: ['task_id', 'image_generation_type', 'task_state'],
  }),
]

it('every notification has a row in this table', () => {
  const known = new Set(table.map(({ definition }) => definition))
  expect(notifications.filter((each) => !known.has(each)).map(({ kind }) => kind)).toEqual([])
})

it.each(table)('$kind is as its page says', ({ definition, page }) => {
  const { resource, required } = page
  const original_type = definition.originalType
  const parse = (event_type: string, content: object) =>
    parseNotification(
      [definition],
      { ...envelope, event_type, resource: { ...envelope.resource, original_type } },
      verifiedBytes(content),
    )
  expect(definition.eventTypes).toEqual(page.events)
  for (const event of page.events) {
    const more = { ...resource, a_new_field: { x: 1 } }
    expect(parse(event, more)).toMatchObject({ kind: page.kind, event_type: event, resource: more })
    for (const [name] of Object.entries(resource)) {
      const without = Object.fromEntries(Object.entries(resource).filter(([each]) => each !== name))
      if (required.includes(name)) expect(() => parse(event, without), name).toThrow(CoreError)
      else expect(parse(event, without)).toMatchObject({ resource: without })
    }
  }
  expect(parse('SOMETHING.ELSE', resource).kind).toBe('unknown')
})

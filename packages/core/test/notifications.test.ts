import { type AnyNotificationDefinition, CoreError, parseNotification, planChange } from '@wxdp/core'
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

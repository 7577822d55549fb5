import { createVerifier } from '@wxdp/auth'
import { defineNotification, type PlanChange, planChange } from '@wxdp/core'
import {
  byKind,
  createHandler,
  type NotificationContext,
  type ReceivedNotification,
  type RequestHost,
} from '@wxdp/notify'
import { createNodeHandler, type NodeHost } from '@wxdp/notify/node'
import { apiV3Key, keys } from '@wxdp-internal/fixtures'
import {
  callbackRequest,
  planChangeEnvelope,
  planChange as planChangeResource,
} from '@wxdp-internal/fixtures/messages'
import * as v from 'valibot'
import { describe, expect, expectTypeOf, it, vi } from 'vitest'

const verifier = createVerifier({ keys: { [keys.platform.serialNo]: keys.platform.publicKey } })
const echoSuccess = defineNotification({
  kind: 'echoSuccess',
  originalType: 'security',
  eventTypes: ['SECURITY_ECHO.SUCCESS'],
  resource: v.looseObject({ echo_message: v.string() }),
})
interface EchoSuccess {
  echo_message: string
}
const noop = (): void => {}

describe('byKind', () => {
  it('calls the function of the kind with the notification and its context', async () => {
    const functions = { planChange: vi.fn(noop), other: vi.fn(noop) }
    const handler = createHandler({ verifier, apiV3Key, onNotification: byKind(functions) })
    expect((await handler(await callbackRequest())).status).toBe(204)
    expect(functions.planChange.mock.calls).toEqual([
      [
        expect.objectContaining({ kind: 'planChange', resource: planChangeResource }),
        expect.objectContaining({ serialNo: keys.platform.serialNo }),
      ],
    ])
    expect(functions.other).not.toHaveBeenCalled()
  })

  it('calls `other` with what no definition fits', async () => {
    const functions = { planChange: vi.fn(noop), other: vi.fn(noop) }
    const handler = createHandler({ verifier, apiV3Key, onNotification: byKind(functions) })
    const body = await planChangeEnvelope({
      resource: { x: 1 },
      changes: { event_type: 'DELIVERY_PLAN.NEW' },
    })
    expect((await handler(await callbackRequest(body))).status).toBe(204)
    expect(functions.other.mock.calls).toEqual([
      [
        expect.objectContaining({ event_type: 'DELIVERY_PLAN.NEW', resource: { x: 1 } }),
        expect.objectContaining({ serialNo: keys.platform.serialNo }),
      ],
    ])
    expect(functions.planChange).not.toHaveBeenCalled()
  })

  it('returns what the function returns, so that a rejection is a failure', async () => {
    const failing = byKind({ planChange: () => Promise.reject(new Error('no')), other: noop })
    const handler = createHandler({ verifier, apiV3Key, onNotification: failing, observe: noop })
    expect((await handler(await callbackRequest())).status).toBe(500)
  })

  it.each<[string, () => unknown, string]>([
    ['other', () => byKind({ planChange: noop } as never), 'other'],
    ['a listed kind', () => byKind({ planChange: noop, other: noop } as never, [echoSuccess]), 'echoSuccess'],
  ])('without a function for %s is a TypeError', (_, make, kind) => {
    expect(make).toThrow(
      expect.objectContaining({
        name: 'TypeError',
        code: 'NOTIFY_OPTION_INVALID',
        message: `byKind must have a function for ${kind}; found undefined (is the environment variable set?).${ERROR_LINK}notify_option_invalid`,
      }),
    )
  })
})

describe('the types of byKind', () => {
  it('narrow each notification, and infer the context, for the default notifications', () => {
    createHandler({
      verifier,
      apiV3Key,
      onNotification: byKind({
        planChange(notification, context) {
          expectTypeOf(notification.kind).toEqualTypeOf<'planChange'>()
          expectTypeOf(notification.resource).toEqualTypeOf<PlanChange>()
          expectTypeOf(context).toEqualTypeOf<NotificationContext<RequestHost>>()
        },
        other(notification, context) {
          expectTypeOf(notification.kind).toEqualTypeOf<'unknown'>()
          expectTypeOf(notification.resource).toEqualTypeOf<unknown>()
          expectTypeOf(context).toEqualTypeOf<NotificationContext<RequestHost>>()
        },
      }),
    })
  })

  it('narrow each notification for own definitions, in one expression', () => {
    createNodeHandler({
      verifier,
      apiV3Key,
      notifications: [planChange, echoSuccess],
      onNotification: byKind({
        planChange: ({ resource }) => void expectTypeOf(resource).toEqualTypeOf<PlanChange>(),
        async echoSuccess({ resource }, context) {
          expectTypeOf(resource).toExtend<EchoSuccess>()
          expectTypeOf(context).toEqualTypeOf<NotificationContext<NodeHost>>()
        },
        other: ({ kind }) => void expectTypeOf(kind).toEqualTypeOf<'unknown'>(),
      }),
    })
  })

  it('narrow each notification in settings from a function', () => {
    createHandler(() => ({
      verifier,
      apiV3Key,
      onNotification: byKind({
        planChange: ({ resource }) => void expectTypeOf(resource).toEqualTypeOf<PlanChange>(),
        other: (_, context) => void expectTypeOf(context).toEqualTypeOf<NotificationContext<RequestHost>>(),
      }),
    }))
    const notifications = [planChange, echoSuccess] as const
    createHandler(async () => {
      await Promise.resolve()
      return {
        verifier,
        apiV3Key,
        notifications,
        onNotification: byKind(
          {
            planChange: ({ resource }) => void expectTypeOf(resource).toEqualTypeOf<PlanChange>(),
            echoSuccess: ({ resource }) => void expectTypeOf(resource).toExtend<EchoSuccess>(),
            other: (_, context) =>
              void expectTypeOf(context).toEqualTypeOf<NotificationContext<RequestHost>>(),
          },
          notifications,
        ),
      }
    })
  })

  it('serve the consumer of a queue as well, with a context of its own', () => {
    interface Message {
      readonly attempts: number
    }
    const consume = byKind({
      planChange: ({ resource }, { attempts }: Message) => void [resource.plan_id, attempts],
      other: noop,
    })
    expectTypeOf(consume).parameters.toEqualTypeOf<[notification: ReceivedNotification, context: Message]>()
  })

  it('reject a missing function', () => {
    // @ts-expect-error: other is missing.
    expect(() => byKind({ planChange: noop })).toThrow()
    // @ts-expect-error: planChange is missing.
    byKind({ other: noop })
    createHandler({
      verifier,
      apiV3Key,
      notifications: [planChange, echoSuccess],
      // @ts-expect-error: echoSuccess is missing.
      onNotification: byKind({ planChange: noop, other: noop }),
    })
    const notifications = [planChange, echoSuccess] as const
    // @ts-expect-error: echoSuccess is missing.
    expect(() => byKind({ planChange: noop, other: noop }, notifications)).toThrow()
  })

  it('reject a function of a kind that is not listed', () => {
    // @ts-expect-error: echoSuccess is not listed.
    byKind({ planChange: noop, echoSuccess: noop, other: noop })
  })
})

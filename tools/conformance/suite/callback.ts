// Callbacks as WeChat Pay sends them, and handlers that take them.
import { sealResource } from '@wxdp/auth/platform'
import {
  type CallbackHandler,
  createHandler,
  type HandlerSettings,
  type ReceivedNotification,
} from '@wxdp/notify'
import { apiV3Key, utf8 } from './fixtures.ts'
import { type SignedOptions, signed, verifier } from './platform.ts'

export const change = {
  plan_id: '12000',
  plan_state: 'DELIVERING',
  audit_state: 'PASSED',
  change_reason: '审核通过',
  modify_time: '2026-03-23T10:29:35.120+08:00',
}

/** The body of a callback; `changes` replace members of it. */
export async function envelope(
  id = 'EV-1',
  changes: object = {},
  resource: unknown = change,
): Promise<string> {
  const sealed = await sealResource(apiV3Key, utf8(JSON.stringify(resource)), {
    associatedData: 'delivery_plan',
  })
  return JSON.stringify({
    id,
    create_time: '2026-03-23T10:29:36+08:00',
    event_type: 'DELIVERY_PLAN.CHANGE',
    resource_type: 'encrypt-resource',
    summary: '投放计划状态变更',
    resource: { ...sealed, original_type: 'delivery_plan' },
    ...changes,
  })
}

export type CallbackOptions = SignedOptions & { readonly sent?: BodyInit }

/** A callback that the platform signed over `body`; what is sent may be something else. */
export async function callback(
  body: string | Uint8Array,
  { sent = body as BodyInit, changes, ...options }: CallbackOptions = {},
): Promise<Request> {
  const type = { 'content-type': 'application/json' }
  const headers = await signed(body, { ...options, changes: { ...type, ...changes } })
  // A body that is a stream needs it; the types have yet to learn of it.
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', headers, body: sent, duplex: 'half' }
  return new Request('https://pay.example.com/wechatpay/plans', init)
}

export interface Desk {
  readonly handler: CallbackHandler
  /** What the function was given. */
  readonly handled: ReceivedNotification[]
  /** `outcome status code` of every callback. */
  readonly seen: string[]
}

/** A handler that notes what it does. */
export function desk(
  work: (notification: ReceivedNotification) => Promise<void> | void = () => {},
  settings: Partial<HandlerSettings> = {},
): Desk {
  const handled: ReceivedNotification[] = []
  const seen: string[] = []
  const handler = createHandler({
    verifier,
    apiV3Key,
    ...settings,
    onNotification(notification) {
      handled.push(notification)
      return work(notification)
    },
    observe: ({ outcome, status, code }) => seen.push([outcome, status, code].filter(Boolean).join(' ')),
  })
  return { handler, handled, seen }
}

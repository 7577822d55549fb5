import type { PlanChange } from '@wxdp/core'
import { SandboxError } from '@wxdp/sandbox'
import { z } from 'zod'
import { type AddTools, anything, reads, result, sends } from './tool.ts'
import { callbackShape, callbackView, deliveryShape, deliveryView } from './views.ts'

const id = z.string().describe('id of a callback, from list_callbacks')
const limit = z.number().int().min(1).max(100).default(20)

/** What was sent to the receiver, why it failed, and sending. */
export const addCallbackTools: AddTools = (server, { box: { control } }) => {
  const find = (callbackId: string) => {
    const record = [...control.callbacks].reverse().find((each) => each.id === callbackId)
    if (record) return record
    throw new SandboxError('SANDBOX_CALLBACK_UNKNOWN', `The sandbox has no callback ${callbackId}.`)
  }
  server.registerTool(
    'list_callbacks',
    {
      title: 'List callbacks',
      description:
        'Lists the callbacks that the sandbox has sent, the newest first: to which URL, what they say (opened), whether the receiver has acknowledged them, and the last problem. Each is sent with a signature probe (a wrong signature that must be refused with 4xx or 5xx), the notification (200 or 204 expected) and a duplicate.',
      inputSchema: { failed_only: z.boolean().default(false), limit },
      outputSchema: { total: z.number(), callbacks: z.array(callbackShape) },
      annotations: reads,
    },
    ({ failed_only, limit }) =>
      result(() => {
        const chosen = control.callbacks.filter(
          ({ isAcknowledged, deliveries }) =>
            !failed_only || !isAcknowledged || deliveries.some(({ problem }) => problem),
        )
        return { total: chosen.length, callbacks: chosen.slice(-limit).reverse().map(callbackView) }
      }),
  )
  server.registerTool(
    'get_callback',
    {
      title: 'Why did a callback fail?',
      description:
        'Shows one callback with every delivery: what was sent (headers, sealed body), how the receiver responded, and why that is wrong.',
      inputSchema: { id },
      outputSchema: {
        callback: callbackShape,
        deliveries: z.array(deliveryShape),
        last_request: anything.optional(),
      },
      annotations: reads,
    },
    (given) =>
      result(() => {
        const record = find(given.id)
        const { deliveries } = record
        return {
          callback: callbackView(record),
          deliveries: deliveries.map(deliveryView),
          last_request: deliveries.at(-1)?.request,
        }
      }),
  )
  server.registerTool(
    'resend_callback',
    {
      title: 'Resend a callback',
      description: 'Sends a callback once more, signed anew, and shows how the receiver responded.',
      inputSchema: { id },
      outputSchema: { deliveries: z.array(deliveryShape) },
      annotations: sends,
    },
    (given) => result(async () => ({ deliveries: (await control.resend(given.id)).map(deliveryView) })),
  )
  server.registerTool(
    'send_callback',
    {
      title: 'Send a callback of any state',
      description:
        'Sends a DELIVERY_PLAN.CHANGE of any state to the callback URL that was set, without changing a plan, and shows how the receiver responded. The plan need not exist.',
      inputSchema: {
        plan_id: z.string(),
        plan_state: z.string().optional().describe('such as DELIVERING; default DELIVERING'),
        audit_state: z.string().optional().describe('such as PASSED; default PASSED'),
        change_reason: z.string().optional(),
      },
      outputSchema: { deliveries: z.array(deliveryShape) },
      annotations: sends,
    },
    (change) =>
      result(async () => ({
        deliveries: (
          await control.sendPlanChange(
            Object.fromEntries(
              Object.entries(change).filter(([, value]) => value !== undefined),
            ) as unknown as PlanChange,
          )
        ).map(deliveryView),
      })),
  )
}

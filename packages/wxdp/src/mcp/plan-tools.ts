import type { ControlStep } from '@wxdp/sandbox'
import { z } from 'zod'
import { type AddTools, anything, at, changes, destroys, reads, result } from './tool.ts'
import { deliveryShape, deliveryView, historyView, planShape, planView } from './views.ts'

const planId = z.string().describe('plan_id of a plan in the sandbox, from list_plans')
const steps = [
  ...(['approve', 'reject', 'exhaust', 'refill', 'expire'] as const),
  ...(['submit', 'pause', 'resume', 'terminate'] as const),
] satisfies readonly ControlStep[]

/** What plans there are, and what WeChat Pay does to them. */
export const addPlanTools: AddTools = (server, { box: { control } }) => {
  server.registerTool(
    'list_plans',
    {
      title: 'List delivery plans',
      description:
        'Lists the delivery plans (投放计划) in the sandbox, the newest first, with both states (plan_state, audit_state) and the steps that take_step can take. Plans are created by calling the sandbox over HTTP, not by a tool.',
      inputSchema: {
        plan_state: z.enum(['CREATED', 'DELIVERING', 'PAUSED', 'TERMINATED', 'EXPIRED']).optional(),
        audit_state: z.enum(['INITIAL', 'PROCESSING', 'PASSED', 'REJECTED']).optional(),
        text: z.string().optional().describe('part of the id, the name or the brand id'),
        limit: z.number().int().min(1).max(100).default(20),
      },
      outputSchema: { total: z.number(), plans: z.array(planShape) },
      annotations: reads,
    },
    ({ plan_state, audit_state, text, limit }) =>
      result(() => {
        const { total, plans } = control.plans({
          ...{ newestFirst: true, limit },
          ...(plan_state && { planState: plan_state }),
          ...(audit_state && { auditState: audit_state }),
          ...(text !== undefined && { text }),
        })
        return { total, plans: plans.map(planView) }
      }),
  )
  server.registerTool(
    'get_plan',
    {
      title: 'Show a delivery plan',
      description: 'Shows one plan with its live terms, its draft and its history.',
      inputSchema: { plan_id: planId },
      outputSchema: {
        plan: planShape,
        live: anything,
        draft: anything.optional(),
        history: z.array(anything),
      },
      annotations: reads,
    },
    ({ plan_id }) =>
      result(() => {
        const plan = control.plan(plan_id)
        return { plan: planView(plan), live: plan.live, draft: plan.draft, history: historyView(plan) }
      }),
  )
  server.registerTool(
    'take_step',
    {
      title: 'Take a step with a plan',
      description:
        'Does what WeChat Pay or the owner of a plan does. WeChat Pay: approve or reject an audit, exhaust or refill the stock, expire. Owner: submit, pause, resume, terminate. Each step sends a callback to the URL that the owner has set, and the result shows how the receiver responded. expire and terminate end the plan for good.',
      inputSchema: {
        plan_id: planId,
        step: z.enum(steps),
        reason: z.string().optional().describe('change_reason of a rejection'),
      },
      outputSchema: { plan: planShape, deliveries: z.array(deliveryShape) },
      annotations: destroys,
    },
    ({ plan_id, step, reason }) =>
      result(async () => {
        const deliveries = await (step === 'reject'
          ? control.reject(plan_id, reason)
          : control[step](plan_id))
        return { plan: planView(control.plan(plan_id)), deliveries: deliveries.map(deliveryView) }
      }),
  )
  server.registerTool(
    'advance_clock',
    {
      title: 'Turn the clock',
      description:
        "Turns the sandbox's clock forward. Everything that falls due happens, in order: plans end, certificates change, callbacks that were not acknowledged are retried. A receiver with a clock of its own refuses callbacks as stale once the clocks are five minutes apart.",
      inputSchema: { duration: z.string().describe('such as 90s, 15m, 3h or 2d') },
      outputSchema: { now: z.string(), deliveries: z.array(deliveryShape) },
      annotations: { ...changes, openWorldHint: true },
    },
    ({ duration }) =>
      result(async () => {
        await control.advance(duration as `${number}s`)
        const deliveries = await control.settled()
        return { now: at(control.now), deliveries: deliveries.slice(-50).map(deliveryView) }
      }),
  )
}

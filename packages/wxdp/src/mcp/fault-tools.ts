import { type Fault, type FaultRule, SandboxError } from '@wxdp/sandbox'
import { z } from 'zod'
import { type AddTools, anything, changes, reads, result } from './tool.ts'

const faults = [
  ...(['timeout', 'reset', 'slowBody', 'truncatedBody', 'html', 'unsigned'] as const),
  ...(['wrongSignature', 'stale', 'wrongSerial', 'probe', '429', '500', '502'] as const),
]

/** What goes wrong on purpose. */
export const addFaultTools: AddTools = (server, { box: { control } }) => {
  server.registerTool(
    'list_faults',
    {
      title: 'List faults',
      description: 'Lists the faults that meet calls of the sandbox, with how many calls each has met.',
      inputSchema: {},
      outputSchema: { faults: z.array(anything) },
      annotations: reads,
    },
    () => result(() => ({ faults: control.faults })),
  )
  server.registerTool(
    'add_fault',
    {
      title: 'Add a fault',
      description:
        'Lets something go wrong with responses until remove_fault: timeout, reset, slowBody, truncatedBody, 429, 500, 502, html, unsigned, wrongSignature, stale, wrongSerial, probe. Without method and path, all calls are met.',
      inputSchema: {
        fault: z.enum(faults),
        method: z.string().optional().describe('with path: only calls of this endpoint'),
        path: z
          .string()
          .optional()
          .describe('such as /v3/marketing/partner/delivery-plan/delivery-plans/{plan_id}'),
        nth: z.number().int().min(1).optional().describe('only the n-th of these calls'),
        rate: z.number().min(0).max(1).optional().describe('the chance for each of these calls'),
        takes_effect: z.boolean().optional().describe('whether the call takes effect before the fault'),
      },
      outputSchema: { id: z.string() },
      annotations: changes,
    },
    ({ fault, method, path, nth, rate, takes_effect }) =>
      result(() => {
        const rule: FaultRule = {
          fault: (/^\d+$/.test(fault) ? Number(fault) : fault) as Fault,
          ...(method !== undefined && path !== undefined && { endpoint: { method, path } }),
          ...(nth !== undefined && { nth }),
          ...(rate !== undefined && { rate }),
          ...(takes_effect !== undefined && { takesEffect: takes_effect }),
        }
        return { id: control.addFault(rule) }
      }),
  )
  server.registerTool(
    'remove_fault',
    {
      title: 'Remove a fault',
      description: 'Removes a fault.',
      inputSchema: { id: z.string().describe('from add_fault or list_faults') },
      outputSchema: { removed: z.boolean() },
      annotations: { ...changes, idempotentHint: true },
    },
    ({ id }) =>
      result(() => {
        if (control.removeFault(id)) return { removed: true }
        throw new SandboxError('SANDBOX_NOT_FOUND', `There is no fault ${id}.`)
      }),
  )
  server.registerTool(
    'refuse_next',
    {
      title: 'Refuse the next call',
      description:
        'Lets the next call be refused for one of the documented business causes, such as 268585869 (the brand has no merchant card). Each call of this tool refuses one call more.',
      inputSchema: { cause: z.number().int().describe('the nine digits that end a Request-ID') },
      outputSchema: { refuses: z.number() },
      annotations: changes,
    },
    ({ cause }) =>
      result(() => {
        control.refuseNext(cause)
        return { refuses: cause }
      }),
  )
}

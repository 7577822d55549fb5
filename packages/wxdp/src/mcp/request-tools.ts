import { SandboxError } from '@wxdp/sandbox'
import { z } from 'zod'
import { type AddTools, anything, reads, result } from './tool.ts'
import { requestShape, requestView } from './views.ts'

/** What the integration has called, and what was wrong with it. */
export const addRequestTools: AddTools = (server, { box: { control } }) => {
  server.registerTool(
    'list_requests',
    {
      title: 'List requests',
      description:
        'Lists the requests that the sandbox got, the newest first, with the status of each response and the check of each signature.',
      inputSchema: {
        failed_only: z.boolean().default(false),
        limit: z.number().int().min(1).max(100).default(20),
      },
      outputSchema: { total: z.number(), requests: z.array(requestShape) },
      annotations: reads,
    },
    ({ failed_only, limit }) =>
      result(() => {
        const chosen = control.requests.filter(
          ({ response }) => !failed_only || (response?.status ?? 500) >= 400,
        )
        return { total: chosen.length, requests: chosen.slice(-limit).reverse().map(requestView) }
      }),
  )
  server.registerTool(
    'get_request',
    {
      title: 'Show a request',
      description:
        'Shows one request with its headers and body, the response, and the check of its signature: the message that should have been signed, the one that was, and where they differ first.',
      inputSchema: {
        id: z.string().describe('id of a request, from list_requests: how its Request-ID begins'),
      },
      outputSchema: {
        request: requestShape,
        headers: anything,
        body: z.string(),
        response: anything.optional(),
        signature_check: anything,
      },
      annotations: reads,
    },
    ({ id }) =>
      result(() => {
        const record = [...control.requests].reverse().find((each) => each.id === id)
        if (!record) throw new SandboxError('SANDBOX_NOT_FOUND', `There is no request ${id}.`)
        const { headers, body, response, signature } = record
        return { request: requestView(record), headers, body, response, signature_check: signature }
      }),
  )
  server.registerTool(
    'last_signature_problem',
    {
      title: 'Why was the last signature refused?',
      description:
        'Says what was wrong with the newest request whose signature was refused (SIGN_ERROR): a wrong key or a wrong message, which typical mistake, and the first difference between what was signed and what was expected.',
      inputSchema: {},
      outputSchema: {
        found: z.boolean(),
        request: requestShape.optional(),
        signature_check: anything.optional(),
      },
      annotations: reads,
    },
    () =>
      result(() => {
        const record = [...control.requests].reverse().find(({ signature }) => signature.result === 'wrong')
        if (!record) return { found: false }
        return { found: true, request: requestView(record), signature_check: record.signature }
      }),
  )
}

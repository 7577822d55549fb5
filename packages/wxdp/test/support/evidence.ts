import { writeFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import type { NotificationContent, SandboxOptions } from '@wxdp/sandbox'
import { temporaryFolder } from './program.ts'
import { serve } from './receiver.ts'
import { type Box, startSandbox } from './sandbox.ts'

/** What a command is run with to find a mistake: evidence, and the settings of whoever made it. */
export interface Evidence {
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
  readonly now?: number
}

const planChange: NotificationContent = {
  eventType: 'DELIVERY_PLAN.CHANGE',
  originalType: 'delivery_plan',
  summary: '投放计划状态变更',
  resource: {
    plan_id: '12000000000000000000000000000001',
    plan_state: 'DELIVERING',
    audit_state: 'PASSED',
    change_reason: '审核通过',
    modify_time: '2026-11-24T10:29:35.120+08:00',
  },
}

export interface ReceivedOptions {
  readonly content?: NotificationContent
  readonly options?: SandboxOptions
  /** Which of the deliveries is saved. */
  readonly kind?: 'probe' | 'notification'
  /** What comes between WeChat Pay and the receiver, such as a proxy. */
  readonly before?: (receiver: string) => Promise<string>
}

/**
 * Lets a sandbox send a callback over HTTP to a receiver, which saves it in its way.
 *
 * @param save Returns what the receiver saves. It may make a mistake.
 */
export async function received(
  save: (request: IncomingMessage, body: Buffer) => string | object | Promise<string | object>,
  { content = planChange, options = {}, kind = 'notification', before }: ReceivedOptions = {},
): Promise<Evidence & { readonly box: Box }> {
  const callbacks = { probes: kind === 'probe' ? 1 : 0, duplicates: 0 }
  const box = await startSandbox({ deliver: (request) => fetch(request), callbacks, ...options })
  const cwd = temporaryFolder()
  let isSaved = false
  const receiver = await serve(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    if (!isSaved) {
      isSaved = true
      const saved = await save(request, Buffer.concat(chunks))
      writeFileSync(join(cwd, 'saved'), typeof saved === 'string' ? saved : JSON.stringify(saved))
    }
    response.writeHead(204).end()
  })
  await box.sandbox.control.sendNotification(before ? await before(receiver) : receiver, content)
  return { args: ['callback', 'verify', 'saved'], env: box.partner, cwd, box }
}

/** A receiver without a mistake. */
export const asItCame = ({ headers }: IncomingMessage, body: Buffer): object => ({
  headers,
  body: body.toString(),
})

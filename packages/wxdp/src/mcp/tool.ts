import type { CallToolResult, McpServer, ToolAnnotations } from '@modelcontextprotocol/server'
import { explainCode } from '@wxdp/core'
import type { Sandbox } from '@wxdp/sandbox'
import { z } from 'zod'
import { withoutLinks } from '../errors.ts'

/** What the tools control. */
export interface ToolContext {
  readonly box: Sandbox
  /** Where it is served. */
  readonly url: string
  /** Its settings, as lines of an `.env` file. */
  settings(): Promise<readonly string[]>
}

/** Registers some tools. */
export type AddTools = (server: McpServer, context: ToolContext) => void

/** Changes nothing. */
export const reads: ToolAnnotations = { readOnlyHint: true, openWorldHint: false }
/** Adds something, or does again what can be done again. */
export const changes: ToolAnnotations = { readOnlyHint: false, destructiveHint: false, openWorldHint: false }
/** Sends callbacks, to whatever URL was set. */
export const sends: ToolAnnotations = { readOnlyHint: false, destructiveHint: false, openWorldHint: true }
/** What cannot be undone. */
export const destroys: ToolAnnotations = { readOnlyHint: false, destructiveHint: true, openWorldHint: true }

/** A JSON value whose form the description of its tool says. */
export const anything: z.ZodType<Record<string, unknown>> = z.looseObject({})

/** Runs a tool. What the sandbox refuses is a result that says why, and what to do. */
export async function result(work: () => object | Promise<object>): Promise<CallToolResult> {
  try {
    // As JSON: without what is undefined.
    const structuredContent = JSON.parse(JSON.stringify(await work()))
    return { structuredContent, content: [{ type: 'text', text: JSON.stringify(structuredContent) }] }
  } catch (error) {
    const { code, message } = error as { code?: unknown; message?: unknown }
    const known = typeof code === 'string' ? explainCode(code, { language: 'en' }) : undefined
    const text = known === undefined ? String(message) : `${withoutLinks(String(message))}\n${known}`
    return { isError: true, content: [{ type: 'text', text }] }
  }
}

/** A time for an assistant: RFC 3339. */
export function at(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : new Date(ms).toISOString()
}

/** An input without what was not given. */
export function given<Query extends object>(
  query: Query,
): { [Name in keyof Query]: Exclude<Query[Name], undefined> } {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as never
}

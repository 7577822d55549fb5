import type { Readable, Writable } from 'node:stream'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { createMcpServer } from '../mcp/server.ts'
import type { ToolContext } from '../mcp/tool.ts'
import { stopped } from '../terminal/stopped.ts'
import type { Context } from './context.ts'

/** Speaks MCP on standard input and output until the assistant closes its end, or the program is stopped. */
export async function serveMcp({ world }: Context, tools: ToolContext): Promise<void> {
  const { stdin, stdout } = world
  const server = createMcpServer(tools)
  const ended = new Promise<void>((resolve) => stdin.once('end', resolve).once('close', resolve))
  await server.connect(new StdioServerTransport(stdin as Readable, stdout as unknown as Writable))
  await Promise.race([ended, stopped(world)])
  await server.close()
}

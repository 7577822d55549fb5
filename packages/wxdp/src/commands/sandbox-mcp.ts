import type { Readable, Writable } from 'node:stream'
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio'
import { createMcpServer } from '../mcp/server.ts'
import type { ToolContext } from '../mcp/tool.ts'
import { stopped } from '../terminal/stopped.ts'
import type { Context } from './context.ts'

/** Speaks MCP on standard input and output until the assistant closes its end, or the program is stopped. */
export async function serveMcp({ world }: Context, tools: ToolContext): Promise<void> {
  const { stdin, stdout } = world
  const ended = new Promise<void>((resolve) => stdin.once('end', resolve).once('close', resolve))
  const transport = new StdioServerTransport(stdin as Readable, stdout as Writable)
  const served = serveStdio(() => createMcpServer(tools), { transport })
  await Promise.race([ended, stopped(world)])
  await served.close()
}

import { McpServer } from '@modelcontextprotocol/server'
import { addCallbackTools } from './callback-tools.ts'
import { addFaultTools } from './fault-tools.ts'
import { addPlanTools } from './plan-tools.ts'
import { addRequestTools } from './request-tools.ts'
import { addSettingTools } from './setting-tools.ts'
import type { ToolContext } from './tool.ts'

const instructions = `A sandbox of WeChat Pay for delivery plans (投放计划) runs on this machine. Integrations call it over HTTP, signed like calls of WeChat Pay: get_settings has what they need. These tools do what WeChat Pay does by itself (audits, stock, time), show what was sent and received, and say why something failed. Begin with sandbox_state.`

/** The control of a sandbox as tools for assistants. */
export function createMcpServer(context: ToolContext): McpServer {
  const server = new McpServer({ name: 'wxdp-sandbox', version: '1' }, { instructions })
  for (const add of [addSettingTools, addPlanTools, addCallbackTools, addRequestTools, addFaultTools]) {
    add(server, context)
  }
  return server
}

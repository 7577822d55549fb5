import { McpServer } from '@modelcontextprotocol/server'
import { addCallbackTools } from './callback-tools.ts'
import { addCouponTools } from './coupon-tools.ts'
import { addFaultTools } from './fault-tools.ts'
import { addPlanTools } from './plan-tools.ts'
import { addRequestTools } from './request-tools.ts'
import { addSettingTools } from './setting-tools.ts'
import type { AddTools, ToolContext } from './tool.ts'
import { addUserCouponTools } from './user-coupon-tools.ts'

const instructions = `A sandbox of WeChat Pay for delivery plans (投放计划) and product coupons (商品券) runs on this machine. Integrations call it over HTTP, signed like calls of WeChat Pay: get_settings has what they need. These tools do what WeChat Pay and users do by themselves (audits, stock, time, a user takes a coupon), show what was sent and received, and say why something failed. Begin with sandbox_state.`

const groups: readonly AddTools[] = [
  ...[addSettingTools, addPlanTools, addCouponTools, addUserCouponTools],
  ...[addCallbackTools, addRequestTools, addFaultTools],
]

/** The control of a sandbox as tools for assistants. */
export function createMcpServer(context: ToolContext): McpServer {
  const server = new McpServer({ name: 'wxdp-sandbox', version: '1' }, { instructions })
  for (const add of groups) add(server, context)
  return server
}

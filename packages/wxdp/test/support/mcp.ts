// The tools for assistants in this process, with the SDK's own client.
import { Client, InMemoryTransport } from '@modelcontextprotocol/client'
import { createPlan, setNotifyUrl } from '@wxdp/core/partner'
import { createClient } from '@wxdp/fetch'
import type { Sandbox } from '@wxdp/sandbox'
import { createMcpServer } from '../../src/mcp/server.ts'
import { createOpenSandbox } from '../../src/sandbox/keys.ts'
import { settingLines } from '../../src/sandbox/setting-lines.ts'

/** What a tool returned. */
export type Json = Record<string, never>
export interface Called {
  readonly isError: boolean
  readonly text: string
  readonly json: Json
}

/** Calls tools by their names. */
export function callerOf(client: Client): (name: string, args?: object) => Promise<Called> {
  return async (name, args = {}) => {
    const { isError, content, structuredContent } = await client.callTool({ name, arguments: { ...args } })
    const [first] = content as { text: string }[]
    return { isError: isError === true, text: first?.text ?? '', json: structuredContent as Json }
  }
}

/** A new plan, but for its brand. */
export const terms = {
  ...{ out_request_no: 'create-0001', product_coupon_id: '1000000013', stock_id: '1000000013001' },
  reuse_coupon_config: true,
} as const

export interface Connected {
  readonly client: Client
  readonly call: ReturnType<typeof callerOf>
  readonly box: Sandbox
  /** Creates a plan of the service provider. Returns its id. */
  readonly create: (n: number) => Promise<string>
}

/** A client that is connected to the tools of a sandbox, whose receiver accepts everything. */
export async function connected(): Promise<Connected> {
  const open = await createOpenSandbox('partner', {
    speed: 0,
    deliver: async () => new Response(null, { status: 204 }),
  })
  const [one, other] = InMemoryTransport.createLinkedPair()
  const server = createMcpServer({
    box: open.box,
    url: 'http://127.0.0.1:1',
    settings: () => settingLines(open),
  })
  await server.connect(one)
  const client = new Client({ name: 'test', version: '1' })
  await client.connect(other)
  const wechatPay = createClient(open.box.clientOptions())
  const sp_mchid = open.box.credentials.mchid
  await wechatPay.call(setNotifyUrl, { sp_mchid, notify_url: 'https://pay.example.com/plans' })
  const create = async (n: number): Promise<string> => {
    const brand_id = open.box.brand.brandId
    const input = { ...terms, out_request_no: `create-000${n}`, brand_id }
    return (await wechatPay.call(createPlan, input)).plan.plan_id
  }
  return { client, call: callerOf(client), box: open.box, create }
}

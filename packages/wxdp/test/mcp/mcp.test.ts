// An assistant's walk, with the SDK's own client: over a real process, and against each tool in this one.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PassThrough } from 'node:stream'
import { parseEnv } from 'node:util'
import { Client, InMemoryTransport } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { createSigner, createVerifier } from '@wxdp/auth'
import { createPlan, setNotifyUrl } from '@wxdp/core/partner'
import { createClient } from '@wxdp/fetch'
import { createNodeHandler } from '@wxdp/notify/node'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createMcpServer } from '../../src/mcp/server.ts'
import { createOpenSandbox } from '../../src/sandbox/keys.ts'
import { settingLines } from '../../src/sandbox/setting-lines.ts'
import { built, inside, temporaryFolder } from '../support/program.ts'

type Json = Record<string, never>
interface Called {
  readonly isError: boolean
  readonly text: string
  readonly json: Json
}

function callerOf(client: Client): (name: string, args?: object) => Promise<Called> {
  return async (name, args = {}) => {
    const { isError, content, structuredContent } = await client.callTool({ name, arguments: { ...args } })
    const [first] = content as { text: string }[]
    return { isError: isError === true, text: first?.text ?? '', json: structuredContent as Json }
  }
}

const terms = {
  ...{ out_request_no: 'create-0001', product_coupon_id: '1000000013', stock_id: '1000000013001' },
  reuse_coupon_config: true,
} as const

describe('wxdp sandbox --mcp', () => {
  it('lets an assistant build an integration: a plan, a callback that fails, why, the fix', async () => {
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [built, 'sandbox', '--mcp'],
      env: { LANG: 'C', PATH: process.env.PATH ?? '' },
      cwd: temporaryFolder(),
      stderr: 'pipe',
    })
    const client = new Client({ name: 'test', version: '1' })
    const noise: unknown[] = []
    client.onerror = (error) => noise.push(error)
    await client.connect(transport)
    onTestFinished(() => client.close())
    const call = callerOf(client)
    expect(client.getInstructions()).toContain('sandbox_state')
    const { url } = (await call('sandbox_state')).json as unknown as { url: string }
    const env = parseEnv(String((await call('get_settings')).json.env)) as Record<string, string>
    expect(env.WECHATPAY_HOST).toBe(url)
    const { MCHID = '', SERIAL_NO = '', PRIVATE_KEY = '', API_V3_KEY = '', BRAND_ID = '' } = env
    const { PLATFORM_SERIAL = '', PLATFORM_PUBLIC_KEY = '' } = env

    // The integration, with a mistake: its handler has another APIv3 key.
    let apiV3Key = 'x'.repeat(32)
    const received: unknown[] = []
    const verifier = createVerifier({ keys: { [PLATFORM_SERIAL]: PLATFORM_PUBLIC_KEY }, sandbox: true })
    const handler = createNodeHandler({
      verifier,
      apiV3Key: () => apiV3Key,
      observe: () => undefined,
      onNotification: ({ resource }) => void received.push(resource),
    })
    const server = createServer(handler).listen(0, '127.0.0.1')
    onTestFinished(() => void server.close())
    await once(server, 'listening')
    const notify_url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/plans`
    const signer = createSigner({ mchid: MCHID, serialNo: SERIAL_NO, privateKey: PRIVATE_KEY })
    const wechatPay = createClient({ signer, verifier, hosts: [url], sandbox: true })
    await wechatPay.call(setNotifyUrl, { sp_mchid: MCHID, notify_url })
    const { plan } = await wechatPay.call(createPlan, { ...terms, brand_id: BRAND_ID })
    const { plan_id } = plan

    expect((await call('get_plan', { plan_id })).json.plan).toMatchObject({
      possible_steps: expect.arrayContaining(['approve']),
    })
    const approved = await call('take_step', { plan_id, step: 'approve' })
    expect(approved.json).toMatchObject({
      plan: { plan_state: 'DELIVERING', audit_state: 'PASSED' },
      deliveries: [
        { kind: 'probe', status: 401 },
        { kind: 'notification', status: 500 },
        { kind: 'duplicate' },
      ],
    })
    const failed = (await call('list_callbacks', { failed_only: true })).json as unknown as {
      callbacks: { id: string; problem: string; resource: object }[]
    }
    const [newest] = failed.callbacks
    expect(newest).toMatchObject({
      problem: 'The status is 500. Expected 200 or 204.',
      resource: { plan_id },
    })
    const why = await call('get_callback', { id: newest?.id })
    expect(why.text).toContain('AUTH_OPEN_FAILED')
    expect((await call('explain_error', { code: 'AUTH_OPEN_FAILED' })).text).toContain('APIv3 key')

    apiV3Key = API_V3_KEY
    const again = await call('resend_callback', { id: newest?.id })
    expect(again.json.deliveries).toMatchObject([{ kind: 'notification', status: 204 }])
    expect(received).toMatchObject([{ plan_id, plan_state: 'DELIVERING' }])
    expect((await call('sandbox_state')).json).toMatchObject({ notify_url, plans: 1, requests_refused: 0 })
    // A client reports whatever is no protocol.
    expect(noise).toEqual([])
  })

  it('ends when the assistant closes its end, and writes nothing but protocol', async () => {
    const stdin = Object.assign(new PassThrough(), { isTTY: false })
    const { code, stdout, stderr } = await inside(['sandbox', '--mcp'], {
      stdin,
      onNote: () => void stdin.end(),
    })
    expect([code, stdout]).toEqual([0, ''])
    expect(stderr).toContain('The sandbox listens on')
  })
})

describe('each tool', () => {
  const connected = async () => {
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
    const create = async (n: number) => {
      const brand_id = open.box.brand.brandId
      const input = { ...terms, out_request_no: `create-000${n}`, brand_id }
      return (await wechatPay.call(createPlan, input)).plan.plan_id
    }
    return { client, call: callerOf(client), box: open.box, create }
  }

  it('says what it does, what it takes and returns, and whether it changes something', async () => {
    const { client } = await connected()
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name).sort()).toEqual([
      ...['add_fault', 'advance_clock', 'explain_error', 'get_callback', 'get_plan', 'get_request'],
      ...['get_settings', 'last_signature_problem', 'list_callbacks', 'list_faults', 'list_plans'],
      ...['list_requests', 'refuse_next', 'remove_fault', 'resend_callback', 'sandbox_state'],
      ...['send_callback', 'take_step'],
    ])
    for (const { name, description = '', inputSchema, outputSchema, annotations } of tools) {
      expect(description.length, name).toBeGreaterThan(12)
      expect([inputSchema.type, outputSchema?.type], name).toEqual(['object', 'object'])
      expect(annotations?.readOnlyHint, name).toBe(/^(list|get|last|sandbox|explain)/.test(name))
    }
    expect(tools.find(({ name }) => name === 'take_step')?.annotations?.destructiveHint).toBe(true)
  })

  it('takes plans through their life, and shows their history', async () => {
    const { call, create } = await connected()
    const [one, two] = [await create(1), await create(2)]
    for (const step of ['approve', 'exhaust', 'refill', 'approve', 'expire']) {
      expect(await call('take_step', { plan_id: one, step })).toMatchObject({ isError: false })
    }
    expect((await call('take_step', { plan_id: two, step: 'reject', reason: '缺少材料' })).isError).toBe(
      false,
    )
    const { json } = await call('get_plan', { plan_id: two })
    expect(json.history).toMatchObject([{ step: 'create' }, { step: 'reject', reason: '缺少材料' }])
    const listed = await call('list_plans', {
      plan_state: 'EXPIRED',
      audit_state: 'PASSED',
      text: one,
      limit: 5,
    })
    expect(listed.json).toMatchObject({ total: 1, plans: [{ plan_id: one }] })
    expect((await call('list_plans')).json.total).toBe(2)
    const refused = await call('take_step', { plan_id: one, step: 'approve' })
    expect(refused.isError).toBe(true)
    expect(refused.text).toMatch(/approve is not possible.*\nSANDBOX_STEP_IMPOSSIBLE: /)
    expect((await call('get_plan', { plan_id: '7' })).text).toContain('SANDBOX_PLAN_UNKNOWN')
  })

  it('turns the clock, sends callbacks of any state, and resends them', async () => {
    const { call, box } = await connected()
    const before = box.control.now
    expect((await call('advance_clock', { duration: '3h' })).isError).toBe(false)
    expect(box.control.now - before).toBe(3 * 3_600_000)
    expect((await call('advance_clock', { duration: 'soon' })).text).toContain('SANDBOX_OPTION_INVALID')
    const sent = await call('send_callback', { plan_id: '7', plan_state: 'PAUSED' })
    expect(sent.json.deliveries).toHaveLength(3)
    const { callbacks } = (await call('list_callbacks')).json as unknown as { callbacks: { id: string }[] }
    expect(callbacks[0]).toMatchObject({
      resource: { plan_id: '7', plan_state: 'PAUSED' },
      acknowledged: true,
    })
    const again = await call('resend_callback', { id: callbacks[0]?.id })
    expect(again.json.deliveries).toMatchObject([{ attempt: 2 }])
    expect((await call('get_callback', { id: 'none' })).text).toContain('SANDBOX_CALLBACK_UNKNOWN')
    expect((await call('resend_callback', { id: 'none' })).isError).toBe(true)
  })

  it('adds and removes faults, and refuses the next call', async () => {
    const { call, create, box } = await connected()
    const rule = { fault: '429', method: 'GET', path: '/v3/certificates', nth: 1, rate: 1 }
    const { id } = (await call('add_fault', rule)).json
    await call('add_fault', { fault: 'timeout', takes_effect: false })
    expect((await call('list_faults')).json.faults).toMatchObject([
      { id, rule: { fault: 429, endpoint: { method: 'GET' }, nth: 1 } },
      { rule: { fault: 'timeout', takesEffect: false } },
    ])
    for (const fault of box.control.faults) {
      expect((await call('remove_fault', { id: fault.id })).json).toEqual({ removed: true })
    }
    expect((await call('remove_fault', { id })).text).toContain('SANDBOX_NOT_FOUND')
    expect((await call('refuse_next', { cause: 268585869 })).json).toEqual({ refuses: 268585869 })
    await expect(create(1)).rejects.toThrow(/268585869/)
    expect((await call('refuse_next', { cause: 1 })).text).toContain('SANDBOX_CAUSE_UNKNOWN')
  })

  it('shows requests, and what is wrong with a signature', async () => {
    const { call, box } = await connected()
    expect((await call('last_signature_problem')).json).toEqual({ found: false })
    const body = JSON.stringify({ notify_url: 'https://pay.example.com/plans' })
    const target = `/v3/marketing/partner/delivery-plan/${box.credentials.mchid}/notify-url`
    const { signer } = box.clientOptions()
    const authorization = await signer.authorize({ method: 'POST', target, body: Buffer.from(`${body} `) })
    const headers = {
      ...{ authorization, accept: 'application/json', 'content-type': 'application/json' },
      ...{ 'user-agent': 'test', 'wechatpay-serial': box.credentials.platformSerial },
    }
    await box.fetch(`https://api.mch.weixin.qq.com${target}`, { method: 'POST', headers, body })
    const { json } = await call('last_signature_problem')
    expect(json).toMatchObject({ found: true, request: { status: 401, signature: 'wrong' } })
    const listed = (await call('list_requests', { failed_only: true })).json as unknown as {
      total: number
      requests: { id: string }[]
    }
    expect(listed.total).toBe(1)
    const shown = await call('get_request', { id: listed.requests[0]?.id })
    expect(shown.json).toMatchObject({
      body,
      signature_check: { wrong: 'message' },
      response: { status: 401 },
    })
    expect((await call('get_request', { id: 'none' })).isError).toBe(true)
    expect((await call('list_requests')).json.total).toBe(2)
    expect((await call('explain_error', { code: 'nothing' })).json).toEqual({ known: false })
    expect((await call('explain_error', { code: 'SIGN_ERROR', language: 'zh' })).text).toContain('签名')
  })
})

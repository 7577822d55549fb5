// An assistant's walk, with the SDK's own client: over a real process, and against each tool in this one.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PassThrough } from 'node:stream'
import { parseEnv } from 'node:util'
import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { createSigner, createVerifier } from '@wxdp/auth'
import { planChange } from '@wxdp/core'
import { couponSent } from '@wxdp/core/coupon'
import { createPlan, setNotifyUrl } from '@wxdp/core/partner'
import { confirmCoupon, setCouponNotifyUrl } from '@wxdp/core/partner/coupon'
import { createClient } from '@wxdp/fetch'
import { createNodeHandler } from '@wxdp/notify/node'
import { describe, expect, it, onTestFinished } from 'vitest'
import { callerOf, connected, terms } from '../support/mcp.ts'
import { built, inside, temporaryFolder } from '../support/program.ts'

describe('wxdp sandbox --mcp', () => {
  it('lets an assistant build an integration: a plan, a callback that fails, why, the fix, a coupon', async () => {
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
      notifications: [planChange, couponSent],
      onNotification: ({ resource }) => void received.push(resource),
    })
    const server = createServer(handler).listen(0, '127.0.0.1')
    onTestFinished(() => void server.close())
    await once(server, 'listening')
    const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const notify_url = `${own}/plans`
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

    // A user takes the coupon, and the integration forgets to confirm it.
    await wechatPay.call(setCouponNotifyUrl, { notify_url: `${own}/coupons` })
    const sent = await call('send_coupon', { plan_id })
    expect(sent.json).toMatchObject({
      user_coupon: { coupon_state: 'CONFIRMING', confirmed: false, plan_id },
      deliveries: [{ status: 401 }, { status: 204 }, { status: 204 }],
    })
    const taken = sent.json.user_coupon as unknown as Record<string, string>
    const { coupon_code } = taken
    expect(received.at(-1)).toMatchObject({ coupon_code, brand_id: BRAND_ID })
    expect((await call('list_user_coupons', { state: 'CONFIRMING' })).json).toMatchObject({
      total: 1,
      user_coupons: [{ coupon_code }],
    })
    const { openid, appid, product_coupon_id, stock_id } = taken
    await wechatPay.call(confirmCoupon, {
      ...{ coupon_code, openid, appid, product_coupon_id, stock_id, brand_id: BRAND_ID },
      out_request_no: 'confirm-0001',
    } as never)
    expect((await call('get_user_coupon', { coupon_code })).json).toMatchObject({
      user_coupon: { coupon_state: 'EFFECTIVE', confirmed: true },
      calls: { confirm: { request_no: 'confirm-0001' } },
      history: [
        { step: 'send', by: 'control' },
        { step: 'confirm', by: 'request', state: 'EFFECTIVE' },
      ],
      callbacks: [{ event_type: 'PRODUCT_COUPON_SP.SEND', acknowledged: true }],
    })
    expect((await call('sandbox_state')).json).toMatchObject({
      ...{ notify_url, coupon_notify_url: `${own}/coupons`, plans: 1, requests_refused: 0 },
      ...{ coupons: 1, user_coupons: 1, user_coupons_not_confirmed: 0 },
    })
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
  it('says what it does, what it takes and returns, and whether it changes something', async () => {
    const { client } = await connected()
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name).sort()).toEqual([
      ...['add_fault', 'advance_clock', 'delete_user_coupon', 'explain_error', 'get_callback', 'get_coupon'],
      ...['get_plan', 'get_request', 'get_settings', 'get_user_coupon', 'last_signature_problem'],
      ...['list_batches', 'list_callbacks', 'list_coupons', 'list_faults', 'list_plans', 'list_requests'],
      ...['list_user_coupons', 'refuse_next', 'remove_fault', 'resend_callback', 'sandbox_state'],
      ...['send_callback', 'send_coupon', 'take_step'],
    ])
    for (const { name, description = '', inputSchema, outputSchema, annotations } of tools) {
      expect(description.length, name).toBeGreaterThan(12)
      expect([inputSchema.type, outputSchema?.type], name).toEqual(['object', 'object'])
      expect(annotations?.readOnlyHint, name).toBe(/^(list|get|last|sandbox|explain)/.test(name))
    }
    const destroying = tools.filter(({ annotations }) => annotations?.destructiveHint)
    expect(destroying.map(({ name }) => name).sort()).toEqual(['delete_user_coupon', 'take_step'])
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

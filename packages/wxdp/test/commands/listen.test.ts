import { once } from 'node:events'
import { request } from 'node:http'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { envelope, signed, soundEnv } from '../support/callbacks.ts'
import { inside, type Running, startInside, startProgram, temporaryFolder, wxdp } from '../support/program.ts'
import { receiverWith, serve, serveStatus } from '../support/receiver.ts'
import { startSandbox } from '../support/sandbox.ts'

interface Line {
  readonly verified: boolean
  readonly outcome: string
  readonly code: string | null
  readonly kind: string | null
  readonly resource: unknown
  readonly duplicate: boolean | null
  readonly status: number
  readonly forwarded?: { readonly status?: number; readonly error?: string }
}

const linesOf = ({ stdout }: Running): Line[] =>
  stdout()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

/** Starts `wxdp listen` with new settings, and sends it what `callback send` can send. */
async function listening(...args: string[]) {
  const cwd = temporaryFolder()
  await inside(['callback', 'send', 'http://127.0.0.1:9/', '--write', 'sandbox.env'], { cwd })
  const listener = await startProgram(['listen', '--config', 'sandbox.env', ...args], cwd)
  const send = (...more: string[]) =>
    inside(['callback', 'send', listener.url, '--config', 'sandbox.env', '--plan-id', '42', ...more], { cwd })
  return { listener, send, config: join(cwd, 'sandbox.env') }
}

describe('wxdp listen', () => {
  it('shows each callback, and stops in good order', async () => {
    const { listener, send } = await listening()
    expect((await send('--all')).code).toBe(0)
    await listener.until(/a duplicate, HTTP 204\n/)
    const lines = listener.stdout().trim().split('\n')
    expect(lines).toEqual([
      expect.stringMatching(/^\d\d:\d\d:\d\d - a signature probe, HTTP 401$/),
      expect.stringMatching(/^\S+ ✗ AUTH_SIGNATURE_INVALID: .*, HTTP 401$/),
      expect.stringMatching(/^\S+ ✗ AUTH_TIMESTAMP_EXPIRED: .*, HTTP 401$/),
      expect.stringMatching(
        /^\S+ ✓ DELIVERY_PLAN\.CHANGE, plan 42 is DELIVERING, audit PASSED \(审核通过\), signed \d+ s ago, HTTP 204$/,
      ),
      expect.stringMatching(/^\S+ ✓ .*, a duplicate, HTTP 204$/),
    ])
    expect(await listener.stop()).toBe(0)
    expect(listener.stderr()).toMatch(/^Callbacks are received on http:\S+\. Stop it with Ctrl-C\.\n$/)
  })

  it('forwards the original bytes and headers, and relays the response', async () => {
    const { config, listener, send } = await listening('--json')
    const { url, received } = await receiverWith(config)
    const cwd = temporaryFolder()
    const args = ['listen', '--config', config, '--json', '--forward-to', url]
    const forwarding = await startProgram(args, cwd)
    const sent = await inside(['callback', 'send', forwarding.url, '--config', config, '--all', '--json'])
    // The receiver itself has verified them.
    expect(sent.code).toBe(0)
    expect(received).toHaveLength(1)
    await forwarding.until(/^(.*\n){5}/)
    const lines = linesOf(forwarding)
    expect(lines.map(({ verified, forwarded }) => [verified, forwarded?.status])).toEqual([
      [false, 401],
      [false, 401],
      [false, 401],
      [true, 204],
      [true, 204],
    ])
    expect(lines[3]).toMatchObject({
      outcome: 'accepted',
      code: null,
      kind: 'planChange',
      resource: { plan_state: 'DELIVERING' },
      duplicate: false,
      age_ms: expect.any(Number),
      event_type: 'DELIVERY_PLAN.CHANGE',
    })
    expect(lines[4]).toMatchObject({ outcome: 'duplicate', duplicate: true })
    await send()
    await listener.until(/\n/)
    expect(linesOf(listener)).toMatchObject([{ verified: true, status: 204 }])
    expect(linesOf(listener)[0]).not.toHaveProperty('forwarded')
  })

  it('relays a wrong response, and says so if there is none', async () => {
    const { config } = await listening()
    const forwardTo = async (url: string) => {
      const args = ['listen', '--config', config, '--json', '--count', '1', '--forward-to', url]
      const forwarding = await startProgram(args, temporaryFolder())
      const ended = once(forwarding.child, 'close')
      const sent = await inside(['callback', 'send', forwarding.url, '--config', config, '--json'])
      expect(await ended).toEqual([0, null])
      return { line: linesOf(forwarding)[0], sent: JSON.parse(sent.stdout).deliveries[0] }
    }
    const refused = await forwardTo(await serveStatus(500, '{"code":"FAIL"}'))
    expect(refused.sent).toMatchObject({ status: 500, body: '{"code":"FAIL"}' })
    const gone = await forwardTo(await serve((incoming) => void incoming.socket.destroy()))
    expect(gone.line?.forwarded?.error).toBe('ECONNRESET')
    expect(gone.sent).toMatchObject({ status: 502, body: expect.stringContaining('FAIL') })
  })

  it('runs a sandbox whose callbacks it shows, in one command', async () => {
    for (const more of [[], ['--brand']]) {
      const cwd = temporaryFolder()
      const args = ['listen', '--sandbox', '--write', 'box.env', ...more]
      const listener = await startProgram(args, cwd)
      const made = await wxdp(
        [
          'plans',
          'create',
          '--config',
          'box.env',
          '--yes',
          '--product-coupon-id',
          '1',
          '--stock-id',
          '1',
          '--reuse-coupon-config',
        ],
        { cwd },
      )
      expect(made.code).toBe(0)
      await listener.until(/CREATED, audit PROCESSING/)
      // The audit passes by itself.
      await listener.until(/DELIVERING, audit PASSED/)
      expect(listener.stderr()).toMatch(/^The sandbox listens on http:\S+, .* Try: wxdp plans create/)
      expect(await listener.stop('SIGTERM')).toBe(0)
    }
  })

  it('shows what came in no form of a callback, and bounds it', async () => {
    const { listener } = await listening()
    const get = await fetch(listener.url)
    expect(get.status).toBe(405)
    const large = await fetch(listener.url, { method: 'POST', body: 'x'.repeat(70_000) })
    expect(large.status).toBe(413)
    // Whoever goes away has no effect on others.
    const leaving = request(listener.url, { method: 'POST', headers: { 'Content-Length': '10' } })
    leaving.on('error', () => undefined).write('x')
    await once(leaving, 'socket')
    leaving.destroy()
    expect((await fetch(listener.url)).status).toBe(405)
    await listener.until(/^\S+ ✗ NOTIFY_METHOD: /)
  })

  it('shows strangers escaped, and the whole resource with --verbose', async () => {
    const resource = {
      plan_id: '1\u001b[2J',
      plan_state: 'DELIVERING',
      audit_state: 'PASSED',
      change_reason: '\u202e',
      modify_time: '2026-11-24T10:29:35.120+08:00',
    }
    const saved = await signed(await envelope({ resource }))
    const { url, stop } = await startInside(['listen', '--verbose', '--lang', 'zh'], { env: soundEnv })
    const headers = { ...saved.headers, 'Content-Type': 'application/json' }
    const { status } = await fetch(url, { method: 'POST', headers, body: saved.body })
    const { code, stdout } = await stop()
    expect({ code, status }).toEqual({ code: 0, status: 204 })
    expect(stdout).toMatch(/计划 1\\u\{1b\}\[2J：DELIVERING，审核 PASSED（\\u\{202e\}）, .*\n {2}\{"plan_id"/)
    expect(stdout).not.toContain('\u001b[2J')
  })

  it('shows the coupon that a callback is about', async () => {
    const { partner, sandbox } = await startSandbox({ deliver: (request) => fetch(request) })
    const running = await startInside(['listen', '--json'], { env: partner })
    const shown = await startInside(['listen'], { env: partner })
    const resource = {
      coupon_code: 'SYN1',
      brand_id: '40001',
      product_coupon_id: '91',
      stock_id: '91001',
      appid: 'wx00000000000000a1',
      openid: 'oSyn-1',
      receive_time: '2026-12-05T10:00:00.120+08:00',
      send_request_no: 'WXSEND-1',
      send_channel: 'BRAND_MANAGE',
      valid_begin_time: '2026-12-05T10:00:00.120+08:00',
      valid_end_time: '2026-12-11T23:59:59.000+08:00',
    }
    const content = { eventType: 'PRODUCT_COUPON_SP.SEND', originalType: 'coupon', summary: '领券', resource }
    for (const { url } of [running, shown]) await sandbox.control.sendNotification(url, content)
    const lines = (await running.stop()).stdout.trim().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ kind: 'couponSent', resource, status: 204 }),
    )
    expect((await shown.stop()).stdout).toMatch(
      /✓ PRODUCT_COUPON_SP\.SEND, coupon SYN1 of batch 91001 waits to be confirmed, signed \d+ s ago, HTTP 204\n/,
    )
  })

  it('does all of it in this process, too', async () => {
    const cwd = temporaryFolder()
    const [partner, brand] = [
      await startInside(['listen', '--sandbox', '--write', 'box.env'], { cwd }),
      await startInside(['listen', '--sandbox', '--brand', '--lang', 'zh'], { cwd }),
    ]
    const gone = await serve((incoming) => void incoming.socket.destroy())
    const args = ['listen', '--config', 'box.env', '--count', '1', '--forward-to']
    const refused = await startInside([...args, await serveStatus(500)], { cwd })
    const lost = await startInside([...args, gone, '--json'], { cwd })
    const send = (url: string) => inside(['callback', 'send', url, '--config', 'box.env', '--all'], { cwd })
    await send(partner.url)
    expect((await partner.stop()).stdout.match(/\n/g)).toHaveLength(5)
    await send(refused.url)
    expect((await refused.ended).stdout).toMatch(/^\S+ - a signature probe, forwarded: HTTP 500, \d+ ms\n/)
    await send(lost.url)
    expect((await lost.ended).stdout).toMatch(/"forwarded":\{"error":"ECONNRESET","ms":\d+\}\}\n/)
    expect(await brand.stop()).toMatchObject({
      code: 0,
      stdout: '',
      stderr: expect.stringMatching(/--write 文件/),
    })
  })

  it('refuses a port that is taken, and wrong flags', async () => {
    const { listener } = await listening()
    const { port } = new URL(listener.url)
    const taken = await inside(['listen', '--port', port], { env: soundEnv })
    expect(taken).toMatchObject({ code: 2, stderr: expect.stringMatching(/^WXDP_PORT_TAKEN: /) })
    for (const [flag, value] of [
      ['--port', '99999'],
      ['--count', 'x'],
      ['--forward-to', 'localhost'],
    ] as const) {
      const wrong = await inside(['listen', flag, value], { env: soundEnv })
      expect(wrong).toMatchObject({ code: 2, stderr: expect.stringMatching(/^WXDP_USAGE: /) })
    }
    const missing = await wxdp(['listen'])
    expect(missing).toMatchObject({ code: 2, stderr: expect.stringMatching(/^WXDP_SETTING_MISSING: /) })
  })
})

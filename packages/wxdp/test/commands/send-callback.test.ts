import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inside, temporaryFolder, wxdp } from '../support/program.ts'
import { receiverWith, serve, serveStatus } from '../support/receiver.ts'

/** Has new settings written, and returns their file. */
async function newSettings(...more: string[]): Promise<string> {
  const file = join(temporaryFolder(), 'sandbox.env')
  const args = ['callback', 'send', 'http://127.0.0.1:9/plans', '--write', file, ...more]
  const { code, stdout, stderr } = await inside(args)
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
  expect(stderr).toMatch(/^Nothing was sent: .* --config \S+sandbox\.env\n$/)
  return file
}

interface Sent {
  readonly kind: string
  readonly status: number | null
  readonly error: string | null
  readonly right: boolean
  readonly meaning: string
  readonly body: string
}

async function send(url: string, config: string, ...more: string[]) {
  const { code, stdout, stderr } = await inside([
    'callback',
    'send',
    url,
    '--config',
    config,
    '--json',
    ...more,
  ])
  expect(stderr).toBe('')
  const { well, deliveries } = JSON.parse(stdout) as { well: boolean; deliveries: Sent[] }
  expect(code).toBe(well ? 0 : 1)
  return deliveries
}

describe('wxdp callback send', () => {
  it.each([[[]], [['--brand']]])('sends a genuine callback that a receiver accepts: %j', async (more) => {
    const config = await newSettings(...more)
    const { url, received } = await receiverWith(config)
    const args = ['callback', 'send', url, '--config', config]
    const change = ['--state', 'PAUSED', '--audit-state', 'REJECTED', '--reason', '库存', '--plan-id', '42']
    const sent = await wxdp([...args, ...change])
    expect(sent).toMatchObject({ code: 0, stderr: '' })
    expect(sent.stdout).toMatch(/^✓ notification: HTTP 204, \d+ ms\. Accepted\.\n$/)
    expect(received).toEqual([
      {
        plan_id: '42',
        plan_state: 'PAUSED',
        audit_state: 'REJECTED',
        change_reason: '库存',
        modify_time: expect.stringMatching(/^\d{4}-.*\+08:00$/),
      },
    ])
  })

  it('sends what a receiver must refuse, and a duplicate', async () => {
    const config = await newSettings()
    const { url, received } = await receiverWith(config)
    const deliveries = await send(url, config, '--all')
    expect(deliveries.map(({ kind, status, right }) => [kind, status, right])).toEqual([
      ['probe', 401, true],
      ['forged', 401, true],
      ['stale', 401, true],
      ['notification', 204, true],
      ['duplicate', 204, true],
    ])
    expect(received).toHaveLength(1)
    for (const kind of ['probe', 'forged', 'stale']) {
      expect(await send(url, config, `--${kind}`)).toMatchObject([{ kind, status: 401, right: true }])
    }
    expect(await send(url, config, '--duplicate')).toMatchObject([
      { kind: 'notification', status: 204 },
      { kind: 'duplicate', status: 204 },
    ])
    expect(received).toHaveLength(2)
  })

  it('says what a wrong response would cause', async () => {
    const config = await newSettings()
    const everything = await send(await serveStatus(200), config, '--all')
    expect(everything.map(({ kind, right }) => [kind, right])).toEqual([
      ['probe', false],
      ['forged', false],
      ['stale', false],
      ['notification', true],
      ['duplicate', true],
    ])
    expect(everything[1]?.meaning).toMatch(/^A forged callback was not refused/)
    const created = await send(await serveStatus(201), config)
    expect(created).toMatchObject([
      { status: 201, right: false, meaning: expect.stringMatching(/^Only 200 and 204 accept it\. .*again/) },
    ])
    const args = ['callback', 'send', await serveStatus(500, '{"code":"FAIL"}\u001b[2J'), '--config', config]
    const failed = await wxdp([...args, '--lang', 'zh'])
    expect(failed.code).toBe(1)
    expect(failed.stdout).toMatch(
      /^✗ notification: HTTP 500, \d+ ms。?\.? ?被拒绝。微信支付会重复发送：.*\n {2}\{"code":"FAIL"\}\\u\{1b\}\[2J\n$/,
    )
  })

  it('names a receiver that does not respond', async () => {
    const config = await newSettings()
    expect(await send('http://127.0.0.1:9/plans', config)).toMatchObject([
      { error: 'ECONNREFUSED', status: null, right: false, meaning: expect.stringMatching(/^No response/) },
    ])
    const [forged] = await send('http://127.0.0.1:9/plans', config, '--forged')
    expect(forged?.meaning).toBe('No response.')
    const silent = await serve((request) => void request.socket.destroy())
    expect(await send(silent, config)).toMatchObject([{ error: 'ECONNRESET' }])
  })

  it('keeps only the beginning of a long response', async () => {
    const config = await newSettings()
    const [sent] = await send(await serveStatus(500, 'x'.repeat(1_000_000)), config)
    expect(sent?.body).toBe('x'.repeat(1024))
  })

  it('prints new settings without --write', async () => {
    const { code, stdout, stderr } = await inside(['callback', 'send', 'http://127.0.0.1:9/plans'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^# Settings of a wxdp sandbox\..*\nMCHID=/)
    expect(stdout).toContain('WECHATPAY_SANDBOX_KEY="-----BEGIN PRIVATE KEY-----')
    expect(stderr).toMatch(/save them as sandbox\.env/)
  })

  it('refuses what is no URL, and stops when it is told to', async () => {
    const wrong = await wxdp(['callback', 'send', 'localhost:3000'])
    expect(wrong).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^WXDP_USAGE: localhost:3000 is not/),
    })
    const config = await newSettings()
    const stopped = await inside(['callback', 'send', 'http://127.0.0.1:9/', '--config', config], {
      signal: AbortSignal.abort(),
    })
    expect(stopped).toMatchObject({ code: 130, stdout: '' })
  })
})

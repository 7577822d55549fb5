import { once } from 'node:events'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { inside, startProgram, temporaryFolder, wxdp } from '../support/program.ts'

const start = (args: readonly string[], cwd: string) => startProgram(['sandbox', ...args], cwd)

describe('wxdp sandbox', () => {
  it.each([[[]], [['--brand']]])(
    'serves a sandbox that the other commands work against: %j',
    async (more) => {
      const cwd = temporaryFolder()
      const { stop, url } = await start(['--write', 'box.env', ...more], cwd)
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
      const file = join(cwd, 'box.env')
      if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
      const found = await wxdp(['doctor', '--config', 'box.env'], { cwd })
      expect(found).toMatchObject({ code: 0, stderr: '' })
      expect(found.stdout).toMatch(/^✓ call: /m)
      const set = await wxdp(['notify-url', 'set', 'http://127.0.0.1:9/plans', '--yes', '--config', file], {
        cwd,
      })
      expect(set).toMatchObject({ code: 0, stderr: '' })
      expect(await stop()).toBe(0)
    },
  )

  it('prints its settings without --write', async () => {
    const { stdout, url } = await start(['--port', '0'], temporaryFolder())
    expect(stdout()).toMatch(
      /^# Settings of a wxdp sandbox\. They are useless against WeChat Pay\.\nMCHID=\d+\n/,
    )
    expect(stdout()).toContain(`WECHATPAY_HOST=${url}\n`)
  })

  it('refuses a port that is taken or wrong, and a file that is not its own', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    onTestFinished(() => void server.close())
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const taken = await wxdp(['sandbox', '--port', `${port}`])
    expect(taken).toMatchObject({ code: 2, stdout: '' })
    expect(taken.stderr).toMatch(/^WXDP_PORT_TAKEN: /)
    expect((await inside(['sandbox', '--port', 'x'])).stderr).toMatch(/^WXDP_USAGE: --port must be/)
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, 'mine.env'), 'MINE=1\n')
    const refused = await inside(['sandbox', '--write', 'mine.env'], { cwd })
    expect(refused).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^WXDP_FILE_UNREADABLE: .*mine\.env exists/),
    })
    expect(readFileSync(join(cwd, 'mine.env'), 'utf8')).toBe('MINE=1\n')
    const absent = await inside(['sandbox', '--write', 'no/such/folder.env'], { cwd })
    expect(absent).toMatchObject({ code: 2, stderr: expect.stringMatching(/ENOENT/) })
  })

  it('listens where other machines can reach it only if told so twice', async () => {
    const refused = await inside(['sandbox', '--hostname', '0.0.0.0'])
    expect(refused).toMatchObject({ code: 2, stdout: '' })
    expect(refused.stderr).toMatch(/^WXDP_USAGE: Other machines can reach 0\.0\.0\.0\. .* --allow-remote/)
    const signal = AbortSignal.abort()
    const allowed = await inside(['sandbox', '--hostname', '0.0.0.0', '--allow-remote'], { signal })
    expect(allowed).toMatchObject({ code: 0 })
  })

  it('passes audits by itself if told when', async () => {
    const refused = await inside(['sandbox', '--audit-time', 'soon'])
    expect(refused).toMatchObject({ code: 2, stdout: '' })
    expect(refused.stderr).toMatch(/^WXDP_USAGE: --audit-time must be a duration, such as 500ms/)
    const chinese = await inside(['--lang', 'zh', 'sandbox', '--audit-time', '-1s'])
    expect(chinese.stderr).toMatch(/^WXDP_USAGE: --audit-time 必须是时长/)
    const cwd = temporaryFolder()
    await start(['--write', 'box.env', '--audit-time', '0s'], cwd)
    const config = ['--config', 'box.env']
    const plan = ['--product-coupon-id', '1', '--stock-id', '1', '--reuse-coupon-config']
    await wxdp(['notify-url', 'set', 'http://127.0.0.1:9/plans', '--yes', ...config], { cwd })
    expect(await wxdp(['plans', 'create', ...plan, '--yes', ...config], { cwd })).toMatchObject({ code: 0 })
    const delivering = async (): Promise<string> =>
      (await wxdp(['plans', 'list', '--state', 'DELIVERING', ...config], { cwd })).stdout
    await expect.poll(delivering, { timeout: 20_000 }).toMatch(/^\d{32} .*DELIVERING/m)
  })

  it('lets its page be opened under other names if told so', async () => {
    const refused = await inside(['sandbox', '--allowed-host', 'box.internal:80'])
    expect(refused).toMatchObject({ code: 2, stdout: '' })
    expect(refused.stderr).toMatch(/^WXDP_USAGE: --allowed-host must be a host name/)
    const { url } = await start(['--allowed-host', 'box.internal'], temporaryFolder())
    const statusUnder = (host: string): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        get(url, { headers: { host } }, (response) => resolve(response.resume().statusCode)).on(
          'error',
          reject,
        )
      })
    expect([await statusUnder('box.internal'), await statusUnder('evil.example')]).toEqual([200, 403])
  })

  it('stops when it is told to, also before it has begun', async () => {
    expect(await inside(['sandbox'], { signal: AbortSignal.abort() })).toMatchObject({ code: 0 })
  })
})

describe('wxdp sandbox --state', () => {
  const stop = async (child: Awaited<ReturnType<typeof start>>['child'], signal: NodeJS.Signals) => {
    const ended = once(child, 'exit')
    child.kill(signal)
    return ended
  }

  it.each([[[]], [['--brand']]])('goes on where it was stopped: %j', async (more) => {
    const cwd = temporaryFolder()
    const args = ['--state', 'box.json', '--write', 'box.env', ...more]
    const first = await start(args, cwd)
    const url = 'http://127.0.0.1:9/plans'
    const set = await wxdp(['notify-url', 'set', url, '--yes', '--config', 'box.env'], { cwd })
    expect(set).toMatchObject({ code: 0, stderr: '' })
    expect(await stop(first.child, 'SIGINT')).toEqual([0, null])
    const file = join(cwd, 'box.json')
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
    const saved = JSON.parse(readFileSync(file, 'utf8'))
    expect(Object.values(saved.plans.notifyUrls)).toEqual([url])
    const settings = readFileSync(join(cwd, 'box.env'), 'utf8')
    await start(args, cwd)
    const withoutHost = (text: string): string => text.replace(/WECHATPAY_HOST=.*/, '')
    expect(withoutHost(readFileSync(join(cwd, 'box.env'), 'utf8'))).toBe(withoutHost(settings))
    expect(await wxdp(['doctor', '--config', 'box.env'], { cwd })).toMatchObject({ code: 0, stderr: '' })
    expect(readdirSync(cwd).sort()).toEqual(['box.env', 'box.json'])
  })

  it('saves after a change, so that a kill loses little', async () => {
    const cwd = temporaryFolder()
    const { child } = await start(['--state', 'box.json', '--write', 'box.env'], cwd)
    const args = ['notify-url', 'set', 'http://127.0.0.1:9/plans', '--yes', '--config', 'box.env']
    expect(await wxdp(args, { cwd })).toMatchObject({ code: 0 })
    const read = () => JSON.parse(readFileSync(join(cwd, 'box.json'), 'utf8')).plans.notifyUrls
    await expect.poll(read, { timeout: 20_000 }).toEqual({ partner: 'http://127.0.0.1:9/plans' })
    await stop(child, 'SIGKILL')
    expect(read()).toEqual({ partner: 'http://127.0.0.1:9/plans' })
  })

  it('refuses what it has not saved, and leaves it as it is', async () => {
    const cwd = temporaryFolder()
    const state = join(cwd, 'box.json')
    for (const [text, code] of [
      ['{"a":1}', 'SANDBOX_STATE_INVALID'],
      ['{', 'SANDBOX_OPTION_INVALID'],
      ['{"kind":"wxdp sandbox","version":99}', 'SANDBOX_STATE_VERSION'],
    ] as const) {
      writeFileSync(state, text)
      const refused = await inside(['sandbox', '--state', 'box.json'], { cwd })
      expect(refused.stderr).toMatch(new RegExp(`^${code}: `))
      expect(refused.code).toBe(2)
      expect(readFileSync(state, 'utf8')).toBe(text)
    }
    const folder = await inside(['sandbox', '--state', '.'], { cwd })
    expect(folder.stderr).toMatch(/^WXDP_FILE_UNREADABLE: .*EISDIR/)
    const absent = await inside(['sandbox', '--state', 'no/such/folder.json'], {
      cwd,
      signal: AbortSignal.abort(),
    })
    expect(absent.stderr).toMatch(/WXDP_FILE_UNREADABLE: .*ENOENT/)
  })
})

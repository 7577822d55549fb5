import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { checkLive } from '../../src/doctor/live.ts'
import { readSettings } from '../../src/settings/read-settings.ts'
import type { World } from '../../src/terminal/streams.ts'
import { inside, startProgram, temporaryFolder, wxdp } from '../support/program.ts'
import { type Box, startSandbox } from '../support/sandbox.ts'

const overHttp = { deliver: (request: Request) => fetch(request) }

async function live({ partner }: Pick<Box, 'partner'>, ...args: string[]) {
  const { code, stdout } = await inside(['doctor', '--live', '--json', ...args], { env: partner })
  const { well, checks } = JSON.parse(stdout)
  expect(code).toBe(well ? 0 : 1)
  return checks.filter(({ check }: { check: string }) => check.startsWith('echo'))
}

describe('wxdp doctor --live', () => {
  it('runs the self-test with its callback, as a program against a program', async () => {
    const cwd = temporaryFolder()
    await startProgram(['sandbox', '--write', 'box.env'], cwd)
    const found = await wxdp(['doctor', '--live', '--port', '0', '--config', 'box.env'], { cwd })
    expect(found).toMatchObject({ code: 0, stderr: '' })
    expect(found.stdout).toMatch(/^✓ echo: WeChat Pay sent the message back, and decrypted/m)
    expect(found.stdout).toMatch(
      /^✓ echo_callback: The callback to http:\S+ arrived, is genuine, and opens\./m,
    )
  })

  it('calls without a callback if no port is given, and only as a service provider', async () => {
    const box = await startSandbox()
    expect(await live(box)).toMatchObject([
      { check: 'echo', status: 'well' },
      { check: 'echo_callback', status: 'skipped', text: expect.stringContaining('--port') },
    ])
    expect(await live({ partner: box.brand })).toMatchObject([{ check: 'echo', status: 'skipped' }])
  })

  it('does not begin with a set-up that has a fault', async () => {
    const { partner } = await startSandbox()
    expect(await live({ partner: { ...partner, BRAND_ID: '999999' } })).toMatchObject([
      { check: 'echo', status: 'skipped', text: expect.stringMatching(/without a fault/) },
    ])
  })

  it('names a key that does not open the callback, which no call shows', async () => {
    const box = await startSandbox(overHttp)
    const partner = { ...box.partner, API_V3_KEY: 'x'.repeat(32) }
    expect(await live({ partner }, '--port', '0')).toMatchObject([
      { status: 'well' },
      {
        check: 'echo_callback',
        status: 'fault',
        text: expect.stringMatching(/arrived and was refused\.\nAUTH_OPEN_FAILED: /),
      },
    ])
  })

  it('names a refusal of the self-test', async () => {
    const box = await startSandbox()
    box.sandbox.control.addFault({
      endpoint: { method: 'POST', path: '/v3/security/echo' },
      fault: 'unsigned',
    })
    const [finding, ...others] = await live(box, '--port', '0')
    expect(finding).toMatchObject({
      check: 'echo',
      status: 'fault',
      text: expect.stringMatching(/FETCH_UNTRUSTED/),
    })
    expect(others).toEqual([])
  })

  it('says where a callback should have come that did not arrive', async () => {
    const { partner } = await startSandbox()
    const world = {
      env: partner,
      cwd: temporaryFolder(),
      now: Date.now,
      signal: new AbortController().signal,
    }
    const settings = readSettings({}, world as World, 'en')
    const [, finding] = await checkLive(settings, world as World, { port: 0, patience: 1 })
    expect(finding).toMatchObject({
      check: 'echo_callback',
      status: 'fault',
      text: { en: expect.stringMatching(/^No callback arrived within \d+ s\. WeChat Pay sends it to http:/) },
      remedy: { en: expect.stringContaining('--port') },
    })
  })

  it('names a port that is taken, and flags that exclude each other', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    onTestFinished(() => void server.close())
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as AddressInfo
    expect(await live(await startSandbox(), '--port', `${port}`)).toMatchObject([
      { check: 'echo_callback', status: 'fault', text: expect.stringContaining('EADDRINUSE') },
    ])
    const both = await wxdp(['doctor', '--live', '--offline'])
    expect(both).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^WXDP_USAGE: --offline and --live/),
    })
  })
})

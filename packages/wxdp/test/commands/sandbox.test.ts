import { once } from 'node:events'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
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

  it('stops when it is told to, also before it has begun', async () => {
    expect(await inside(['sandbox'], { signal: AbortSignal.abort() })).toMatchObject({ code: 0 })
  })
})

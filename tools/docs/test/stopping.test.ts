// The server on the page about stopping responds to the callback that it is handling, and ends.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createTestSandbox } from '@wxdp/sandbox/testing'
import { blocksOf } from '@wxdp-internal/checks/blocks'
import { expect, it } from 'vitest'

const page = readFileSync(join(import.meta.dirname, '../../../docs/en/operate/stopping.md'), 'utf8')
const scratch = join(import.meta.dirname, '../.tmp')

it('is stopped in the middle of a callback, which it accepts', async () => {
  mkdirSync(scratch, { recursive: true })
  const folder = mkdtempSync(join(scratch, 'stopping-'))
  const [block] = blocksOf(page)
  writeFileSync(join(folder, 'server.mjs'), block?.code ?? '')
  const sandbox = await createTestSandbox()
  const { apiV3Key, platformSerial, platformPublicKey } = sandbox.credentials
  const server = spawn(process.execPath, ['server.mjs'], {
    cwd: folder,
    env: {
      ...process.env,
      ...{ PORT: '0', SANDBOX: '1', API_V3_KEY: apiV3Key },
      ...{ PLATFORM_SERIAL: platformSerial, PLATFORM_PUBLIC_KEY: platformPublicKey },
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    let output = ''
    server.stdout.setEncoding('utf8').on('data', (text) => {
      output += text
    })
    await expect.poll(() => output, { timeout: 30_000 }).toMatch(/^listening on \d+$/m)
    const url = `http://127.0.0.1:${/\d+/.exec(output)?.[0]}/`
    const callback = await sandbox.callback({ plan_id: '7' })
    const response = fetch(url, { method: 'POST', headers: callback.headers, body: callback.body })
    await expect.poll(() => output, { timeout: 30_000 }).toContain('handling')
    server.kill('SIGTERM')
    expect((await response).status).toBe(204)
    const [code] = await once(server, 'exit')
    expect(code).toBe(0)
    expect(output).toMatch(/\nhandled \S+\nstopped\n$/)
  } finally {
    server.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
})

// The command line, as a page says to use it.
import { execFile } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { apiV3Key } from '@wxdp-internal/fixtures'
import { expect, vi } from 'vitest'
import { home, type Outcome } from './project.ts'
import { commandOf } from './recipes.ts'
import { type Server, signing } from './server.ts'

/** What a receiver must tell apart, in the order in which `--all` sends it. */
const kinds = ['probe', 'forged', 'stale', 'notification', 'duplicate']

/** Runs `npx wxdp …` in a folder, with the packed command line. */
export function runWxdp(command: string, folder: string): Promise<Outcome> {
  const [npx, name, ...args] = command.trim().split(' ')
  expect([npx, name]).toEqual(['npx', 'wxdp'])
  const program = join(home, 'node_modules/wxdp/dist/program/wxdp.js')
  return new Promise((resolve) => {
    const { PATH, HOME, TMPDIR } = process.env
    const options = { cwd: folder, env: { PATH, HOME, TMPDIR, NO_COLOR: '1', LANG: 'C' }, timeout: 60_000 }
    execFile(process.execPath, [program, ...args], options, (error, stdout, stderr) => {
      resolve({ exitCode: error ? Number(error.code ?? 1) : 0, output: `${stdout}${stderr}` })
    })
  })
}

/**
 * Runs the command with which a page lets callbacks arrive, and expects that each gets the right response.
 *
 * @param handled How often the notification and its duplicate are handled.
 */
export async function expectArrival({ origin, output }: Server, page: string, handled = 1): Promise<void> {
  const before = output().length
  const command = commandOf(page, 'wxdp').replace(/http:\/\/127\.0\.0\.1:\d+/, origin)
  expect(command).toContain(origin)
  const { exitCode, output: said } = await runWxdp(command, withKeys())
  expect(exitCode, said).toBe(0)
  expect(said.match(/^✓ \w+/gm)).toEqual(kinds.map((kind) => `✓ ${kind}`))
  await vi.waitFor(() =>
    expect(
      output()
        .slice(before)
        .match(/\S+ planChange/g),
    ).toHaveLength(handled),
  )
}

/** Settings of a sandbox that has the keys of the servers. */
export const sandboxEnv: string = [
  'MCHID=1900000001',
  `API_V3_KEY=${apiV3Key}`,
  `PLATFORM_SERIAL=${signing.serialNo}`,
  `PLATFORM_PUBLIC_KEY="${signing.publicKey}"`,
  `WECHATPAY_SANDBOX_KEY="${signing.privateKey}"`,
].join('\n')

/** A folder that has these settings. */
function withKeys(): string {
  const file = join(home, 'sandbox.env')
  if (!existsSync(file)) writeFileSync(file, sandboxEnv, { mode: 0o600 })
  return home
}

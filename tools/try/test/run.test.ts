import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

function run(...args: string[]) {
  const cwd = fileURLToPath(new URL('../', import.meta.url))
  return spawnSync(process.execPath, ['--import', 'tsx', 'run.ts', ...args], { cwd, encoding: 'utf8' })
}

it('shows what happened, step by step', () => {
  const { status, stdout, stderr } = run('node')
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(
    /set its callback URL.*\/wechatpay\/plans\n(.*HTTP 401)\n(.*HTTP 204)\n(.*HTTP 204)\n/,
  )
  expect(stdout).toContain('✓ set and received')
})

it('names the examples when it does not know one', () => {
  const { status, stderr } = run('bun')
  expect([status, stderr]).toEqual([
    2,
    'Say which example to run: node, node-bullmq, deno, edge, cloudflare-queue.\n',
  ])
})

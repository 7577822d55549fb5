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

it('speaks Chinese', () => {
  const { status, stdout, stderr } = run('node', '--lang', 'zh')
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(
    /示例设置了回调地址.*\/wechatpay\/plans\n.*签名探测流量.*HTTP 401\n.*HTTP 204\n.*重复投递.*HTTP 204\n/,
  )
})

it.each([
  ['en', 'Every coupon was confirmed exactly once.'],
  ['zh', '每张券都只确认了一次。'],
])('plays the life of coupons in %s', (language, end) => {
  const { status, stdout } = run('coupons', '--lang', language)
  expect(stdout.match(/^\d+\. .+$/gm)).toHaveLength(12)
  expect(stdout).toContain(`✓ ${end}`)
  expect(status).toBe(0)
})

it('runs the example that brings its own sandbox', () => {
  const { status, stdout } = run('observability')
  expect(status).toBe(0)
  // Lines of pino, spans and metrics.
  for (const shown of [
    '"msg":"attempt succeeded"',
    "name: 'wxdp setNotifyUrl'",
    "name: 'wxdp.callback.duration'",
  ]) {
    expect(stdout).toContain(shown)
  }
})

it('names the examples when it does not know one', () => {
  const { status, stderr } = run('bun')
  expect([status, stderr]).toEqual([
    2,
    'Say which example to run: node, node-bullmq, deno, edge, cloudflare-queue, coupons, observability.\n',
  ])
})

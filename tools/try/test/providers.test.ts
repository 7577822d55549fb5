import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { bundleWorker, edgeVm, workerd } from '../hosts/bundle.ts'
import { hosts } from '../hosts.ts'

describe.each([
  ['workerd', workerd],
  ['the edge VM', edgeVm],
])('the worker for %s', (_, options) => {
  it('has WebCrypto in it and nothing of Node', async () => {
    const code = await bundleWorker(options)
    expect(code).toContain('crypto.subtle')
    expect(code).not.toMatch(/['"]node:|\bBuffer\b|\bprocess\./)
  })
})

it('Deno loads the provider for WebCrypto', () => {
  const main = fileURLToPath(new URL('../../../examples/deno/main.ts', import.meta.url))
  const args = ['info', '--no-remote', '--node-modules-dir=manual', '--json', main]
  const graph = execFileSync(hosts.deno[0], args, { encoding: 'utf8', timeout: 30_000 })
  expect(graph).toContain('/provider.web.js')
  expect(graph).not.toContain('/provider.node.js')
})

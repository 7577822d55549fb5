// Small suites with planted faults, on the real hosts.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Plugin } from 'esbuild'
import { describe, expect, it } from 'vitest'
import { faultsOf } from '../runner/faults.ts'
import { hosts } from '../runner/hosts.ts'
import { runHosts } from '../runner/run-hosts.ts'

const support = (file: string): string => join(import.meta.dirname, 'support', file)
const [node] = hosts.slice(0, 1)

const blinding: Plugin = {
  name: 'blind',
  setup(build) {
    build.onResolve({ filter: /\/assert\.ts$/ }, () => ({ path: support('blind-assert.ts') }))
  },
}

/** Replaces text in the built packages, as a mutation of their sources would. */
function mutation(text: RegExp, replacement: string): { readonly plugin: Plugin; count(): number } {
  let count = 0
  const plugin: Plugin = {
    name: 'mutation',
    setup(build) {
      build.onLoad({ filter: /packages[\\/][a-z-]+[\\/]dist[\\/].*\.js$/ }, async ({ path }) => {
        const contents = await readFile(path, 'utf8')
        count += contents.match(new RegExp(text, 'g'))?.length ?? 0
        return { contents: contents.replaceAll(new RegExp(text, 'g'), replacement), loader: 'js' }
      })
    },
  }
  return { plugin, count: () => count }
}

describe('every host', () => {
  it('passes a sound suite', async () => {
    expect(faultsOf(await runHosts(hosts, support('small-suite.ts')))).toEqual([])
  })

  it('reports a case that fails', async () => {
    const faults = faultsOf(await runHosts(hosts, support('failing-suite.ts')))
    expect(faults).toEqual(
      hosts.map(({ name }) => `${name}: planted: a case that fails\n    Error: expected 2, got 1`),
    )
  })

  it('reports that its assertions are blind', async () => {
    const faults = faultsOf(await runHosts(hosts, support('small-suite.ts'), { plugins: [blinding] }))
    expect(faults).toEqual(
      hosts.map(({ name }) => `${name}: the assertions are blind: the canary, a false claim, passed`),
    )
  })
})

describe('a host', () => {
  it.each([
    ['that hangs is killed', 'hanging-suite.ts', /^node: still running after 3 s:/],
    ['that prints nothing is a fault', 'silent-suite.ts', /^node: printed no report:/],
    ['without its provider is a fault', 'blind-assert.ts', /imports nothing; expected the node provider/],
    ['whose bundle fails is a fault', 'missing-suite.ts', /^node: Error: Build failed/],
  ])('%s', async (_, file, fault) => {
    const faults = faultsOf(await runHosts(node ? [node] : [], support(file), { limit: 3_000 }))
    expect(faults).toEqual([expect.stringMatching(fault)])
  })

  it.each([
    [
      'a provider that accepts every signature',
      /\bverifyNow\("sha256", message, key, signature\)/,
      'true',
      /verifying: any flipped bit of the body is refused/,
    ],
    ['a wrong path', /\/notify-url"/, '/notify_url"', /client: sends the signed bytes to the first host/],
    [
      'another error code',
      /"AUTH_SERIAL_UNKNOWN"/,
      '"AUTH_SERIAL_MISSING"',
      /expected "AUTH_SERIAL_UNKNOWN"/,
    ],
  ])('finds %s', async (_, text, replacement, fault) => {
    const { plugin, count } = mutation(text, replacement)
    const faults = faultsOf(
      await runHosts(node ? [node] : [], support('three-groups.ts'), { plugins: [plugin] }),
    )
    expect(count()).toBeGreaterThan(0)
    expect(faults).toContainEqual(expect.stringMatching(fault))
  })
})

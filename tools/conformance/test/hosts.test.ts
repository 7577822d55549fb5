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

/** What a mutation of the sources would make of the built packages: a pattern, and its replacement. */
type Mutation = readonly [text: RegExp, replacement: string]

function mutating(mutations: readonly Mutation[]): { readonly plugin: Plugin; counts(): number[] } {
  const counts = mutations.map(() => 0)
  const plugin: Plugin = {
    name: 'mutations',
    setup(build) {
      build.onLoad({ filter: /packages[\\/][a-z-]+[\\/]dist[\\/].*\.js$/ }, async ({ path }) => {
        let contents = await readFile(path, 'utf8')
        for (const [at, [text, replacement]] of mutations.entries()) {
          const all = new RegExp(text, 'g')
          counts[at] = (counts[at] ?? 0) + (contents.match(all)?.length ?? 0)
          contents = contents.replaceAll(all, replacement)
        }
        return { contents, loader: 'js' }
      })
    },
  }
  return { plugin, counts: () => counts }
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
})

/** Runs a suite on mutated packages, and expects each fault on every host. */
async function findsOnEveryHost(
  suite: string,
  mutations: readonly Mutation[],
  expected: readonly string[],
): Promise<void> {
  const { plugin, counts } = mutating(mutations)
  const faults = faultsOf(await runHosts(hosts, support(suite), { plugins: [plugin] }))
  for (const count of counts()) expect(count).toBeGreaterThan(0)
  for (const { name } of hosts) {
    for (const fault of expected) {
      const found = faults.filter((each) => each.startsWith(`${name}: `) && each.includes(fault))
      expect(found, `${name}: ${fault}`).not.toEqual([])
    }
  }
}

it('a wrong provider, a wrong path and another error code are found on every host', () =>
  findsOnEveryHost(
    'three-groups.ts',
    [
      // Both providers accept every signature.
      [/\bverifyNow\("sha256", message, key, signature\)/, 'true'],
      [/crypto\.subtle\.verify\(rsa, key, signature, message\)/, 'true'],
      [/\/notify-url"/, '/notify_url"'],
      [/"AUTH_SERIAL_UNKNOWN"/, '"AUTH_SERIAL_MISSING"'],
    ],
    [
      'verifying: any flipped bit of the body is refused',
      'client: sends the signed bytes to the first host',
      'expected "AUTH_SERIAL_UNKNOWN"',
    ],
  ))

it(
  'a fault in each part of coupons is found on every host',
  () =>
    findsOnEveryHost(
      'coupon-groups.ts',
      [
        // In each entry point another path, field or event.
        [/\{coupon_code\}\/confirm"/, '{coupon_code}/confirmed"'],
        [/(?<=form-data; )name="meta"/, 'name="Meta"'],
        [/\{ next_page_token: page_token,/, '{ next_token: page_token,'],
        [/"PRODUCT_COUPON_SP\.SEND"/, '"PRODUCT_COUPON_SP.SENT"'],
        [/rule: "worth_less"/, 'rule: "worthless"'],
        [
          /confirmCoupon: \(\{ confirm_request_no \}\) => confirm_request_no/,
          'confirmCoupon: () => "another"',
        ],
      ],
      ['mchid', 'brand_id']
        .flatMap((caller) => [
          `coupon endpoints: ${caller}: confirmCoupon, sample 1`,
          `coupon images: ${caller}: the body is as the page shows it`,
          `coupon lists: ${caller}: batches of all pages`,
          `coupon lists: ${caller}: reconcileCoupons`,
          `coupon once: ${caller}: confirmCoupon whose response was lost is done`,
          `coupon refusals: ${caller}: createProductCoupon with a round worth less`,
        ])
        .concat('coupon callbacks: PRODUCT_COUPON_SP.SEND: is handled by the function of its kind'),
    ),
  120_000,
)

import { createRequire } from 'node:module'
import { hosts as all, type Host } from '@wxdp-internal/conformance/runner/hosts'
import { inPackage } from '@wxdp-internal/conformance/runner/programs'

const here = createRequire(import.meta.url)
const named = (name: string): Host => all.find((host) => host.name === name) as Host

/** Another version of Node, from this package's optional dependencies; they are for Linux on x64. */
const node = (major: number): Host => ({
  ...named('node24'),
  name: `node${major}`,
  program: () => inPackage(here, `node-${major}`, 'bin/node'),
})

export const pinned: readonly Host[] = [named('node24')]
export const nodes: readonly Host[] = [node(20), node(22), ...pinned, node(26)]
export const hosts: readonly Host[] = [...nodes, named('bun'), named('deno'), named('workerd')]

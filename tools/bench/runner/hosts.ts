import { createRequire } from 'node:module'
import { hosts as all, type Host } from '../../conformance/runner/hosts.ts'
import { inPackage } from '../../conformance/runner/programs.ts'

const here = createRequire(import.meta.url)

/** Another version of Node, from this package's optional dependencies; they are for Linux on x64. */
function node(major: number): Host {
  return {
    ...known('node24'),
    name: `node${major}`,
    program: () => inPackage(here, `node-${major}`, 'bin/node'),
  }
}

function known(name: string): Host {
  return all.find((host) => host.name === name) as Host
}

export const nodes: readonly Host[] = [node(20), node(22), known('node24'), node(26)]
export const hosts: readonly Host[] = [...nodes, known('bun'), known('deno'), known('workerd')]

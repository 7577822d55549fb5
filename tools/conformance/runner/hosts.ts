import { bun, deno, pinnedNode, plainNode, workerd } from './programs.ts'

/** One host of the suite. */
export interface Host {
  readonly name: string
  /** Which provider it must get, and so which shape its bundle has: a module, or a script that any host takes. */
  readonly provider: 'node' | 'web'
  /** With which a bundler resolves for this host. */
  readonly conditions: readonly string[]
  /** Files of ../hosts to lay beside the suite; the first is called host.mjs there. */
  readonly files: readonly [string, ...string[]]
  /** `undefined` where it is not installed. */
  readonly program: () => string | undefined
  readonly args: readonly string[]
  /** What it must call itself: no host may stand in for another. */
  readonly runtime: RegExp
}

const std = { files: ['std.mjs'], args: ['host.mjs'] } as const
const worker = {
  provider: 'web',
  conditions: ['workerd', 'worker', 'browser'],
  files: ['workerd.mjs', 'workerd.capnp'],
  program: workerd,
} as const

export const hosts: readonly Host[] = [
  {
    ...std,
    name: 'node',
    provider: 'node',
    conditions: ['node'],
    program: plainNode,
    runtime: /^Node\.js\/\d+.* with process$/,
  },
  {
    ...std,
    name: 'node24',
    provider: 'node',
    conditions: ['node'],
    program: pinnedNode,
    runtime: /^Node\.js\/24\b.* with process$/,
  },
  {
    ...std,
    name: 'bun',
    provider: 'node',
    // As Bun itself does: packages that know of no Bun take it for Node.
    conditions: ['bun', 'node'],
    program: bun,
    runtime: /^Bun\/.* with process$/,
  },
  {
    ...std,
    name: 'deno',
    provider: 'web',
    conditions: ['deno'],
    program: deno,
    // It asks for nothing: no files, no network, no environment.
    args: ['run', '--no-prompt', 'host.mjs'],
    runtime: /^Deno\/.* with process$/,
  },
  {
    ...worker,
    name: 'workerd',
    args: ['test', 'workerd.capnp', 'bare:*'],
    runtime: /^Cloudflare-Workers$/,
  },
  {
    ...worker,
    name: 'workerd-compat',
    args: ['test', 'workerd.capnp', 'compat:*'],
    runtime: /^Cloudflare-Workers with process$/,
  },
  {
    name: 'edge',
    provider: 'web',
    conditions: ['edge-light'],
    files: ['edge.mjs'],
    program: plainNode,
    args: ['host.mjs'],
    runtime: /^edge-runtime$/,
  },
]

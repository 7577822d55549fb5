import { bun, deno, node, pinnedNode, plainNode, workerd } from './programs.ts'

/** One host of the suite. */
export interface Host {
  readonly name: string
  /** The provider that its bundle must contain. `node` bundles are modules, `web` bundles are scripts. */
  readonly provider: 'node' | 'web'
  /** The export conditions with which a bundler resolves for this host. */
  readonly conditions: readonly string[]
  /** Files of ../hosts to copy beside the suite; the first becomes host.mjs. */
  readonly files: readonly [string, ...string[]]
  /** `undefined` if it is not installed. */
  readonly program: () => string | undefined
  readonly args: readonly string[]
  /** The only platform that it is installed on. */
  readonly platform?: string
  /** The name that it must report, so that no host is mistaken for another. */
  readonly runtime: RegExp
}

const platform = `${process.platform}-${process.arch}`
const std = { files: ['std.mjs'], args: ['host.mjs'] } as const
const worker = {
  provider: 'web',
  conditions: ['workerd', 'worker', 'browser'],
  files: ['workerd.mjs', 'workerd.capnp'],
  program: workerd,
} as const

const onNode = { ...std, provider: 'node', conditions: ['node'] } as const
const versionOf = (major: 22 | 26): Host => ({
  ...onNode,
  name: `node${major}`,
  program: () => node(major),
  platform: 'linux-x64',
  runtime: new RegExp(`^Node\\.js/${major}\\b.* with process$`),
})

const all: readonly Host[] = [
  {
    ...onNode,
    name: 'node',
    program: plainNode,
    runtime: /^Node\.js\/\d+.* with process$/,
  },
  versionOf(22),
  {
    ...onNode,
    name: 'node24',
    program: pinnedNode,
    runtime: /^Node\.js\/24\b.* with process$/,
  },
  versionOf(26),
  {
    ...std,
    name: 'bun',
    provider: 'node',
    // As Bun itself does: a package without a condition for Bun gets that for Node.
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
    // Without permissions: no files, no network, no environment.
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
  {
    name: 'limited',
    provider: 'web',
    conditions: ['edge-light'],
    files: ['limited.mjs'],
    program: plainNode,
    args: ['host.mjs'],
    runtime: /^unnamed$/,
  },
]

const isHere = (host: Host): boolean => (host.platform ?? platform) === platform
export const hosts: readonly Host[] = all.filter(isHere)
/** Names of the hosts that this platform does not have. */
export const elsewhere: readonly string[] = all.filter((host) => !isHere(host)).map(({ name }) => name)

// The walks of docs/*/start, and what their readers have.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bun, deno, pinnedNode } from '@wxdp-internal/conformance/runner/programs'
import { packagesNamed } from '../frameworks.ts'
import { home, packagesOf } from '../project.ts'
import type { Walk } from './walk.ts'

// Node 20 runs no TypeScript, and no wrangler.
const node = pinnedNode() ?? process.execPath
const installed = (...names: readonly string[]) =>
  packagesNamed(Object.fromEntries(names.map((name) => [name, name])))

/** Those that `npm test` takes. A program that is not on this machine is missing. */
export const walks: readonly Walk[] = [
  { page: 'node', port: 3000, programs: { node }, packages: {} },
  { page: 'deno', port: 8000, programs: { deno: deno() }, packages: {} },
  { page: 'bun', port: 3000, programs: { bun: bun(), bunx: bun() }, packages: {} },
  {
    page: 'cloudflare-workers',
    port: 8787,
    programs: { node },
    packages: installed('wrangler'),
    // Beside other tests, its debugger's usual port may be taken.
    edit: (page) => page.replace('"port": 8787', '"port": 8787, "inspector_port": 0'),
  },
  { page: 'plans/first-plan', next: 'plans/life-cycle', programs: { node }, packages: {} },
  { page: 'function-platforms', port: 9000, programs: { node }, packages: installed('esbuild') },
]

/** On the oldest Node, which runs no TypeScript, as the page says. */
export const onOldNode: Walk = {
  page: 'node',
  port: 3000,
  programs: {},
  packages: {},
  edit: (page) => page.replaceAll('.ts', '.mjs'),
}

const root = join(import.meta.dirname, '../../..')
const servers = join(import.meta.dirname, '../built/servers')

/** A local runtime of a platform in place of its command line, which needs a login or is very large. */
const standIn = (page: string, port: number, command: string): Walk => ({
  page,
  port,
  programs: { node },
  packages: packagesOf(join(import.meta.dirname, '../installed', page)),
  absent: ['vercel', 'netlify-cli'],
  also({ write }) {
    for (const file of readdirSync(servers).filter((each) => [`${page}.mjs`, 'forward.mjs'].includes(each)))
      write(file, readFileSync(join(servers, file), 'utf8'))
  },
  instead: (each) => (each.startsWith(command) ? ['node', '--env-file=.env', `${page}.mjs`] : undefined),
})

/** Those that `pnpm frameworks` takes: their packages are large. Called when these are installed. */
export const builtWalks = (): readonly Walk[] => [
  {
    page: 'nextjs',
    port: 3000,
    programs: { node },
    packages: installed('next', 'react', 'react-dom', 'typescript', '@types/node', '@types/react'),
    // Turbopack follows no link out of its root, and a user's packages are in the folder.
    within: home,
    also: ({ write }) =>
      write('next.config.mjs', `export default { turbopack: { root: ${JSON.stringify(root)} } }\n`),
  },
  standIn('vercel', 3000, 'npx vercel dev'),
  standIn('netlify', 8888, 'npx netlify dev'),
]

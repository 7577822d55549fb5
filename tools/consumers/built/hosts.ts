// The recipes of the pages in the local runtimes of the platforms that they are for.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deno, pinnedNode } from '@wxdp-internal/conformance/runner/programs'
import { apiV3Key } from '@wxdp-internal/fixtures'
import type { Command } from '@wxdp-internal/services'
import { type Files, home, type Packages, packagesOf } from '../project.ts'
import { compiled, recipesOf } from '../recipes.ts'
import { signing } from '../server.ts'

export interface Host {
  readonly name: string
  /** Its page in the folder `platforms`, if that has a command for this machine. */
  readonly page?: string
  /** `undefined`: a part of it is not on this machine. */
  readonly packages: Packages | undefined
  readonly files: Files
  readonly build?: readonly [program: string, ...args: string[]]
  readonly start: (port: number, folder: string) => Command
  /** Paths of handlers, and whether a later request finds the memory of an earlier one. */
  readonly handlers: Readonly<Record<string, 'remembers' | 'forgets'>>
  /** A path at which the body has been read before, and what the error says. */
  readonly wrong?: { readonly path: string; readonly says: readonly string[] }
}

const node = pinnedNode() ?? process.execPath
const servers = join(import.meta.dirname, 'servers')
const server = (name: string): Files =>
  Object.fromEntries(
    readdirSync(servers)
      .filter((file) => file === `${name}.mjs` || file === 'forward.mjs')
      .map((file) => [file, readFileSync(join(servers, file), 'utf8')]),
  )
const installed = (name: string): Packages => packagesOf(join(import.meta.dirname, '../installed', name))

function vercel(): Host {
  const [recipe = ''] = recipesOf('platforms/vercel')
  const helpers = recipe
    .replaceAll('createHandler', 'createNodeHandler')
    .replace("'@wxdp/notify'", "'@wxdp/notify/node'")
    .replace('export const POST =', 'export default')
  return {
    name: 'Vercel Functions and Edge',
    page: 'vercel',
    packages: installed('vercel'),
    files: {
      'package.json': { private: true, type: 'module' },
      'tsconfig.json': { compilerOptions: { module: 'nodenext', target: 'es2022', strict: true } },
      ...server('vercel'),
      'api/wechatpay/plans.ts': recipe,
      'api/edge.ts': `${recipe.replace('export const POST =', 'export default')}
export const config = { runtime: 'edge' }\n`,
      'api/helpers.ts': helpers,
    },
    start: () => [node, 'vercel.mjs'],
    handlers: { '/api/wechatpay/plans': 'remembers', '/api/edge': 'remembers' },
    wrong: {
      path: '/api/helpers',
      says: ['The body helper of Vercel', 'export const POST = createHandler(settings)'],
    },
  }
}

/** Its local server starts a process, or an isolate, for each request. */
function netlify(): Host {
  const [recipe = ''] = recipesOf('platforms/netlify')
  return {
    name: 'Netlify Functions and Edge Functions',
    page: 'netlify',
    packages: installed('netlify'),
    files: {
      'package.json': { private: true, type: 'module' },
      // Edge functions get no other variables.
      'netlify.toml': `[context.dev.environment]
API_V3_KEY = "${apiV3Key}"
PLATFORM_SERIAL = "${signing.serialNo}"
PLATFORM_PUBLIC_KEY = """${signing.publicKey}"""\n`,
      ...server('netlify'),
      'netlify/functions/plans.ts': recipe,
      'netlify/edge-functions/plans.ts': recipe.replace("'/wechatpay/plans'", "'/edge/plans'"),
    },
    start: () => [node, 'netlify.mjs'],
    handlers: { '/wechatpay/plans': 'forgets', '/edge/plans': 'forgets' },
  }
}

/** As Deno Deploy runs a program: with neither a file system nor other programs. */
function denoDeploy(): Host {
  const [recipe = ''] = recipesOf('platforms/deno-deploy')
  const program = deno()
  const rights = ['--allow-net', '--allow-env', '--deny-read', '--deny-write', '--deny-run', '--deny-ffi']
  const serve = ['serve', '--no-prompt', '--no-check', '--unstable-kv', ...rights]
  return {
    name: 'Deno Deploy',
    page: 'deno-deploy',
    packages: program === undefined ? undefined : {},
    files: {
      'package.json': { private: true, type: 'module' },
      'deno.json': { nodeModulesDir: 'manual' },
      // In memory: the one on the disk would remember the test's last run.
      'main.ts': recipe.replace('Deno.openKv()', "Deno.openKv(':memory:')"),
    },
    start: (port) => [program ?? '', ...serve, '--host', '127.0.0.1', '--port', `${port}`, 'main.ts'],
    handlers: { '/': 'remembers' },
  }
}

/** `edgeone pages dev` runs edge functions on a server of EdgeOne's. Its build runs here, and makes one script. */
function edgeOne(): Host {
  const [recipe = ''] = recipesOf('platforms/one-file')
  return {
    name: 'EdgeOne Pages',
    packages: installed('edgeone'),
    files: {
      'package.json': { name: 'plans', private: true },
      // The build writes the variables into its script.
      '.env': `API_V3_KEY="${apiV3Key}"
PLATFORM_SERIAL="${signing.serialNo}"
PLATFORM_PUBLIC_KEY="${signing.publicKey.replaceAll('\n', '\\n')}"\n`,
      // Otherwise the build installs packages with what it finds above this folder.
      'edgeone.json': { installCommand: 'node --version', buildCommand: 'node --version' },
      'index.html': '<p>Plans</p>\n',
      ...server('edgeone'),
      'edge-functions/wechatpay/standalone.js': readFileSync(
        join(home, 'node_modules/@wxdp/notify/dist/standalone.js'),
        'utf8',
      ),
      'edge-functions/wechatpay/plans.js': compiled(recipe).replace(
        '@wxdp/notify/standalone',
        './standalone.js',
      ),
    },
    build: ['edgeone/edgeone-bin/edgeone.js', 'pages', 'build'],
    start: () => [node, 'edgeone.mjs'],
    handlers: { '/wechatpay/plans': 'remembers' },
  }
}

function lambda(): Host {
  const [recipe = ''] = recipesOf('platforms/aws-lambda')
  const client = join(
    import.meta.dirname,
    '../installed/aws-lambda/node_modules/aws-lambda-ric/rapid-client.node',
  )
  return {
    name: 'AWS Lambda',
    packages: existsSync(client) ? installed('aws-lambda') : undefined,
    files: {
      'package.json': { private: true, type: 'module' },
      ...server('lambda'),
      'index.mjs': compiled(recipe),
    },
    start: () => [node, 'lambda.mjs'],
    handlers: { '/wechatpay/plans': 'remembers' },
  }
}

// Not all at once: the recipes are in a package that the set-up installs.
export const hosts = (): readonly Host[] => [vercel(), netlify(), denoDeploy(), edgeOne(), lambda()]

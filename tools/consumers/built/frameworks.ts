// The frameworks that are built first: the recipe of each page in a project with a mistake and its remedy beside it.
import { join } from 'node:path'
import { pinnedNode } from '@wxdp-internal/conformance/runner/programs'
import type { Command } from '@wxdp-internal/services'
import { type Files, type Packages, packagesOf } from '../project.ts'
import { compiled, recipesOf } from '../recipes.ts'

/** A path at which something reads the body first, and one with the remedy of the error pasted in. */
export interface MistakeAt {
  readonly path: string
  readonly pasted: string
  /** What the error says has read the body. */
  readonly named: string
  readonly remedy: string
}

export interface BuiltFramework {
  readonly name: string
  /** Its page in the folder `frameworks`. */
  readonly page: string
  readonly packages: Packages
  readonly files: Files
  /** Its command-line program and arguments. */
  readonly build?: readonly [program: string, ...args: string[]]
  readonly start: (port: number) => Command
  /** Other paths that respond to a genuine callback with 204. */
  readonly also?: readonly string[]
  readonly mistakes: readonly MistakeAt[]
  /** Requests that protection of the framework's own refuses before any handler. */
  readonly refused?: readonly { readonly path: string; readonly type: string }[]
}

const root = join(import.meta.dirname, '../../..')
const node = pinnedNode() ?? process.execPath
const installed = (name: string): Packages => packagesOf(join(import.meta.dirname, '../installed', name))
const read = 'The body has already been read'

/** Both kinds of routes: of the app folder, and of pages/api. */
export function next(version: number, packages: Packages): BuiltFramework {
  const [recipe = ''] = recipesOf('frameworks/nextjs')
  const copy = 'request.clone().json()'
  const config = 'export const config = { api: { bodyParser: false } }'
  const handler = recipe.replace('export const POST', 'const handler')
  const readBefore = (code: string): string =>
    `${handler}\nexport const POST = async (request: Request) => {\n  await ${code}\n  return handler(request)\n}\n`
  const api = recipe
    .replace('createHandler }', 'createNodeHandler }')
    .replace("'@wxdp/notify'", "'@wxdp/notify/node'")
    .replace('export const POST = createHandler', 'export default createNodeHandler')
  const program = 'next/dist/bin/next'
  return {
    name: `Next.js ${version}`,
    page: 'nextjs',
    packages,
    files: {
      'package.json': { private: true, type: 'module' },
      'next.config.mjs': `export default { turbopack: { root: ${JSON.stringify(root)} }, outputFileTracingRoot: ${JSON.stringify(root)} }`,
      'tsconfig.json': {
        compilerOptions: {
          target: 'es2022',
          lib: ['dom', 'dom.iterable', 'esnext'],
          module: 'esnext',
          moduleResolution: 'bundler',
          strict: true,
          skipLibCheck: true,
          noEmit: true,
          jsx: 'preserve',
          incremental: true,
          isolatedModules: true,
          resolveJsonModule: true,
          esModuleInterop: true,
          allowJs: true,
          plugins: [{ name: 'next' }],
        },
        include: ['next-env.d.ts', '**/*.ts', '**/*.tsx', '.next/types/**/*.ts'],
        exclude: ['node_modules'],
      },
      'app/layout.tsx':
        'export default ({ children }: { children: React.ReactNode }) => <html lang="en"><body>{children}</body></html>\n',
      'app/wechatpay/plans/route.ts': recipe,
      'app/edge/route.ts': `export const runtime = 'edge'\n${recipe}`,
      'app/wrong/route.ts': readBefore('request.json()'),
      'app/pasted/route.ts': readBefore(copy),
      'pages/api/wrong.ts': api,
      'pages/api/pasted.ts': `${api}\n${config}\n`,
    },
    build: [program, 'build'],
    start: (port) => [
      node,
      join('node_modules', program),
      'start',
      '--hostname',
      '127.0.0.1',
      '--port',
      `${port}`,
    ],
    also: ['/edge'],
    mistakes: [
      { path: '/wrong', pasted: '/pasted', named: read, remedy: copy },
      {
        path: '/api/wrong',
        pasted: '/api/pasted',
        named: 'The body parser of Next.js has read the body',
        remedy: config,
      },
    ],
  }
}

/** Nuxt 4 and Nitro 2: the same routes, on h3 1. */
function onH3Version1(
  name: string,
  folder: string,
  build: readonly [program: string, ...args: string[]],
  files: Files,
): BuiltFramework {
  const [recipe = ''] = recipesOf('frameworks/nuxt-nitro')
  const remedy = 'event.node.req.rawBody = await readRawBody(event, false)'
  const [before = '', call = ''] = recipe.split('export default defineEventHandler((event) => ')
  const pasted = `${before}export default defineEventHandler(async (event) => {
  ${remedy}
  return ${call.trim().slice(0, -1)}
})\n`
  return {
    name,
    page: 'nuxt-nitro',
    packages: installed(folder),
    files: {
      'package.json': { private: true, type: 'module' },
      ...files,
      'server/middleware/read.ts': `export default defineEventHandler(async (event) => {
  if (['/wrong', '/pasted'].includes(event.path)) await readBody(event)
})\n`,
      'server/routes/wechatpay/plans.post.ts': recipe,
      'server/routes/wrong.post.ts': recipe,
      'server/routes/pasted.post.ts': pasted,
    },
    build,
    start: () => [node, '.output/server/index.mjs'],
    mistakes: [{ path: '/wrong', pasted: '/pasted', named: 'readBody() of h3 (Nuxt, Nitro 2)', remedy }],
  }
}

const nuxt4 = (): BuiltFramework =>
  onH3Version1('Nuxt 4', 'nuxt', ['nuxt/bin/nuxt.mjs', 'build'], {
    'nuxt.config.ts':
      "export default defineNuxtConfig({ compatibilityDate: '2026-11-01', telemetry: false })\n",
    'app/app.vue': '<template><p>Plans</p></template>\n',
  })

const nitro2 = (): BuiltFramework =>
  onH3Version1('Nitro 2', 'nitro-2', ['nitropack/dist/cli/index.mjs', 'build'], {
    'nitro.config.ts':
      "export default defineNitroConfig({ srcDir: 'server', compatibilityDate: '2026-11-01' })\n",
  })

function nitro3(): BuiltFramework {
  const [, recipe = ''] = recipesOf('frameworks/nuxt-nitro')
  const remedy = 'event.req.clone().json()'
  return {
    name: 'Nitro 3',
    page: 'nuxt-nitro',
    packages: installed('nitro-3'),
    files: {
      'package.json': { private: true, type: 'module' },
      'nitro.config.mjs': `import { defineNitroConfig } from 'nitro/config'
export default defineNitroConfig({ srcDir: 'server' })\n`,
      'server/middleware/read.ts': `import { defineHandler } from 'nitro/h3'
export default defineHandler(async (event) => {
  if (event.url.pathname === '/wrong') await event.req.json()
  if (event.url.pathname === '/pasted') await ${remedy}
})\n`,
      'server/routes/wechatpay/plans.post.ts': recipe,
      'server/routes/wrong.post.ts': recipe,
      'server/routes/pasted.post.ts': recipe,
    },
    build: ['nitro/dist/cli/index.mjs', 'build'],
    start: () => [node, '.output/server/index.mjs'],
    mistakes: [{ path: '/wrong', pasted: '/pasted', named: read, remedy }],
  }
}

function svelteKit(version: number): BuiltFramework {
  const [recipe = ''] = recipesOf('frameworks/sveltekit')
  const remedy = 'request.clone().json()'
  // Version 3 has its configuration in that of Vite.
  const inVite = version > 2 ? '{ adapter: adapter() }' : ''
  const ownFile: Files = {
    'svelte.config.js':
      "import adapter from '@sveltejs/adapter-node'\nexport default { kit: { adapter: adapter() } }\n",
  }
  return {
    name: `SvelteKit ${version}`,
    page: 'sveltekit',
    packages: installed(`sveltekit-${version}`),
    files: {
      'package.json': { private: true, type: 'module' },
      ...(version < 3 && ownFile),
      'vite.config.js': `import adapter from '@sveltejs/adapter-node'
import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig } from 'vite'
export default defineConfig({ plugins: [sveltekit(${inVite})] })\n`,
      'src/app.html':
        '<!doctype html><html lang="en"><head>%sveltekit.head%</head><body>%sveltekit.body%</body></html>\n',
      'src/hooks.server.js': `export const handle = async ({ event, resolve }) => {
  const { request } = event
  if (event.url.pathname === '/wrong') await request.json()
  if (event.url.pathname === '/pasted') await ${remedy}
  return resolve(event)
}\n`,
      'src/routes/wechatpay/plans/+server.ts': recipe,
      'src/routes/wrong/+server.ts': recipe,
      'src/routes/pasted/+server.ts': recipe,
    },
    build: ['vite/bin/vite.js', 'build'],
    start: () => [node, 'build/index.js'],
    mistakes: [{ path: '/wrong', pasted: '/pasted', named: read, remedy }],
    refused: [{ path: '/wechatpay/plans', type: 'text/plain' }],
  }
}

/** Its packages find each other only in a folder that they share with no other version. */
function midway3(): BuiltFramework {
  const [configuration = '', controller = ''] = recipesOf('frameworks/midway')
  const wrong = controller.replace("'/wechatpay'", "'/'").replace("'/plans'", "'/wrong'")
  return {
    name: 'Midway 3',
    page: 'midway',
    packages: installed('midway-3'),
    files: {
      'package.json': { private: true },
      'dist/configuration.js': compiled(configuration, 'commonjs'),
      'dist/controller/wechatpay.controller.js': compiled(controller, 'commonjs'),
      'dist/controller/wrong.controller.js': compiled(wrong, 'commonjs').replaceAll(
        'WechatPayController',
        'Wrong',
      ),
      'bootstrap.js': `const { Bootstrap } = require('@midwayjs/bootstrap')
const koa = { port: Number(process.env.PORT), hostname: '127.0.0.1' }
Bootstrap.configure({ appDir: __dirname, baseDir: __dirname + '/dist', globalConfig: { keys: 'x', koa } }).run()\n`,
    },
    start: () => [node, 'bootstrap.js'],
    // The recipe is the remedy.
    mistakes: [
      {
        path: '/wrong',
        pasted: '/wechatpay/plans',
        named: "Midway's bodyParser",
        remedy: 'insertFirst(async (ctx: any, next: any) => { ctx.disableBodyParser = ctx.path === ',
      },
    ],
  }
}

/** The starter of an application with pages, as its build leaves it: in JavaScript. */
function adonis(version: number): BuiltFramework {
  const [middleware = '', kernel = ''] = recipesOf('frameworks/adonisjs')
  const remedy = "server.use([() => import('#middleware/wechatpay_middleware')])"
  const encryption: Files = {
    'config/encryption.js': `import { defineConfig, drivers } from '@adonisjs/core/encryption'
export default defineConfig({ default: 'gcm', list: { gcm: drivers.aes256gcm({ id: 'gcm', keys: ['x'.repeat(32)] }) } })\n`,
  }
  const handler = compiled(middleware).split('export default')[0] ?? ''
  return {
    name: `AdonisJS ${version}`,
    page: 'adonisjs',
    packages: installed(`adonis-${version}`),
    files: {
      'package.json': {
        private: true,
        type: 'module',
        imports: { '#middleware/*': './app/middleware/*.js', '#start/*': './start/*.js' },
      },
      'bin/server.js': `import { Ignitor } from '@adonisjs/core'
const root = new URL('../', import.meta.url)
const importer = (path) => import(path.startsWith('.') ? new URL(path, root).href : path)
await new Ignitor(root, { importer })
  .tap((app) => app.listen('SIGTERM', () => app.terminate()))
  .httpServer()
  .start()\n`,
      'adonisrc.js': `import { defineConfig } from '@adonisjs/core/app'
export default defineConfig({
  providers: [
    () => import('@adonisjs/core/providers/app_provider'),
    () => import('@adonisjs/core/providers/hash_provider'),
    () => import('@adonisjs/session/session_provider'),
    () => import('@adonisjs/shield/shield_provider'),
  ],
  preloads: [() => import('#start/routes'), () => import('#start/kernel')],
})\n`,
      'config/app.js': `import { defineConfig } from '@adonisjs/core/http'
export const appKey = 'x'.repeat(32)
export const http = defineConfig({ generateRequestId: true, allowMethodSpoofing: false, useAsyncLocalStorage: false, cookie: {} })\n`,
      'config/bodyparser.js': `import { defineConfig } from '@adonisjs/core/bodyparser'
export default defineConfig({
  allowedMethods: ['POST', 'PUT', 'PATCH', 'DELETE'],
  form: { convertEmptyStringsToNull: true, types: ['application/x-www-form-urlencoded'] },
  json: { convertEmptyStringsToNull: true, types: ['application/json', 'application/json-patch+json', 'application/vnd.api+json', 'application/csp-report'] },
  multipart: { autoProcess: true, convertEmptyStringsToNull: true, processManually: [], limit: '20mb', types: ['multipart/form-data'] },
})\n`,
      ...(version > 6 && encryption),
      'config/hash.js': `import { defineConfig, drivers } from '@adonisjs/core/hash'
export default defineConfig({ default: 'scrypt', list: { scrypt: drivers.scrypt({}) } })\n`,
      'config/logger.js': `import { defineConfig } from '@adonisjs/core/logger'
export default defineConfig({ default: 'app', loggers: { app: { enabled: true, name: 'app', level: 'info' } } })\n`,
      'config/session.js': `import { defineConfig, stores } from '@adonisjs/session'
export default defineConfig({ enabled: true, cookieName: 'session', clearWithBrowser: false, age: '2h', cookie: {}, store: 'cookie', stores: { cookie: stores.cookie() } })\n`,
      'config/shield.js': `import { defineConfig } from '@adonisjs/shield'
export default defineConfig({
  csp: { enabled: false, directives: {}, reportOnly: false },
  csrf: { enabled: true, exceptRoutes: ['/wrong'], enableXsrfCookie: false, methods: ['POST', 'PUT', 'PATCH', 'DELETE'] },
  hsts: { enabled: true, maxAge: '180 days' },
  contentTypeSniffing: { enabled: true },
  xFrame: { enabled: true, action: 'DENY' },
})\n`,
      'app/middleware/wechatpay_middleware.js': compiled(middleware),
      'start/kernel.js': `${compiled(kernel)}
import router from '@adonisjs/core/services/router'
router.use([
  () => import('@adonisjs/core/bodyparser_middleware'),
  () => import('@adonisjs/session/session_middleware'),
  () => import('@adonisjs/shield/shield_middleware'),
])\n`,
      'start/routes.js': `import router from '@adonisjs/core/services/router'
${handler}
const route = ({ request, response }) => handler(request.request, response.response)
router.post('/wrong', route)
router.post('/guarded', route)\n`,
    },
    start: () => [node, 'bin/server.js'],
    // The recipe is the remedy.
    mistakes: [{ path: '/wrong', pasted: '/wechatpay/plans', named: 'Something that is not known', remedy }],
    refused: [{ path: '/guarded', type: 'application/json' }],
  }
}

/** The names of {@link built}. */
export const builtNames = [
  'Next.js 15',
  'Nuxt 4',
  'Nitro 2',
  'Nitro 3',
  'Midway 3',
  'SvelteKit 2',
  'SvelteKit 3',
  'AdonisJS 6',
  'AdonisJS 7',
]

/** Those with packages of their own. Called when these are installed. */
export const built = (): readonly BuiltFramework[] => [
  next(15, installed('next-15')),
  nuxt4(),
  nitro2(),
  nitro3(),
  midway3(),
  svelteKit(2),
  svelteKit(3),
  adonis(6),
  adonis(7),
]

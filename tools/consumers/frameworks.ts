// The frameworks that need no build: the recipe of each page as a project, with each version of its framework. Hono
// and Elysia run on Bun.
import { bun, plainNode } from '@wxdp-internal/conformance/runner/programs'
import { type Files, type Packages, packagesOf } from './project.ts'
import { compiled } from './recipes.ts'

export interface Framework {
  readonly name: string
  /** Its page in the folder `frameworks`. */
  readonly page: string
  readonly packages: Packages
  readonly files: (recipes: readonly string[]) => Files
  readonly start: readonly [program: string, ...args: string[]]
}

const installed = packagesOf(import.meta.dirname)
/** Packages of this folder, by the names that a project uses. */
export const packagesNamed = (names: Readonly<Record<string, string>>): Packages =>
  Object.fromEntries(Object.entries(names).map(([name, alias]) => [name, installed[alias] ?? '']))
/** The packages of one version, which are those of a package of their own. */
const versioned = (name: string): Packages => packagesOf(installed[`@wxdp-internal/${name}`] ?? '')

const modules = { private: true, type: 'module' }
/** A program that is its first recipe alone. */
const program = ([code = '']: readonly string[]): Files => ({
  'package.json': modules,
  'program.js': compiled(code),
})

const onNode = (name: string, page: string, packages: Packages): Framework => ({
  name,
  page,
  packages,
  files: program,
  start: [plainNode(), 'program.js'],
})

const egg = (name: string, alias: string, module: 'esm' | 'commonjs'): Framework => ({
  name,
  page: 'egg',
  packages: packagesNamed({ egg: alias }),
  files: ([config = '', router = '']) => ({
    'package.json': { name: 'app', ...(module === 'esm' && { type: 'module' }) },
    'config/config.default.js': compiled(config, module),
    'config/config.prod.js': compiled("export default { keys: 'x' }", module),
    'app/router.js': compiled(router, module),
    'index.cjs': `import('egg').then(async ({ start }) => {
  const app = await start({ baseDir: __dirname, mode: 'single' })
  app.listen(process.env.PORT, '127.0.0.1')
})`,
  }),
  start: [plainNode(), 'index.cjs'],
})

const midway: Framework = {
  name: 'Midway 4',
  page: 'midway',
  packages: packagesNamed({ '@midwayjs/core': '@midwayjs/core', '@midwayjs/koa': '@midwayjs/koa' }),
  files: ([configuration = '', controller = '']) => ({
    'package.json': { private: true },
    'dist/configuration.js': compiled(configuration, 'commonjs'),
    'dist/controller.js': compiled(controller, 'commonjs'),
    // As Bootstrap.run() of @midwayjs/bootstrap does.
    'index.js': `const { initializeGlobalApplicationContext } = require('@midwayjs/core')
const modules = [require('./dist/configuration'), require('./dist/controller')]
initializeGlobalApplicationContext({
  baseDir: __dirname + '/dist',
  appDir: __dirname,
  imports: modules,
  preloadModules: [modules[1].WechatPayController],
  globalConfig: { keys: 'x', koa: { port: Number(process.env.PORT), hostname: '127.0.0.1' } },
})`,
  }),
  start: [plainNode(), 'index.js'],
}

export const frameworks: readonly Framework[] = [
  onNode('node:http', 'node-http', {}),
  onNode('Express 4', 'express', packagesNamed({ express: 'express-4' })),
  onNode('Express 5', 'express', packagesNamed({ express: 'express' })),
  onNode('Koa 2', 'koa', packagesNamed({ koa: 'koa-2' })),
  onNode('Koa 3', 'koa', packagesNamed({ koa: 'koa' })),
  onNode('Fastify 5', 'fastify', packagesNamed({ fastify: 'fastify' })),
  onNode('NestJS 10', 'nestjs', versioned('nest-10')),
  onNode('NestJS 11', 'nestjs', versioned('nest-11')),
  onNode('NestJS 12', 'nestjs', versioned('nest-12')),
  egg('Egg 3', 'egg-3', 'commonjs'),
  egg('Egg 4', 'egg', 'commonjs'),
  egg('Egg 4, ES modules', 'egg', 'esm'),
  midway,
  {
    name: 'Hono 4',
    page: 'hono',
    packages: packagesNamed({ hono: 'hono' }),
    files: program,
    start: [bun() ?? '', 'program.js'],
  },
  {
    name: 'Elysia 1',
    page: 'elysia',
    packages: packagesNamed({ elysia: 'elysia' }),
    files: program,
    start: [bun() ?? '', 'program.js'],
  },
]

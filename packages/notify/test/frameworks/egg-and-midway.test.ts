// Egg and Midway read every body before a route, and Egg refuses a POST without its CSRF token. What Egg generates lies
// in a folder of its own. Both are loaded without their types, which change those of Koa.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createKoaHandler, type KoaHandler } from '@wxdp/notify/node'
import { transformSync } from 'esbuild'
import { describe, expect, it } from 'vitest'
import {
  endAfterTest,
  fixes,
  listen,
  namesTheMistake,
  type Options,
  type Start,
} from '../support/frameworks.ts'
import { settings } from '../support/settings.ts'

const path = '/wechatpay/plans'
const load = createRequire(import.meta.url)

interface EggApp {
  readonly router: { post(path: string, handler: KoaHandler): void }
  callback(): RequestListener
  close(): Promise<void>
}

describe.each([
  ['Egg 4', 'egg'],
  ['Egg 3', 'egg-3'],
])('%s', (_, egg) => {
  /** Starts Egg as it comes, with these lines in its configuration. */
  const configured =
    (lines: string): Start =>
    async (options) => {
      const baseDir = mkdtempSync(join(tmpdir(), 'wxdp-egg-'))
      mkdirSync(join(baseDir, 'config'))
      writeFileSync(join(baseDir, 'package.json'), '{"name":"app"}')
      const config = `const config = { keys: 'x', logger: { disableConsoleAfterReady: true, consoleLevel: 'NONE' } }`
      const text = `${config}\n${lines.replaceAll('/path', path)}\nmodule.exports = config\n`
      writeFileSync(join(baseDir, 'config', 'config.default.js'), text)
      const { start } = load(egg) as { start(options: object): Promise<EggApp> }
      const app = await start({ baseDir, mode: 'single' })
      endAfterTest(async () => {
        await app.close()
        rmSync(baseDir, { recursive: true, force: true })
      })
      app.router.post(path, createKoaHandler(options))
      return listen(createServer(app.callback()))
    }

  fixes('without the CSRF check alone', {
    start: configured("config.security = { csrf: { ignore: '/path' } }"),
    named: "Egg's bodyParser has read the body before this handler, and rawBody is a string, not the bytes.",
    remedy: "config.bodyParser = { ignore: '/path' }; config.security = { csrf: { ignore: '/path' } }",
    pasted: configured,
  })

  it('as it comes responds with 403 by itself, before the handler', async () => {
    const origin = await configured('')({
      ...settings,
      onNotification() {},
      observe: () => expect.fail('called'),
    })
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }
    expect((await fetch(origin + path, init)).status).toBe(403)
  })
})

type Koa = { callback(): RequestListener }
interface Midway {
  readonly app: { getMiddleware(): { insertFirst(middleware: unknown): void } }
}

/** Starts Midway as it comes, with this in `onReady` of its configuration. */
async function startMidway(options: Options, onReady: (this: Midway) => void, config = {}): Promise<string> {
  // Midway keeps its classes in globals, so that a process could start only one application.
  Reflect.deleteProperty(globalThis, 'MIDWAY_GLOBAL_DECORATOR_MANAGER')
  for (const file of Object.keys(load.cache)) if (file.includes('@midwayjs')) delete load.cache[file]
  const core = load('@midwayjs/core')
  const koa = load('@midwayjs/koa')
  const handler = createKoaHandler(options)
  class MainConfiguration {
    async onReady() {
      onReady.call(this as unknown as Midway)
    }
  }
  core.MainApp()(MainConfiguration.prototype, 'app')
  const logger = { default: { transports: { console: false, file: false, error: false, json: false } } }
  const defaults = { keys: 'x', koa: { port: null }, midwayLogger: logger, ...config }
  core.Configuration({ imports: [koa], importConfigs: [{ default: defaults }] })(MainConfiguration)
  class PlansController {
    readonly ctx!: Parameters<KoaHandler>[0]
    plans(): Promise<void> {
      return handler(this.ctx)
    }
  }
  const { prototype } = PlansController
  core.Inject()(prototype, 'ctx')
  core.Post('/plans')(prototype, 'plans', Object.getOwnPropertyDescriptor(prototype, 'plans'))
  core.Controller('/wechatpay')(PlansController)
  const container = await core.initializeGlobalApplicationContext({
    baseDir: import.meta.dirname,
    appDir: import.meta.dirname,
    imports: [{ Configuration: MainConfiguration, PlansController }],
    preloadModules: [PlansController],
  })
  endAfterTest(() => core.destroyGlobalApplicationContext(container))
  const koaApp: Koa = container.get(core.MidwayFrameworkService).getMainFramework().getApplication()
  return listen(createServer(koaApp.callback()))
}

describe('Midway 4 on Koa', () => {
  fixes('with its defaults', {
    start: (options) => startMidway(options, () => {}),
    named:
      "Midway's bodyParser has read the body before this handler, and rawBody is a string, not the bytes.",
    remedy:
      "this.app.getMiddleware().insertFirst(async (ctx: any, next: any) => { ctx.disableBodyParser = ctx.path === '/path'; return next() })",
    // As the body of the method, which is in TypeScript.
    pasted: (code) => (options) =>
      startMidway(
        options,
        new Function(transformSync(code.replace('/path', path), { loader: 'ts' }).code) as () => void,
      ),
  })
  namesTheMistake(
    'with the setting ignore, which Midway does not use',
    (options) => startMidway(options, () => {}, { bodyParser: { enable: true, ignore: [path] } }),
    ["Midway's bodyParser has read the body"],
  )
})

// The recipes of the pages for platforms, each loaded as its platform loads it, on the events of that platform.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { app, HttpRequest } from '@azure/functions'
import { getTestServer } from '@google-cloud/functions-framework/testing'
import { apiV3Key, keys, official } from '@wxdp-internal/fixtures'
import { type EventFixture, events, receivedFrom, type SentRequest } from '@wxdp-internal/fixtures/events'
import { planChangeEnvelope, signedCallback } from '@wxdp-internal/fixtures/messages'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { platforms } from '../../src/functions/platforms.ts'
import { listen } from '../support/frameworks.ts'

const root = join(import.meta.dirname, '../..')

const pages = join(root, '../../docs/en/platforms')

/** The first block of one kind on a page. */
function block(page: string, kind: 'ts' | 'sh' = 'ts'): string {
  const text = readFileSync(join(pages, `${page}.md`), 'utf8')
  return new RegExp(`^\`\`\`${kind}\n(.*?)^\`\`\``, 'ms').exec(text)?.[1] ?? ''
}

const build = block('scf', 'sh')

let folder: string
beforeEach(() => {
  const cache = join(root, 'node_modules/.cache/wxdp')
  mkdirSync(cache, { recursive: true })
  folder = mkdtempSync(join(cache, 'recipe-'))
  vi.stubEnv('API_V3_KEY', apiV3Key)
  vi.stubEnv('PLATFORM_SERIAL', keys.platform.serialNo)
  vi.stubEnv('PLATFORM_PUBLIC_KEY', keys.platform.publicKey)
  vi.spyOn(console, 'log').mockImplementation(() => {})
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

function write(code: string): string {
  const file = join(folder, 'index.ts')
  writeFileSync(file, code)
  return file
}

/** As an ES module. */
const imported = (code: string): Promise<object> => import(write(code))

/** As CommonJS, bundled as the page for SCF says. */
async function required(code: string): Promise<object> {
  write(code)
  const [npx, command = '', ...flags] = build.trim().split(' ')
  expect([npx, command]).toEqual(['npx', 'esbuild'])
  execFileSync(join(root, 'node_modules/.bin', command), [...flags, '--log-level=error'], { cwd: folder })
  return createRequire(import.meta.url)(join(folder, 'dist/index.js')) as object
}

type Handler = (event: object, context: object) => Promise<unknown>

const recipes: readonly (readonly [
  page: string,
  events: string,
  name: string,
  load: (code: string) => Promise<object>,
])[] = [
  ['aws-lambda', 'AWS Lambda', 'handler', imported],
  ['function-compute', 'Function Compute', 'handler', imported],
  ['scf', 'Tencent SCF', 'main_handler', required],
  ['cloudbase', 'CloudBase', 'main', required],
  ['unicloud', 'uniCloud', 'main', required],
  ['functiongraph', 'FunctionGraph', 'handler', required],
]

/** Those whose platform has a runtime of its own in npm, below. */
const withRuntime = [
  ['google-cloud', 'Google Cloud'],
  ['azure-functions', 'Azure Functions'],
] as const

describe('none is forgotten', () => {
  it('each page of an event function is loaded here', () => {
    const names = readdirSync(pages).map((file) => file.replace(/\.md$/, ''))
    const ofEvents = names.filter((name) => block(name).includes('createEventHandler('))
    const loaded = [...recipes, ...withRuntime].map(([page]) => page)
    expect(ofEvents.filter((name) => name !== 'overview').sort()).toEqual(loaded.sort())
  })

  it('each event has a page, and each platform an event', () => {
    const starts = [...recipes, ...withRuntime].map(([, start]) => start)
    const isKnown = (name: string) => starts.some((start) => name.startsWith(start))
    expect(events.map(({ name }) => name).filter((name) => !isKnown(name))).toEqual([])
    const tried = new Set(events.map(({ platform }) => platform))
    expect(platforms.map(({ name }) => name).filter((name) => !tried.has(name))).toEqual([])
  })
})

const probe = { headers: { 'wechatpay-signature': official.probe.signature } }

async function answersOf(handler: Handler, { call, form }: EventFixture) {
  const body = await planChangeEnvelope()
  const sent: SentRequest[] = [
    await signedCallback(body, probe),
    await signedCallback(body),
    await signedCallback(body),
    { method: 'GET' },
  ]
  const received: unknown[] = []
  for (const request of sent) {
    const given = call(request)
    received.push(receivedFrom(await handler(given.event, given.context), given))
  }
  const refusal = (status: number, message: string, headers = {}) =>
    form({
      status,
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify({ code: 'FAIL', message }),
    })
  const accepted = form({ status: 204, headers: {}, body: '' })
  expect(received).toEqual([
    refusal(401, 'AUTH_SIGNATURE_PROBE'),
    accepted,
    accepted,
    refusal(405, 'NOTIFY_METHOD', { Allow: 'POST' }),
  ])
}

describe.each(recipes)('%s', (page, platform, name, load) => {
  const code = block(page)
  const forms = events.filter((fixture) => fixture.name.startsWith(platform))

  it('exports what its platform calls', () => {
    expect(code).toContain(`export const ${name} = createEventHandler(`)
    expect(forms).not.toEqual([])
  })

  it.each(forms)('answers a probe, a callback, its duplicate and a GET: $name', async (fixture) => {
    const module = (await load(code)) as Record<string, Handler>
    await answersOf(module[name] as Handler, fixture)
  })
})

const answers = async (respond: (body: string, headers: Record<string, string>) => Promise<number>) => {
  const body = await planChangeEnvelope()
  const statuses: number[] = []
  for (const options of [probe, {}, {}]) {
    statuses.push(await respond(body, (await signedCallback(body, options)).headers))
  }
  expect(statuses).toEqual([401, 204, 204])
}

it('Google Cloud answers a probe, a callback and its duplicate', async () => {
  await imported(block('google-cloud'))
  const origin = await listen(getTestServer('wechatpay'))
  await answers(async (body, headers) => (await fetch(origin, { method: 'POST', headers, body })).status)
})

it('Azure Functions answers a probe, a callback and its duplicate', async () => {
  const http = vi.spyOn(app, 'http').mockImplementation(() => {})
  await imported(block('azure-functions'))
  const [, options] = http.mock.calls[0] ?? []
  expect(options).toMatchObject({ methods: ['POST'], authLevel: 'anonymous' })
  const handler = options?.handler as (request: HttpRequest) => Promise<{ readonly status: number }>
  const url = 'https://function.example/api/wechatpay'
  await answers(async (body, headers) => {
    const request = new HttpRequest({ url, method: 'POST', headers, body: { string: body } })
    return (await handler(request)).status
  })
})

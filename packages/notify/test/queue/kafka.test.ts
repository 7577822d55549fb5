// The recipe of the page for Kafka, with the broker that librdkafka has for its own tests. Only its port differs, and
// how soon a group notices that a consumer is gone.
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Base } from '@platformatic/kafka'
import { keys, platformSerial } from '@wxdp-internal/fixtures'
import { planChange, planChangeEnvelope } from '@wxdp-internal/fixtures/messages'
import { type Child, findKcat, freePort, startChild } from '@wxdp-internal/services'
import { skipWithout } from '@wxdp-internal/services/skip-without'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { callbackHeaders, settings } from '../support/settings.ts'

const kcat = await findKcat()
skipWithout(kcat, 'kcat')

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const until = (holds: () => unknown) => vi.waitFor(holds, { timeout: 60_000, interval: 50 })
const topics = ['wechatpay', 'wechatpay-dead']

/** Bundles the recipe with the sources of the package. */
async function bundleRecipe(): Promise<string> {
  const page = readFileSync(here('../../../../docs/en/scale/kafka.md'), 'utf8')
  const [, code = ''] = /```ts\n(.+?)```/s.exec(page) ?? []
  const outfile = here('../../node_modules/.cache/wxdp/kafka.mjs')
  mkdirSync(dirname(outfile), { recursive: true })
  const soon =
    "groupId: 'wechatpay', sessionTimeout: 6_000, rebalanceTimeout: 6_000, heartbeatInterval: 1_000"
  const source = code.replace('8080', 'Number(process.env.PORT)').replace("groupId: 'wechatpay'", soon)
  expect(source).toContain(soon)
  writeFileSync(outfile.replace('.mjs', '-recipe.ts'), source)
  await build({
    stdin: {
      resolveDir: dirname(outfile),
      contents: `import { appendFileSync } from 'node:fs'
import { Base } from '@platformatic/kafka'
import { consume } from './kafka-recipe.ts'

// The broker's responses to later versions of this request lack a field.
const list = Object.getOwnPropertySymbols(Base.prototype).find((each) => each.description?.endsWith('listApis'))
const original = Base.prototype[list]
Base.prototype[list] = function (callback) {
  original.call(this, (error, apis) =>
    callback(error, apis?.map((api) => (api.name === 'ListOffsets' ? { ...api, maxVersion: 3 } : api))))
}

const { HANDLED, CRASH_AT } = process.env
if (HANDLED) {
  await consume(async ({ id }) => {
    if (id.startsWith('bad')) throw new Error('This one fails.')
    appendFileSync(HANDLED, id + '\\n')
    if (id === CRASH_AT) process.kill(process.pid, 'SIGKILL')
  })
}`,
    },
    outfile,
    bundle: true,
    define: { ERROR_LINK: JSON.stringify(ERROR_LINK) },
    platform: 'node',
    target: 'node22',
    format: 'esm',
    external: ['@platformatic/kafka'],
    alias: { '@wxdp/notify/node': here('../../src/node.ts') },
    tsconfigRaw: {},
    logLevel: 'silent',
  })
  return outfile
}

let folder: string
let broker: Child
let address: string
let program: string
const started: ChildProcess[] = []

beforeAll(async () => {
  if (!kcat) return
  folder = mkdtempSync(join(tmpdir(), 'wxdp-kafka-'))
  // It consumes from a topic of no use, so that it stays.
  const cluster = ['-X', 'test.mock.num.brokers=1', '-X', 'allow.auto.create.topics=true', '-d', 'mock']
  broker = startChild([kcat, '-C', '-E', '-b', '127.0.0.1:1', '-t', 'none', ...cluster], {
    cwd: folder,
    env: process.env,
    timeout: 60_000,
  })
  const listening = /bootstrap\.servers=(127\.0\.0\.1:\d+)/
  await broker.until(() => listening.test(broker.output), 'a broker')
  address = listening.exec(broker.output)?.[1] ?? ''
  const client = new Base({ clientId: 'test', bootstrapBrokers: [address] })
  await until(() => client.metadata({ topics, autocreateTopics: true, forceUpdate: true }))
  await client.close()
  program = await bundleRecipe()
}, 60_000)
afterAll(async () => {
  for (const child of started) child.kill('SIGKILL')
  await broker?.stop()
  if (folder) rmSync(folder, { recursive: true, force: true })
})

async function start(env: NodeJS.ProcessEnv): Promise<{ child: ChildProcess; url: string }> {
  const port = await freePort()
  const child = spawn(process.execPath, [program], {
    stdio: ['ignore', 'inherit', 'ignore'],
    env: {
      ...process.env,
      PORT: `${port}`,
      KAFKA_BROKERS: address,
      API_V3_KEY: settings.apiV3Key,
      PLATFORM_SERIAL: platformSerial,
      PLATFORM_PUBLIC_KEY: keys.platform.publicKey,
      ...env,
    },
  })
  started.push(child)
  const url = `http://127.0.0.1:${port}/`
  await until(() => fetch(url))
  return { child, url }
}

it('has a notification before the response, and loses none when its consumer is killed or was never there', async () => {
  const HANDLED = join(folder, 'handled')
  writeFileSync(HANDLED, '')
  const handled = (): string[] => readFileSync(HANDLED, 'utf8').split('\n').filter(Boolean)
  const { url } = await start({})
  const post = async (id: string): Promise<number> => {
    const body = await planChangeEnvelope({
      id,
      resource: { ...planChange, plan_id: id.split('-')[1] ?? '' },
    })
    return (await fetch(url, { method: 'POST', headers: await callbackHeaders(body), body })).status
  }
  const send = async (ids: readonly string[]): Promise<void> => {
    for (const id of ids) expect([id, await post(id)]).toEqual([id, 204])
  }
  const first = ['1-a', '1-b', '2-a', 'bad-a', '2-b', '3-a']
  const second = ['4-a', '3-b', '5-a', '4-b']

  await send(first)
  const { child } = await start({ HANDLED, CRASH_AT: '3-a' })
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  await send(second)
  await start({ HANDLED })
  const sent = [...first, ...second].filter((id) => !id.startsWith('bad'))
  await until(() => expect(new Set(handled())).toEqual(new Set(sent)))
  // The one whose consumer was killed before it was done comes again.
  expect(handled().filter((id) => id === '3-a').length).toBe(2)
  for (const plan of ['a', 'b']) {
    const inOrder = (ids: readonly string[]) => [...new Set(ids)].filter((id) => id.endsWith(`-${plan}`))
    expect(inOrder(handled())).toEqual(inOrder(sent))
  }

  const dead = ['-C', '-b', address, '-t', 'wechatpay-dead', '-o', 'beginning', '-e', '-q', '-f', '%k %s\n']
  const { stdout } = await promisify(execFile)(`${kcat}`, dead)
  const [key, ...value] = stdout.trim().split(' ')
  expect([key, JSON.parse(value.join(' ')).id]).toEqual(['a', 'bad-a'])
}, 120_000)

// The recipe of the page for pg-boss, with a real PostgreSQL. Only its port differs, and how often pg-boss checks.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { keys, platformSerial } from '@wxdp-internal/fixtures'
import { planChange, planChangeEnvelope } from '@wxdp-internal/fixtures/messages'
import { findDatabases, freePort, type Server, startPostgres } from '@wxdp-internal/services'
import { skipWithout } from '@wxdp-internal/services/skip-without'
import { build } from 'esbuild'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { callbackHeaders, settings } from '../support/settings.ts'

const { postgres: program } = (await findDatabases()) ?? {}
skipWithout(program, 'postgres')

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const until = (holds: () => Promise<void>) => vi.waitFor(holds, { timeout: 30_000, interval: 50 })

/** Bundles the recipe with the sources of the package. */
async function bundleRecipe(port: number): Promise<string> {
  const page = readFileSync(here('../../../../docs/en/scale/pg-boss.md'), 'utf8')
  const [, code = ''] = /```ts\n(.+?)```/s.exec(page) ?? []
  const outfile = here('../../node_modules/.cache/wxdp/pg-boss.mjs')
  mkdirSync(dirname(outfile), { recursive: true })
  const often = '{ superviseIntervalSeconds: 1, monitorIntervalSeconds: 1, connectionString: DATABASE_URL }'
  const source = code.replace('8080', `${port}`).replace('PgBoss(DATABASE_URL)', `PgBoss(${often})`)
  expect(source).toContain(often)
  writeFileSync(outfile.replace('.mjs', '.ts'), source)
  await build({
    entryPoints: [outfile.replace('.mjs', '.ts')],
    outfile,
    bundle: true,
    define: { ERROR_LINK: JSON.stringify(ERROR_LINK) },
    platform: 'node',
    target: 'node20',
    format: 'esm',
    external: ['pg', 'pg-boss'],
    alias: { '@wxdp/notify/node': here('../../src/node.ts') },
    tsconfigRaw: {},
    logLevel: 'silent',
  })
  return outfile
}

let database: Server
let client: Client
let url: string
let start: () => Promise<ChildProcess>
let child: ChildProcess | undefined

beforeAll(async () => {
  if (!program) return
  database = await startPostgres({ program })
  const connectionString = `postgres://postgres@127.0.0.1:${database.port}/postgres`
  client = new Client({ connectionString })
  await client.connect()
  const port = await freePort()
  url = `http://127.0.0.1:${port}/`
  const file = await bundleRecipe(port)
  start = async () => {
    const env = {
      ...process.env,
      DATABASE_URL: connectionString,
      API_V3_KEY: settings.apiV3Key,
      PLATFORM_SERIAL: platformSerial,
      PLATFORM_PUBLIC_KEY: keys.platform.publicKey,
    }
    const started = spawn(process.execPath, [file], { env, stdio: 'inherit' })
    await until(async () => void (await fetch(url)))
    return started
  }
  child = await start()
}, 60_000)
afterAll(async () => {
  child?.kill('SIGKILL')
  await client?.end()
  await database?.stop()
})

async function post(id: string, second: number, plan = 'a'): Promise<number> {
  const modify_time = new Date(Date.UTC(2026, 10, 29, 2, 0, second)).toISOString()
  const body = await planChangeEnvelope({ id, resource: { ...planChange, plan_id: plan, modify_time } })
  const response = await fetch(url, { method: 'POST', headers: await callbackHeaders(body), body })
  return response.status
}
const handled = async (): Promise<string[]> =>
  (await client.query('SELECT id FROM handled ORDER BY id')).rows.map(({ id }) => id)

it('has a notification before the response, and applies each once and in order, although it is killed', async () => {
  expect(await post('2', 2)).toBe(204)
  await until(async () => expect(await handled()).toEqual(['2']))
  expect([await post('1', 1), await post('2', 2)]).toEqual([204, 204])
  await until(async () => expect(await handled()).toEqual(['1', '2']))
  const sent = Array.from({ length: 20 }, (_, i) => post(`b-${i}`, (i * 7) % 20, 'b'))
  expect(new Set(await Promise.all(sent))).toEqual(new Set([204]))
  child?.kill('SIGKILL')
  if (child?.exitCode === null && child.signalCode === null) await once(child, 'exit')
  child = await start()
  await until(async () => expect(await handled()).toHaveLength(22))
  const { rows } = await client.query("SELECT plan_id, change->>'modify_time' AS time FROM plans ORDER BY 1")
  expect(rows).toEqual([
    { plan_id: 'a', time: '2026-11-29T02:00:02.000Z' },
    { plan_id: 'b', time: '2026-11-29T02:00:19.000Z' },
  ])
})

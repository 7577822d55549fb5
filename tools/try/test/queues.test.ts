// What the examples with queues do besides receiving: what is lost is found, and what fails can be replayed.
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createPlan } from '@wxdp/core/partner'
import { confirmCoupon } from '@wxdp/core/partner/coupon'
import { createClient } from '@wxdp/fetch'
import { type CallbackDelivery, createSandbox, type Sandbox } from '@wxdp/sandbox'
import { serveSandbox } from '@wxdp/sandbox/node'
import {
  type Child,
  findRedis,
  freePort,
  loader,
  type Redis,
  startChild,
  startRedis,
  variablesFor,
} from '@wxdp-internal/services'
import { skipWithout } from '@wxdp-internal/services/skip-without'
import type { Miniflare } from 'miniflare'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { bundleWorker, workerd } from '../hosts/bundle.ts'
import { startQueueWorker } from '../hosts/queue-worker.ts'

const until = (holds: () => void | Promise<void>) => vi.waitFor(holds, { timeout: 30_000, interval: 50 })
const refund = { eventType: 'REFUND.SUCCESS', originalType: 'refund', summary: '退款', resource: { n: 1 } }
const idOf = ({ request }: CallbackDelivery): string => JSON.parse(request.body).id

/** A sandbox that sends no callbacks: all of them are lost, unless the test delivers them. */
async function silentSandbox(): Promise<{
  sandbox: Sandbox
  served: { url: string; close(): Promise<void> }
}> {
  const sandbox = await createSandbox({ deliver: async () => new Response(null, { status: 204 }) })
  return { sandbox, served: await serveSandbox(sandbox) }
}

async function createDeliveryPlan(sandbox: Sandbox): Promise<string> {
  const { plan } = await createClient(sandbox.clientOptions()).call(createPlan, {
    out_request_no: 'request-1',
    brand_id: sandbox.brand.brandId,
    product_coupon_id: '1000000013',
    stock_id: '1000000013001',
    reuse_coupon_config: true,
  })
  return plan.plan_id
}

async function genuine(sent: Promise<readonly CallbackDelivery[]>): Promise<CallbackDelivery> {
  const delivery = (await sent).find(({ kind }) => kind === 'notification')
  if (!delivery) throw new Error('The sandbox has no callback URL.')
  return delivery
}

/** A user takes a coupon of a plan. Its callback is lost, unless the test delivers it. */
async function takeCoupon({ sandbox }: { sandbox: Sandbox }) {
  const { control } = sandbox
  const [known] = control.plans({ planState: 'DELIVERING' }).plans
  const planId = known?.plan_id ?? (await createDeliveryPlan(sandbox))
  if (!known) await control.approve(planId)
  const { userCoupon, deliveries } = await control.sendCoupon(planId, { openid: 'oSyn-0001' })
  return { code: userCoupon.coupon_code, callback: await genuine(Promise.resolve(deliveries)) }
}

const confirmationsOf = ({ userCoupon }: Sandbox['control'], code: string): number =>
  userCoupon(code).history.filter(({ step }) => step === 'confirm').length

const confirms = ({ endpoint, target }: Sandbox['control']['requests'][number], code: string): boolean =>
  endpoint === 'confirmCoupon' && target.includes(code)

const program = await findRedis()

describe('the example node-bullmq', () => {
  skipWithout(program, 'redis-server')
  const cwd = fileURLToPath(new URL('../../../examples/node-bullmq/', import.meta.url))
  let [stage, redis, env]: [Awaited<ReturnType<typeof silentSandbox>>?, Redis?, NodeJS.ProcessEnv?] = []
  const children: Child[] = []
  const start = async (file: string, ready: string, changes: NodeJS.ProcessEnv = {}): Promise<Child> => {
    const command = [process.execPath, ...loader, file] as const
    const child = startChild(command, { cwd, env: { ...env, ...changes }, timeout: 50_000 })
    children.push(child)
    await child.until(() => child.output.includes(ready), `${file} prints ${ready}`)
    return child
  }
  const run = async (...args: string[]): Promise<string> =>
    (await promisify(execFile)(process.execPath, [...loader, ...args], { cwd, env, encoding: 'utf8' })).stdout
  let url: string
  let [receiver, worker]: Child[] = []
  const post = async ({ request }: CallbackDelivery): Promise<number> =>
    (await fetch(url, { method: 'POST', ...request, signal: AbortSignal.timeout(5_000) })).status

  beforeAll(async () => {
    if (!program) return
    stage = await silentSandbox()
    redis = await startRedis({ program, settings: ['--appendonly', 'yes'] })
    const port = await freePort()
    url = `http://127.0.0.1:${port}/wechatpay/plans`
    const { sandbox, served } = stage
    env = {
      ...variablesFor(sandbox.credentials, served.url),
      ...{ REDIS_URL: redis.url, NOTIFY_URL: url, PORT: `${port}`, BRAND_IDS: sandbox.brand.brandId },
      // A worker that was killed keeps its jobs for this long.
      LOCK_DURATION: '1000',
    }
    receiver = await start('receiver.ts', 'Callback URL: ')
    worker = await start('worker.ts', 'is ready')
  }, 50_000)
  afterAll(async () => {
    await Promise.all(children.map((child) => child.stop()))
    await stage?.served.close()
    await redis?.stop()
  }, 20_000)

  it('finds changes whose callbacks were lost, each once', async () => {
    const { sandbox } = stage as NonNullable<typeof stage>
    const planId = await createDeliveryPlan(sandbox)
    const states = (): string[] =>
      (worker?.output ?? '')
        .split('\n')
        .filter((line) => line.includes(`"plan_id":"${planId}"`))
        .map((line) => JSON.parse(line).plan_state)
    expect(await run('reconcile.ts')).toBe('Checked 1 plans; found 1 missed changes.\n')
    await until(() => expect(states()).toEqual(['CREATED']))
    const approved = await genuine(sandbox.control.approve(planId))
    expect(await run('reconcile.ts')).toContain('found 1 missed changes.')
    await until(() => expect(states()).toEqual(['CREATED', 'DELIVERING']))
    expect(await run('reconcile.ts')).toContain('found 0 missed changes.')
    // Its callback comes late, and changes nothing.
    expect(await post(approved)).toBe(204)
    await until(async () => expect(await run('replay.ts')).toBe(''))
    expect(states()).toEqual(['CREATED', 'DELIVERING'])
  })

  it('lists what nothing handles as a dead letter, and replays it', async () => {
    const { control } = (stage as NonNullable<typeof stage>).sandbox
    const sent = await genuine(control.sendNotification(`${control.notifyUrl}`, refund))
    expect(await post(sent)).toBe(204)
    const line = `${idOf(sent)} NOTIFY_QUEUE_REJECTED: Nothing handles REFUND.SUCCESS.`
    await until(async () =>
      expect((await run('replay.ts')).replace(/ https:\S+#notify_queue_rejected\n$/, '')).toBe(line),
    )
    await run('replay.ts', idOf(sent))
    await until(() => expect(worker?.output.match(/"outcome":"dead"/g)).toHaveLength(2))
    await expect(run('replay.ts', 'EV-0')).rejects.toThrow('NOTIFY_DEAD_LETTER_MISSING')
  })

  it.each([
    ['before', false],
    ['after', true],
  ])(
    'confirms a coupon once, though its callback comes twice and its worker is killed %s the confirmation',
    async (_, takesEffect) => {
      const { control } = (stage as NonNullable<typeof stage>).sandbox
      const sent = await takeCoupon(stage as NonNullable<typeof stage>)
      const hangs = control.addFault({ endpoint: confirmCoupon, fault: 'timeout', takesEffect })
      expect([await post(sent.callback), await post(sent.callback)]).toEqual([204, 204])
      // Its own counterpart is issued, and the response to the confirmation does not come.
      await until(() => expect(control.requests.some((request) => confirms(request, sent.code))).toBe(true))
      await worker?.kill()
      control.removeFault(hangs)
      worker = await start('worker.ts', 'is ready')
      await until(() => expect(control.userCoupon(sent.code).coupon_state).toBe('EFFECTIVE'))
      expect(confirmationsOf(control, sent.code)).toBe(1)
      await until(() =>
        expect(worker?.output).toContain(`{"coupon_code":"${sent.code}","coupon_state":"EFFECTIVE"}`),
      )
    },
  )

  it('finds a coupon whose callback was lost, and confirms it', async () => {
    const { control } = (stage as NonNullable<typeof stage>).sandbox
    const { code } = await takeCoupon(stage as NonNullable<typeof stage>)
    expect(await run('reconcile-coupons.ts')).toBe(
      `{"coupon_code":"${code}","coupon_state":"EFFECTIVE"}\nListed 1 users; found 1 unconfirmed coupons.\n`,
    )
    expect(await run('reconcile-coupons.ts')).toBe('Listed 1 users; found 0 unconfirmed coupons.\n')
    expect(confirmationsOf(control, code)).toBe(1)
  })

  it('keeps two processes together below a rate', async () => {
    const acquire = `
      import { limiter } from './limiter.ts'
      import { connection } from './plans.ts'
      const { signal } = new AbortController()
      await Promise.all(Array.from({ length: 6 }, () => limiter.acquire('test', { perSecond: 5, signal })))
      console.log((await connection.keys('limit:test:*')).length)
      await connection.quit()`
    const runs = [1, 2].map(() => run('--input-type=module', '--eval', acquire))
    // Each second has a counter, and lets five of the twelve through.
    expect(Math.max(...(await Promise.all(runs)).map(Number))).toBeGreaterThanOrEqual(3)
  })

  it('accepts nothing while Redis is down, and everything when it is back', async () => {
    const { control } = (stage as NonNullable<typeof stage>).sandbox
    const sent = await genuine(control.sendPlanChange({ plan_id: 'away' }))
    await redis?.kill()
    expect(await post(sent)).toBe(500)
    await redis?.start()
    await until(async () => expect(await post(sent)).toBe(204))
    await until(() => expect(worker?.output).toContain('"plan_id":"away"'))
  })

  it('waits for a Redis that cannot be reached, and says so', async () => {
    const away = { REDIS_URL: `redis://127.0.0.1:${await freePort()}`, PORT: `${await freePort()}` }
    const waiting = await start('receiver.ts', 'Redis: connect ECONNREFUSED', away)
    expect(waiting.output).not.toContain('Callback URL: ')
    await waiting.kill()
  })

  it('stops gracefully', async () => {
    expect([await receiver?.stop(), await worker?.stop()]).toEqual([0, 0])
  })
})

describe('the example cloudflare-queue', () => {
  const url = 'https://pay.example.com/wechatpay/plans'
  let stage: Awaited<ReturnType<typeof silentSandbox>>
  let miniflare: Miniflare
  let output = ''
  const post = async ({ request }: CallbackDelivery): Promise<number> =>
    (await miniflare.dispatchFetch(url, { method: 'POST', ...request })).status
  const cron = async (): Promise<string> => {
    const triggers = (await miniflare.getWorker()) as unknown as {
      scheduled(options: { cron: string }): Promise<{ outcome: string }>
    }
    return (await triggers.scheduled({ cron: '*/30 * * * *' })).outcome
  }

  beforeAll(async () => {
    stage = await silentSandbox()
    const { mchid, serialNo, privateKey, apiV3Key, ...platform } = stage.sandbox.credentials
    miniflare = await startQueueWorker({
      log(text) {
        output += text
      },
      bindings: {
        ...{ MCHID: mchid, SERIAL_NO: serialNo, PRIVATE_KEY: privateKey, API_V3_KEY: apiV3Key },
        PLATFORM_SERIAL: platform.platformSerial,
        PLATFORM_PUBLIC_KEY: platform.platformPublicKey,
        NOTIFY_URL: url,
        WECHATPAY_HOST: stage.served.url,
        BRAND_IDS: stage.sandbox.brand.brandId,
      },
    })
    // Sets the callback URL. Without it, the sandbox makes no callbacks.
    expect(await cron()).toBe('ok')
  }, 50_000)
  afterAll(async () => {
    await miniflare?.dispose()
    await stage?.served.close()
  })

  it('finds changes whose callbacks were lost, each once', async () => {
    const { sandbox } = stage
    const planId = await createDeliveryPlan(sandbox)
    const states = (): string[] =>
      [...output.matchAll(new RegExp(`\\{"plan_id":"${planId}","plan_state":"(\\w+)"\\}`, 'g'))].map(
        ([, state = '']) => state,
      )
    expect(await cron()).toBe('ok')
    await until(() => expect(states()).toEqual(['CREATED']))
    const approved = await genuine(sandbox.control.approve(planId))
    expect(await cron()).toBe('ok')
    await until(() => expect(states()).toEqual(['CREATED', 'DELIVERING']))
    expect(await post(approved)).toBe(204)
    expect(await cron()).toBe('ok')
    await until(() => expect(output).toContain('Checked 1 plans; found 0 missed changes.'))
    expect(states()).toEqual(['CREATED', 'DELIVERING'])
  })

  it('confirms a coupon once, though its first confirmation fails and its callback comes twice', async () => {
    const { control } = stage.sandbox
    const sent = await takeCoupon(stage)
    const fails = control.addFault({ endpoint: confirmCoupon, fault: 'html', nth: 1 })
    expect([await post(sent.callback), await post(sent.callback)]).toEqual([204, 204])
    await until(() => expect(control.userCoupon(sent.code).coupon_state).toBe('EFFECTIVE'))
    control.removeFault(fails)
    expect(confirmationsOf(control, sent.code)).toBe(1)
    const database = await miniflare.getD1Database('DB')
    const rows = async () =>
      (await database.prepare('SELECT coupon_code, usable FROM vouchers').all()).results
    await until(async () => expect(await rows()).toEqual([{ coupon_code: sent.code, usable: 1 }]))
  })

  it('finds a coupon whose callback was lost, and confirms it', async () => {
    const { control } = stage.sandbox
    const { code } = await takeCoupon(stage)
    expect(await cron()).toBe('ok')
    expect(control.userCoupon(code).coupon_state).toBe('EFFECTIVE')
    expect(confirmationsOf(control, code)).toBe(1)
    await until(() => expect(output).toContain('Listed 1 users; found 1 unconfirmed coupons.'))
  })

  it('keeps what nothing handles as a dead letter', async () => {
    const { control } = stage.sandbox
    const sent = await genuine(control.sendNotification(`${control.notifyUrl}`, refund))
    expect(await post(sent)).toBe(204)
    const letters = await miniflare.getKVNamespace('DEAD_LETTERS')
    const key = `notification:${idOf(sent)}`
    await until(async () => expect((await letters.list()).keys.map(({ name }) => name)).toEqual([key]))
    expect(JSON.parse((await letters.get(key, 'text')) ?? '')).toMatchObject({
      reason: expect.stringMatching(
        /^NOTIFY_QUEUE_REJECTED: Nothing handles REFUND\.SUCCESS\. https:\S+#notify_queue_rejected$/,
      ),
      attempts: 1,
      message: { id: idOf(sent), resourceText: '{"n":1}' },
    })
  })

  it('logs no secrets', () => {
    const { privateKey, apiV3Key } = stage.sandbox.credentials
    const secrets = [apiV3Key, ...privateKey.split('\n').filter((line) => line && !line.startsWith('-----'))]
    expect(output).toContain('Nothing handles REFUND.SUCCESS.')
    expect(secrets.filter((secret) => output.includes(secret))).toEqual([])
  })

  it('contains no code that depends on Node', async () => {
    const worker = new URL('../../../examples/cloudflare-queue/worker.ts', import.meta.url)
    const code = await bundleWorker(workerd, worker)
    expect(code).toContain('crypto.subtle')
    expect(code).not.toMatch(/['"]node:|\bBuffer\b|\bprocess\./)
  })
})

// Gives out coupons to receivers and workers of which some are killed, and looks what became of each coupon.
import { join } from 'node:path'
import { createPlan } from '@wxdp/core/partner'
import { createClient } from '@wxdp/fetch'
import { createSandbox, type OwnKeySandbox, type Sandbox } from '@wxdp/sandbox'
import { serveSandbox } from '@wxdp/sandbox/node'
import { type Command, type Redis, startChild, variablesFor } from '@wxdp-internal/services'
import { Redis as Ioredis } from 'ioredis'
import { type Member, startMember } from './fleet.ts'
import { handOut } from './hand-out.ts'

export interface LoadOptions {
  readonly redis: Redis
  readonly perSecond: number
  readonly count: number
  /** Whether a receiver and a worker are killed in the middle. */
  readonly kills: boolean
  readonly onProgress: (text: string) => void
}

/** What became of the coupons. */
export interface LoadResult {
  readonly given: number
  /** Coupons a second, while they were given out. */
  readonly rate: number
  /** Milliseconds from the last coupon until all were confirmed. */
  readonly drained: number
  /** Of the sandbox: how many are in each state. */
  readonly states: Readonly<Record<string, number>>
  /** Coupons that were not confirmed exactly once. */
  readonly notOnce: number
  /** Counterparts that the workers have made, and those that may be used. */
  readonly vouchers: number
  readonly usable: number
  /** Deliveries, the first and later ones, and those to which no 2xx came: probes, too, which must be refused. */
  readonly deliveries: number
  readonly failed: number
  readonly kills: number
  /** Coupons that only reconciliation found. */
  readonly reconciled: number
  /** Processor time of receivers and workers for each coupon, in milliseconds. */
  readonly costOfLoop: number | undefined
  /** Processor time of a bare server for each delivery, in milliseconds. */
  readonly costOfBare: number | undefined
}

const node = (file: string): Command => [process.execPath, '--import', 'tsx', file]
const here = import.meta.dirname
const example = join(here, '../../examples/node-bullmq')
const atOnce = 64
/** As WeChat Pay does now and then. */
const callbacks = { probes: 0.01, duplicates: 0.05, parallel: atOnce }

export async function loadWithCoupons(options: LoadOptions): Promise<LoadResult> {
  const { redis, kills, onProgress } = options
  const targets: number[] = []
  const counts = { deliveries: 0, failed: 0 }
  let turn = 0
  const deliver = async (request: Request): Promise<Response> => {
    counts.deliveries += 1
    turn += 1
    const { pathname } = new URL(request.url)
    const url = `http://127.0.0.1:${targets[turn % targets.length]}${pathname}`
    const { headers, signal } = request
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers,
        signal,
        body: await request.arrayBuffer(),
      })
      if (!response.ok) counts.failed += 1
      return response
    } catch (error) {
      counts.failed += 1
      throw error
    }
  }
  const sandbox = await createSandbox({
    deliver,
    callbacks,
    coupon: { max_count: 1_000_000, max_count_per_day: 1_000_000, max_count_per_user: 100 },
  })
  const served = await serveSandbox(sandbox)
  const client = new Ioredis(redis.url)
  const members: Member[] = []
  const env = {
    ...variablesFor(sandbox.credentials, served.url),
    REDIS_URL: redis.url,
    NOTIFY_URL: 'http://127.0.0.1:9/wechatpay',
    BRAND_IDS: sandbox.brand.brandId,
    LOCK_DURATION: '5000',
  }
  const start = async (file: string, ready: string, cwd = example): Promise<Member> => {
    const member = await startMember({ command: node(file), cwd, env, ready })
    members.push(member)
    return member
  }
  try {
    const bare = await start('bare.ts', 'Callback URL: ', here)
    const receivers = [
      await start('receiver.ts', 'Callback URL: '),
      await start('receiver.ts', 'Callback URL: '),
    ]
    const workers = [await start('worker.ts', 'is ready'), await start('worker.ts', 'is ready')]
    const planId = await deliveringPlan(sandbox)

    targets.push(bare.port)
    const costOfBare = await costOf([bare], await bareLoad(sandbox, { count: Math.min(options.count, 3000) }))
    await bare.stop()
    targets.splice(0, 1, ...receivers.map(({ port }) => port))

    Object.assign(counts, { deliveries: 0, failed: 0 })
    let killed = 0
    const killing: Promise<void>[] = []
    const took = await handOut({
      ...options,
      atOnce,
      give(n) {
        if (kills && n === Math.floor(options.count / 2)) {
          killed = 2
          killing.push(...[receivers[0], workers[0]].map((member) => (member as Member).kill()))
        }
        return sandbox.control.sendCoupon(planId)
      },
      onProgress: (given) =>
        onProgress(`${given} of ${options.count} given out, ${confirmedIn(sandbox)} confirmed`),
    })
    await Promise.all(killing)
    const end = performance.now()
    await drained(sandbox, options)
    const beforeReconciling = confirmedIn(sandbox)
    await reconcile(env)
    const costOfLoop = await costOf([...receivers, ...workers], options.count)
    return {
      ...{ given: options.count, rate: options.count / (took / 1000), drained: performance.now() - end },
      states: statesIn(sandbox),
      notOnce: notOnce(sandbox),
      vouchers: await client.hlen('vouchers'),
      usable: await client.scard('usable-vouchers'),
      ...counts,
      kills: killed,
      reconciled: confirmedIn(sandbox) - beforeReconciling,
      ...{ costOfLoop, costOfBare },
    }
  } finally {
    await Promise.all(members.map((member) => member.stop()))
    client.disconnect()
    await served.close()
    sandbox.close()
  }
}

/** A plan that delivers now: it has the terms of its coupon, which was made elsewhere. */
async function deliveringPlan(sandbox: Sandbox): Promise<string> {
  const { plan } = await createClient(sandbox.clientOptions()).call(createPlan, {
    out_request_no: 'load-plan-1',
    brand_id: sandbox.brand.brandId,
    product_coupon_id: '9100000001',
    stock_id: '9100000001001',
    reuse_coupon_config: true,
  })
  await sandbox.control.approve(plan.plan_id)
  return plan.plan_id
}

/** Sends callbacks that nobody reads. */
async function bareLoad({ control }: OwnKeySandbox, { count }: { count: number }): Promise<number> {
  const content = { eventType: 'LOAD.BARE', originalType: 'coupon', summary: 'bare', resource: { filler } }
  const give = (): Promise<unknown> => control.sendNotification('http://127.0.0.1:9/bare', content)
  await handOut({ count, perSecond: 1e6, atOnce, give, onProgress: () => undefined })
  return count
}

/** As long as the callback of a coupon. */
const filler = 'x'.repeat(500)

async function costOf(members: readonly Member[], count: number): Promise<number | undefined> {
  const times = await Promise.all(members.map((member) => member.time()))
  return times.reduce<number | undefined>(
    (sum, time) => (sum === undefined || time === undefined ? undefined : sum + time / count),
    0,
  )
}

function confirmedIn({ control }: OwnKeySandbox): number {
  return (
    control.userCoupons({ limit: 1 }).total - control.userCoupons({ state: 'CONFIRMING', limit: 1 }).total
  )
}

/** Waits until all are confirmed, or nothing more happens: three minutes are more than the ladder needs after a kill. */
async function drained(sandbox: OwnKeySandbox, { onProgress }: LoadOptions): Promise<void> {
  let last = performance.now()
  let seen = -1
  while (sandbox.control.userCoupons({ state: 'CONFIRMING', limit: 1 }).total > 0) {
    const confirmed = confirmedIn(sandbox)
    if (confirmed !== seen) last = performance.now()
    seen = confirmed
    if (performance.now() - last > 180_000) return
    onProgress(`${confirmed} confirmed`)
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

/** The regular job of the example. */
async function reconcile(env: NodeJS.ProcessEnv): Promise<void> {
  const job = startChild(node('reconcile-coupons.ts'), { cwd: example, env, timeout: 30 * 60_000 })
  await job.until(() => job.output.includes('unconfirmed coupons.'), 'the reconciliation is done')
  await job.stop()
}

function statesIn({ control }: OwnKeySandbox): Readonly<Record<string, number>> {
  const states = ['CONFIRMING', 'PENDING', 'EFFECTIVE', 'USED', 'EXPIRED', 'DELETED', 'DEACTIVATED'] as const
  return Object.fromEntries(
    states
      .map((state) => [state, control.userCoupons({ state, limit: 1 }).total] as const)
      .filter(([, total]) => total > 0),
  )
}

function notOnce({ control }: OwnKeySandbox): number {
  let found = 0
  const limit = 1000
  const { total } = control.userCoupons({ limit: 1 })
  for (let offset = 0; offset < total; offset += limit) {
    for (const { history } of control.userCoupons({ offset, limit }).userCoupons) {
      if (history.filter(({ step }) => step === 'confirm').length !== 1) found += 1
    }
  }
  return found
}

// How fast is a sandbox there, and does it stay responsive with many plans?
import { createPlan, listPlans } from '@wxdp/core/partner'
import { createSandbox } from '@wxdp/sandbox'
import { createTestSandbox } from '@wxdp/sandbox/testing'

export interface SandboxOptions {
  /** How many plans there are when figures are taken, ascending. */
  readonly sizes: readonly number[]
  /** How often each is measured. */
  readonly rounds: number
}

/** Times are medians in microseconds. */
export interface SandboxFigures {
  /** Milliseconds until the first test sandbox of a process is there, with its keys. */
  readonly first: number
  /** Milliseconds until another one is. */
  readonly next: number
  readonly sizes: readonly SizeFigures[]
}

export interface SizeFigures {
  readonly plans: number
  /** MiB in use after a full collection. */
  readonly heap: number
  /** A call of `createPlan`, as the sandbox answers it. */
  readonly create: number
  readonly listFirst: number
  readonly listLast: number
  /** By a state that one plan has. */
  readonly listByState: number
  /** A page of 20, the newest first. */
  readonly controlPage: number
  /** A step with its callback, delivered. */
  readonly step: number
  /** A turn of the clock by a second, in which nothing falls due. */
  readonly turn: number
}

const second = 1000
const body = {
  product_coupon_id: '1000000013',
  stock_id: '1000000013001',
  reuse_coupon_config: true,
}

export async function inside({ sizes, rounds }: SandboxOptions): Promise<SandboxFigures> {
  const first = await timed(createTestSandbox)
  const next = await median(Math.max(1, rounds / 5), createTestSandbox)
  return { first: first / second, next: next / second, sizes: await grow(sizes, rounds) }
}

async function grow(sizes: readonly number[], rounds: number): Promise<SizeFigures[]> {
  const deliver = async (): Promise<Response> => new Response(null, { status: 204 })
  const sandbox = await createSandbox({ speed: 0, deliver, callbacks: { probes: 0, duplicates: 0 } })
  const { control, brand } = sandbox
  const { signer } = sandbox.clientOptions()
  async function call(method: string, target: string, sent?: object): Promise<Record<string, unknown>> {
    const bytes = new TextEncoder().encode(sent ? JSON.stringify(sent) : '')
    const response = await sandbox.fetch(`https://api.mch.weixin.qq.com${target}`, {
      method,
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/json',
        'User-Agent': 'bench',
        Authorization: await signer.authorize({ method, target, body: bytes }),
      },
      body: sent ? bytes : null,
    })
    const text = await response.text()
    if (response.status !== 200) throw new Error(`${method} ${target}: ${response.status} ${text}`)
    return JSON.parse(text)
  }
  let count = 0
  const create = (): Promise<object> =>
    call('POST', createPlan.path, { ...body, brand_id: brand.brandId, out_request_no: `create-${count++}` })
  const list = async (query: string, least: number): Promise<void> => {
    await control.advance(second)
    const path = listPlans.path.replace('{brand_id}', brand.brandId)
    const { total_count } = await call('GET', `${path}${query}`)
    if (Number(total_count) < least) throw new Error(`Expected ${least} plans, found ${total_count}.`)
  }
  const figures: SizeFigures[] = []
  const notifyPath = `/v3/marketing/partner/delivery-plan/${sandbox.credentials.mchid}/notify-url`
  await call('POST', notifyPath, { notify_url: 'https://pay.example.com/plans' })
  for (const plans of sizes) {
    const creates: number[] = []
    while (count < plans) {
      creates.push(await timed(create))
      // As many calls as the rate limit allows, and all callbacks before the next.
      if (count % 50 === 0) await control.advance(second)
    }
    await control.settled()
    const [newest] = control.plans({ newestFirst: true, limit: 1 }).plans
    const planId = newest?.plan_id ?? ''
    await control.approve(planId)
    figures.push({
      plans,
      heap: heapInUse(),
      create: middle(creates.slice(-500)),
      listFirst: await median(rounds, () => list('', plans)),
      listLast: await median(rounds, () => list(`?offset=${plans - 10}`, plans)),
      listByState: await median(rounds, () => list('?plan_state=DELIVERING', 1)),
      controlPage: await median(rounds, () => control.plans({ newestFirst: true, limit: 20 })),
      step: await median(rounds, async () => {
        const deliveries = await control.exhaust(planId)
        if (deliveries[0]?.status !== 204) throw new Error('The callback was not delivered.')
        await control.refill(planId)
        return control.approve(planId)
      }),
      turn: await median(rounds, () => control.advance(second)),
    })
    // So that the next one is the only one that delivers.
    await control.terminate(planId)
  }
  return figures
}

/** Microseconds. */
async function timed(work: () => unknown): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) * 1000
}

async function median(rounds: number, work: () => unknown): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < rounds; i++) times.push(await timed(work))
  return middle(times)
}

function middle(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

function heapInUse(): number {
  const { gc } = globalThis as { readonly gc?: () => void }
  if (!gc) throw new Error('Start it with --expose-gc.')
  gc()
  gc()
  return process.memoryUsage().heapUsed / 2 ** 20
}

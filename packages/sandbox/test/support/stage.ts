// A sandbox with plans, and both of its callers.
import { openResource } from '@wxdp/auth'
import type { DeliveryPlan, PlanChange } from '@wxdp/core'
import {
  type CallbackDelivery,
  createSandboxFor,
  type OwnKeySandbox,
  type SandboxHandlerSettings,
  type SandboxOptions,
} from '@wxdp/sandbox'
import { keys, utf8 } from '@wxdp-internal/fixtures'
import { expect } from 'vitest'
import { type Call, callerOf, paths } from './caller.ts'

export const start: number = Date.parse('2026-11-24T00:00:00Z')
export const day: number = 86_400_000
export const iso = (days: number): string => new Date(start + days * day).toISOString()

/** The same time as the sandbox prints it. */
export const china = (days: number): string =>
  new Date(start + days * day + 8 * 3_600_000).toISOString().replace('.000Z', '+08:00')

export interface Stage {
  readonly box: OwnKeySandbox
  readonly partner: Call
  readonly brand: Call
  /** Sets the service provider's callback URL, which the steps of `control` need. */
  readonly setUrl: () => Promise<void>
  /** Sets the sandbox's clock forward, in milliseconds. */
  readonly wait: (ms: number) => void
}

const { mchid, serialNo, publicKey } = keys.merchant

/** A sandbox at a time of its own, both callers, and callback URLs that response 204. */
export async function stage(options: SandboxOptions = {}): Promise<Stage> {
  let time = start
  const now = (): number => time
  const deliver = async (): Promise<Response> => new Response(null, { status: 204 })
  const merchant = { mchid, serialNo, publicKey }
  const box = await createSandboxFor(options.state ? {} : { merchant }, { now, deliver, ...options })
  // The brand's keys take a moment, and most tests do not need them.
  let brand: Promise<Call> | undefined
  const partner = await callerOf(box, 'partner')
  return {
    box,
    partner,
    async setUrl() {
      const target = `${paths.partner}/${box.credentials.mchid}/notify-url`
      expect((await partner('POST', target, { notify_url: 'https://pay.example.com/plans' })).status).toBe(
        200,
      )
    },
    async brand(...call) {
      brand ??= callerOf(box, 'brand')
      return (await brand)(...call)
    },
    wait: (ms) => {
      time += ms
    },
  }
}

export const reused = {
  out_request_no: 'create-1',
  brand_id: '120344',
  product_coupon_id: '1000000013',
  stock_id: '1000000013001',
  reuse_coupon_config: true,
} as const
export const own = {
  ...reused,
  reuse_coupon_config: false,
  plan_name: '秋季满减券',
  total_count: 20_000,
  user_limit: 2,
  daily_limit: 500,
  delivery_start_time: iso(1),
  delivery_end_time: iso(31),
} as const
const { brand_id: _, ...brandTerms } = own
/** The same terms for a plan that the brand creates. */
export const ofBrand: Omit<typeof own, 'brand_id'> = brandTerms

export const plans: string = `${paths.partner}/delivery-plans`
export const brandPlans: string = `${paths.brand}/delivery-plans`

export async function createPlan(call: Call, body: object = own, target = plans): Promise<DeliveryPlan> {
  const response = await call('POST', target, body)
  expect([response.status, response.body.code]).toEqual([200, undefined])
  return response.body.plan as DeliveryPlan
}

export async function stateOf(
  call: Call,
  planId: string,
  target = `${plans}/120344/delivery-plans`,
): Promise<unknown> {
  const { body } = await call('GET', `${target}?plan_id=${planId}`)
  return (body.plan_list as DeliveryPlan[] | undefined)?.[0]?.plan_state
}

/** The contents of the notifications among the deliveries, verified and opened by the receiver's keys. */
export async function changesIn(
  deliveries: readonly CallbackDelivery[],
  { verifier, apiV3Key }: SandboxHandlerSettings,
): Promise<PlanChange[]> {
  return Promise.all(
    deliveries
      .filter(({ kind }) => kind === 'notification')
      .map(async ({ request }) => {
        const { body } = await verifier.verify({ headers: request.headers, body: utf8(request.body) })
        const { resource } = JSON.parse(new TextDecoder().decode(body))
        return JSON.parse(new TextDecoder().decode(await openResource(apiV3Key, resource)))
      }),
  )
}

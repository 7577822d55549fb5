// Every endpoint through the client, with the sandbox as the server, and the callbacks that follow.
import { type ApiError, planChange } from '@wxdp/core'
import * as brand from '@wxdp/core/brand'
import * as partner from '@wxdp/core/partner'
import { echo, echoSuccess } from '@wxdp/core/security'
import { type Client, createClient, paginate } from '@wxdp/fetch'
import { createHandler } from '@wxdp/notify'
import { createSandboxFor, type OwnKeySandbox } from '@wxdp/sandbox'
import { keys } from '@wxdp-internal/fixtures'
import { alike, equal, refuses, test, thrownBy } from '../harness/index.ts'
import { notifyUrl } from './support/call.ts'
import { callers, now } from './support/platform.ts'

const group = 'endpoints'
const day = 86_400_000
const after = (days: number): string => new Date(now() + days * day).toISOString()

const basics = { product_coupon_id: '1000000013', stock_id: '1000000013001' } as const
const reused = { ...basics, reuse_coupon_config: true } as const
const own = {
  ...basics,
  reuse_coupon_config: false,
  plan_name: '秋季满减券',
  total_count: 20_000,
  user_limit: 2,
  daily_limit: 500,
  delivery_start_time: after(1),
  delivery_end_time: after(31),
} as const
const notify_url = notifyUrl
const { brandId: brand_id } = keys.brand

interface Setup {
  readonly box: OwnKeySandbox
  readonly client: Client
  /** What the callback handler was called with, in order. */
  readonly notified: string[]
}

/** A sandbox with a service provider and a brand; a client and a callback handler for one of them. */
async function setup(kind: 'partner' | 'brand'): Promise<Setup> {
  const notified: string[] = []
  const box = await createSandboxFor(callers, { now, deliver: (request) => handler(request) })
  const caller = kind === 'partner' ? box : box.brand
  const handler = createHandler({
    ...(await caller.handlerSettings()),
    notifications: [planChange, echoSuccess],
    onNotification(notification) {
      if (notification.kind === 'planChange') {
        const { plan_state, audit_state } = notification.resource
        notified.push(`${plan_state} ${audit_state}`)
      } else notified.push(notification.event_type ?? '')
    },
  })
  return { box, notified, client: createClient(await caller.clientOptions(keys.merchant)) }
}

test(group, 'partner: setNotifyUrl, createPlan, listPlans, updatePlan, terminatePlan', async () => {
  const { box, client, notified } = await setup('partner')
  const set = await client.call(partner.setNotifyUrl, { sp_mchid: keys.merchant.mchid, notify_url })
  equal(set.notify_url, notify_url)
  const { plan } = await client.call(partner.createPlan, { ...own, brand_id, out_request_no: 'create-1' })
  alike([plan.plan_state, plan.plan_name, plan.total_count], ['CREATED', own.plan_name, 20_000])
  const { plan_id } = plan
  await box.control.approve(plan_id)
  const list = await client.call(partner.listPlans, { brand_id, plan_state: 'DELIVERING' })
  alike([list.total_count, list.plan_list?.[0]?.plan_id], [1, plan_id])
  const grown = { plan_id, out_request_no: 'change-1', modify_content: { total_count: 30_000 } }
  equal((await client.call(partner.updatePlan, grown)).plan.total_count, 20_000)
  await box.control.approve(plan_id)
  const [live] = (await client.call(partner.listPlans, { brand_id, plan_id })).plan_list ?? []
  equal(live?.total_count, 30_000)
  equal(await client.call(partner.terminatePlan, { plan_id }), undefined)
  await box.control.settled()
  alike(notified, [
    'CREATED PROCESSING',
    'DELIVERING PASSED',
    'DELIVERING PROCESSING',
    'DELIVERING PASSED',
    'TERMINATED PASSED',
  ])
})

test(group, 'partner: the same createPlan again returns the same plan', async () => {
  const { client } = await setup('partner')
  const input = { ...reused, brand_id, out_request_no: 'create-1' }
  const first = await client.call(partner.createPlan, input)
  alike(await client.call(partner.createPlan, input), first)
  const error = await thrownBy(() => client.call(partner.createPlan, { ...input, product_coupon_id: '2' }))
  const { code, status, verified, retryAdvice } = error as ApiError
  alike([code, status, verified, retryAdvice], ['PARAM_ERROR', 400, true, 'no'])
})

test(
  group,
  'brand: setNotifyUrl, createPlan as a draft, submit, pause, resume, update, list, terminate',
  async () => {
    const { box, client, notified } = await setup('brand')
    equal((await client.call(brand.setNotifyUrl, { notify_url })).notify_url, notify_url)
    const draft = { ...reused, out_request_no: 'create-1', save_as_draft: true }
    const { plan_id } = (await client.call(brand.createPlan, draft)).plan
    const stateAfter = async (endpoint: typeof brand.submitPlan) => {
      equal(await client.call(endpoint, { plan_id }), undefined)
      return (await client.call(brand.listPlans, { plan_id })).plan_list?.[0]?.plan_state
    }
    equal(await stateAfter(brand.submitPlan), 'CREATED')
    await box.control.approve(plan_id)
    equal(await stateAfter(brand.pausePlan), 'PAUSED')
    equal(await stateAfter(brand.resumePlan), 'PAUSED')
    await box.control.approve(plan_id)
    const change = { plan_id, out_request_no: 'change-1', modify_content: { recommend_word: '满减' } }
    equal((await client.call(brand.updatePlan, change)).plan.recommend_word, undefined)
    await box.control.reject(plan_id)
    const { plan_list = [] } = await client.call(brand.listPlans, { audit_state: 'AUDIT_REJECTED' })
    alike(
      plan_list.map((plan) => plan.plan_state),
      ['DELIVERING'],
    )
    equal(await stateAfter(brand.terminatePlan), 'TERMINATED')
    await box.control.settled()
    alike(notified, [
      'CREATED PROCESSING',
      'DELIVERING PASSED',
      'PAUSED PASSED',
      'PAUSED PROCESSING',
      'DELIVERING PASSED',
      'DELIVERING PROCESSING',
      'DELIVERING REJECTED',
      'TERMINATED REJECTED',
    ])
  },
)

test(group, 'security: echo, and the callback that it requests', async () => {
  const { box, client, notified } = await setup('partner')
  equal((await client.call(echo, { echo_message: '你好', notify_url })).echo_message, '你好')
  await box.control.settled()
  alike(notified, ['SECURITY_ECHO.SUCCESS'])
})

test(group, 'paginate reads all pages', async () => {
  const { client } = await setup('partner')
  const ids: string[] = []
  for (let n = 0; n < 5; n++) {
    const input = { ...reused, brand_id, out_request_no: `create-${n}` }
    ids.push((await client.call(partner.createPlan, input)).plan.plan_id)
  }
  const listed: string[] = []
  for await (const { plan_id } of paginate(client, partner.listPlans, { brand_id, page_size: 2 })) {
    listed.push(plan_id)
  }
  alike(listed, ids)
})

test(group, 'a call with the wrong identity is refused before it is sent', async () => {
  const { client } = await setup('partner')
  await refuses('FETCH_IDENTITY', () => client.call(brand.listPlans, {}))
  const { client: own } = await setup('brand')
  await refuses('FETCH_IDENTITY', () => own.call(partner.terminatePlan, { plan_id: '1' }))
})

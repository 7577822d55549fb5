// Every endpoint through the client, with the sandbox on the other side, and the callbacks that follow.
import { type ApiError, planChange } from '@wxdp/core'
import * as brand from '@wxdp/core/brand'
import * as partner from '@wxdp/core/partner'
import { echo, echoSuccess } from '@wxdp/core/security'
import { type Client, createClient, paginate } from '@wxdp/fetch'
import { createHandler } from '@wxdp/notify'
import { createSandboxFor, type OwnKeySandbox } from '@wxdp/sandbox'
import { alike, equal, refuses, test, thrownBy } from '../harness/index.ts'
import { mchid, privateKey, publicKey, serialNo } from './fixtures.ts'
import { now } from './platform.ts'

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
const notify_url = 'https://pay.example.com/wechatpay/plans'
const brand_id = '120344'

interface Stage {
  readonly box: OwnKeySandbox
  readonly client: Client
  /** What the callback handler was given, in order. */
  readonly told: string[]
}

/** A service provider or a brand with its client and its callback handler; both have the same key pair here. */
async function stage(kind: 'partner' | 'brand'): Promise<Stage> {
  const told: string[] = []
  const key = { serialNo, publicKey }
  const box = await createSandboxFor(
    { merchant: { mchid, ...key }, brand: { brandId: brand_id, ...key } },
    { now, deliver: (request) => handler(request) },
  )
  const caller = kind === 'partner' ? box : box.brand
  const handler = createHandler({
    ...(await caller.handlerSettings()),
    notifications: [planChange, echoSuccess],
    onNotification(notification) {
      if (notification.kind === 'planChange') {
        const { plan_state, audit_state } = notification.resource
        told.push(`${plan_state} ${audit_state}`)
      } else told.push(notification.event_type)
    },
  })
  return { box, told, client: createClient(await caller.clientOptions({ privateKey })) }
}

test(group, 'partner: setNotifyUrl, createPlan, listPlans, updatePlan, terminatePlan', async () => {
  const { box, client, told } = await stage('partner')
  const set = await client.call(partner.setNotifyUrl, { sp_mchid: mchid, notify_url })
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
  alike(told, [
    'CREATED PROCESSING',
    'DELIVERING PASSED',
    'DELIVERING PROCESSING',
    'DELIVERING PASSED',
    'TERMINATED PASSED',
  ])
})

test(group, 'partner: a repeat of createPlan answers the same plan', async () => {
  const { client } = await stage('partner')
  const input = { ...reused, brand_id, out_request_no: 'create-1' }
  const first = await client.call(partner.createPlan, input)
  alike(await client.call(partner.createPlan, input), first)
  const error = await thrownBy(() => client.call(partner.createPlan, { ...input, product_coupon_id: '2' }))
  const { code, status, verified, retryAdvice } = error as ApiError
  alike([code, status, verified, retryAdvice], ['ALREADY_EXISTS', 400, true, 'no'])
})

test(
  group,
  'brand: setNotifyUrl, createPlan as a draft, submit, pause, resume, update, list, terminate',
  async () => {
    const { box, client, told } = await stage('brand')
    equal((await client.call(brand.setNotifyUrl, { notify_url })).notify_url, notify_url)
    const draft = { ...reused, out_request_no: 'create-1', save_as_draft: true }
    const { plan_id } = (await client.call(brand.createPlan, draft)).plan
    equal((await client.call(brand.submitPlan, { plan_id }))?.plan?.plan_state, 'CREATED')
    await box.control.approve(plan_id)
    equal((await client.call(brand.pausePlan, { plan_id }))?.plan?.plan_state, 'PAUSED')
    equal((await client.call(brand.resumePlan, { plan_id }))?.plan?.plan_state, 'PAUSED')
    await box.control.approve(plan_id)
    const change = { plan_id, out_request_no: 'change-1', modify_content: { recommend_word: '满减' } }
    equal((await client.call(brand.updatePlan, change)).plan.recommend_word, undefined)
    await box.control.reject(plan_id)
    const { plan_list = [] } = await client.call(brand.listPlans, { audit_state: 'AUDIT_REJECTED' })
    alike(
      plan_list.map((plan) => plan.plan_state),
      ['DELIVERING'],
    )
    equal((await client.call(brand.terminatePlan, { plan_id }))?.plan?.plan_state, 'TERMINATED')
    await box.control.settled()
    alike(told, [
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

test(group, 'security: echo, and the callback that it asks for', async () => {
  const { box, client, told } = await stage('partner')
  equal((await client.call(echo, { echo_message: '你好', notify_url })).echo_message, '你好')
  await box.control.settled()
  alike(told, ['SECURITY_ECHO.SUCCESS'])
})

test(group, 'paginate walks all pages', async () => {
  const { client } = await stage('partner')
  const ids: string[] = []
  for (let n = 0; n < 5; n++) {
    const input = { ...reused, brand_id, out_request_no: `create-${n}` }
    ids.push((await client.call(partner.createPlan, input)).plan.plan_id)
  }
  const walked: string[] = []
  for await (const { plan_id } of paginate(client, partner.listPlans, { brand_id, page_size: 2 })) {
    walked.push(plan_id)
  }
  alike(walked, ids)
})

test(group, 'a call under the wrong identity is refused before it is sent', async () => {
  const { client } = await stage('partner')
  await refuses('FETCH_IDENTITY', () => client.call(brand.listPlans, {}))
  const { client: own } = await stage('brand')
  await refuses('FETCH_IDENTITY', () => own.call(partner.terminatePlan, { plan_id: '1' }))
})

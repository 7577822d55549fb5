// A sandbox in which much has happened, for the page to show.
import { createSigner } from '@wxdp/auth'
import * as brandApi from '@wxdp/core/brand'
import { createPlan, listPlans, setNotifyUrl, updatePlan } from '@wxdp/core/partner'
import { type Client, createClient } from '@wxdp/fetch'
import { createSandbox, type Duration, type Sandbox } from '@wxdp/sandbox'
import { type ServedSandbox, serveSandbox } from '@wxdp/sandbox/node'

export interface Stage {
  readonly sandbox: Sandbox
  readonly served: ServedSandbox
  /** What the receiver of callbacks responds next, and how long it takes on the sandbox's clock. */
  readonly receiver: { status: number; body: string; takes: Duration }
}

/** Text that would run if it were not shown as text. */
export const markup = '<img src=x onerror="document.title=`taken`"><script>document.title="taken"</script>'

/** An empty sandbox on a port. Its clock stands still until it is turned. */
export async function openStage(): Promise<Stage> {
  const receiver: Stage['receiver'] = { status: 204, body: '', takes: 0 }
  const sandbox = await createSandbox({
    speed: 0,
    async deliver(request, { wait }) {
      const isProbe = request.headers.get('wechatpay-signature')?.startsWith('WECHATPAY/SIGNTEST/')
      if (isProbe) return Response.json({ code: 'FAIL', message: '验签失败' }, { status: 401 })
      const { status, body, takes } = receiver
      if (takes !== 0) await wait(takes)
      return new Response(body === '' ? null : body, { status, headers: { 'X-Receiver': 'test' } })
    },
  })
  return { sandbox, receiver, served: await serveSandbox(sandbox) }
}

const terms = ({ control, brand }: Sandbox) => ({
  brand_id: brand.brandId,
  product_coupon_id: '1000000013',
  stock_id: '1000000013001',
  reuse_coupon_config: false as const,
  total_count: 20_000,
  user_limit: 2,
  daily_limit: 500,
  delivery_start_time: new Date(control.now + 86_400_000).toISOString(),
  delivery_end_time: new Date(control.now + 40 * 86_400_000).toISOString(),
})

/** A client of the service provider. */
export const clientOf = ({ sandbox, served }: Stage): Client =>
  createClient({ ...sandbox.clientOptions(), fetch, hosts: [served.url], attempts: 1 })

/** Creates plans of the service provider, after its callback URL is set. Returns their ids. */
export async function createPlans(
  stage: Stage,
  names: readonly string[],
  { setUrl = true } = {},
): Promise<string[]> {
  const client = clientOf(stage)
  const { sandbox } = stage
  if (setUrl) {
    const notify_url = 'https://pay.example.com/wechatpay/plans'
    await client.call(setNotifyUrl, { sp_mchid: sandbox.credentials.mchid, notify_url })
  }
  const ids: string[] = []
  for (const [i, plan_name] of names.entries()) {
    const input = { ...terms(sandbox), plan_name, out_request_no: `create-${i}` }
    ids.push((await client.call(createPlan, input)).plan.plan_id)
  }
  await sandbox.control.settled()
  return ids
}

/** Creates a draft of the brand's, after the brand's callback URL is set. Returns its id. */
export async function createBrandPlan({ sandbox, served }: Stage): Promise<string> {
  const client = createClient({ ...(await sandbox.brand.clientOptions()), fetch, hosts: [served.url] })
  await client.call(brandApi.setNotifyUrl, { notify_url: 'https://brand.example.com/plans' })
  const { brand_id: _, ...own } = terms(sandbox)
  const input = { ...own, plan_name: '品牌券', out_request_no: 'brand-1', save_as_draft: true }
  return (await client.call(brandApi.createPlan, input)).plan.plan_id
}

/** Plans in many states, callbacks that were accepted and refused, and requests that were right and wrong. */
export async function fill(stage: Stage, fourthName = '<b>粗体</b>'): Promise<void> {
  const { sandbox, receiver } = stage
  const { control } = sandbox
  const names = ['秋季满减券', '冬季新品券', '会员日满100减10', fourthName, '周末咖啡券']
  const [first = '', second = '', third = '', fourth = ''] = await createPlans(stage, names)
  await control.approve(first)
  await control.exhaust(first)
  await control.approve(second)
  await control.reject(third, '名称不合规')
  Object.assign(receiver, { status: 500, body: markup })
  await control.approve(fourth)
  await control.advance('20m')
  Object.assign(receiver, { status: 204, body: '' })
  await clientOf(stage).call(updatePlan, {
    ...{ out_request_no: 'update-1', plan_id: second },
    modify_content: { total_count: 50_000, daily_limit: 800 },
  })
  await createBrandPlan(stage)
  control.addFault({ fault: 'unsigned', endpoint: listPlans, nth: 50 })
  control.addFault({ fault: 502, rate: 0 })
  await wrongRequests(stage)
  await control.settled()
}

/** Requests whose signatures are wrong, each for another reason. */
async function wrongRequests({ sandbox, served }: Pick<Stage, 'sandbox' | 'served'>): Promise<void> {
  const { mchid, serialNo, privateKey, platformSerial } = sandbox.credentials
  const signer = createSigner({ mchid, serialNo, privateKey, now: () => sandbox.control.now })
  const target = '/v3/marketing/partner/delivery-plan/delivery-plans'
  const send = async (signed: string, sent: string, to = target): Promise<void> => {
    const authorization = await signer.authorize({
      ...{ method: 'POST', target },
      body: new TextEncoder().encode(signed),
    })
    const headers = {
      Accept: 'application/json',
      'Content-Type': 'application/json',
      'Wechatpay-Serial': platformSerial,
      Authorization: authorization,
    }
    await (await fetch(served.url + to, { method: 'POST', headers, body: sent })).text()
  }
  const plan = { out_request_no: 'create-9', brand_id: '120344', product_coupon_id: '1000000013' }
  await send(JSON.stringify(plan), JSON.stringify(plan, null, 2))
  await send(JSON.stringify(plan), JSON.stringify(plan), `${target}?brand_id=120344`)
  await (await fetch(`${served.url}${target}?name=${encodeURIComponent(markup)}`)).text()
}

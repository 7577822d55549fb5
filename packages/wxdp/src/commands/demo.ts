import type { PlanChange } from '@wxdp/core'
import { createPlan, setNotifyUrl } from '@wxdp/core/partner'
import { createClient } from '@wxdp/fetch'
import { createHandler } from '@wxdp/notify'
import { type CallbackDelivery, createSandbox } from '@wxdp/sandbox'
import type { Text } from '../language/language.ts'
import { exitCodes } from '../terminal/exit-codes.ts'
import type { Context } from './context.ts'

/** `wxdp demo`: the main job from start to end, in this process: a plan is created, audited, and its callbacks arrive. */
export async function demo({ screen }: Context): Promise<number> {
  const { say, style, print } = screen
  let number = 0
  const step = (text: Text, code: string): void => {
    number += 1
    print(`${style('green', '✓')} ${number}. ${say(text)} ${style('dim', `[${code}]`)}`)
  }

  const changes: PlanChange[] = []
  let firstAfter: number | undefined
  const sandbox = await createSandbox({ deliver: (request) => handler(request) })
  const handler = createHandler({
    ...sandbox.handlerSettings(),
    onNotification: (notification) => {
      // Since the process started.
      firstAfter ??= performance.now()
      if (notification.kind === 'planChange') changes.push(notification.resource)
    },
  })
  const client = createClient(sandbox.clientOptions())
  const { mchid } = sandbox.credentials
  step(
    {
      en: `A sandbox acts as WeChat Pay for service provider ${mchid}. Keys are new, cryptography is real, nothing leaves this process.`,
      zh: `沙箱模拟微信支付，服务商 ${mchid}。密钥是新生成的，密码运算是真实的，数据不离开本进程。`,
    },
    'createSandbox: @wxdp/sandbox',
  )

  const notify_url = 'https://pay.example.com/wechatpay/plans'
  await client.call(setNotifyUrl, { sp_mchid: mchid, notify_url })
  step(
    {
      en: `Callback URL set: the request was signed, and the response verified.`,
      zh: '已设置回调地址：请求已签名，应答已验签。',
    },
    'client.call(setNotifyUrl, …): @wxdp/fetch, @wxdp/core/partner',
  )

  const { plan } = await client.call(createPlan, {
    out_request_no: 'demo-1',
    brand_id: sandbox.brand.brandId,
    product_coupon_id: '1000000013',
    stock_id: '1000000013001',
    reuse_coupon_config: true,
  })
  step(
    {
      en: `Plan ${plan.plan_id} is ${plan.plan_state}, and its audit has begun.`,
      zh: `投放计划 ${plan.plan_id} 状态为 ${plan.plan_state}，已进入审核。`,
    },
    'client.call(createPlan, …)',
  )

  const created = await sandbox.control.settled()
  step(
    { en: `Its callback arrived: ${linesOf(created).en}.`, zh: `收到回调：${linesOf(created).zh}。` },
    'createHandler({ verifier, apiV3Key, onNotification }): @wxdp/notify',
  )

  const approved = await sandbox.control.approve(plan.plan_id)
  const change = changes.at(-1)
  step(
    {
      en: `The audit passed, and the callback says so: ${change?.plan_state}, ${change?.audit_state} (${change?.change_reason}).`,
      zh: `审核通过，回调内容：${change?.plan_state}、${change?.audit_state}（${change?.change_reason}）。`,
    },
    'sandbox.control.approve(planId)',
  )
  sandbox.close()

  const isRight = [created, approved].every((sent) => String(statusesOf(sent)) === '401,204,204')
  if (!isRight || changes.length !== 2 || firstAfter === undefined) {
    throw new Error(
      `The demo went wrong: ${statusesOf(created)}; ${statusesOf(approved)}; ${changes.length}.`,
    )
  }
  print(
    say({
      en: `${(firstAfter / 1000).toFixed(1)} s from start to the first verified callback. Next: wxdp listen --sandbox, wxdp doctor, wxdp --help.`,
      zh: `从启动到第一条通过验签的回调：${(firstAfter / 1000).toFixed(1)} 秒。接下来可以试试：wxdp listen --sandbox、wxdp doctor、wxdp --help。`,
    }),
  )
  return exitCodes.done
}

const statusesOf = (sent: readonly CallbackDelivery[]) => sent.map(({ status }) => status)

/** What was sent, and what the handler responded. */
function linesOf(sent: readonly CallbackDelivery[]): Text {
  const names = {
    probe: { en: 'a probe with a wrong signature', zh: '签名探测流量' },
    notification: { en: 'the notification', zh: '通知' },
    duplicate: { en: 'its duplicate', zh: '重复通知' },
  }
  const list = (language: 'en' | 'zh', comma: string): string =>
    sent.map(({ kind, status }) => `${names[kind][language]} → ${status}`).join(comma)
  return { en: list('en', ', '), zh: list('zh', '，') }
}

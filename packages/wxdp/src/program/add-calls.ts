import type { Command } from 'commander'
import type { StepName } from '../commands/plans.ts'
import type { Text } from '../language/language.ts'
import type { Flags } from '../settings/read-settings.ts'
import type { AddCommand } from './add-command.ts'
import { addPlanWrites } from './add-plan-writes.ts'
import { callSettings, withSettings } from './setting-options.ts'

const stepTexts: readonly (readonly [step: StepName, text: Text])[] = [
  ['terminate', { en: 'end a plan for good', zh: '永久终止投放计划' }],
  ['submit', { en: 'submit the draft of a plan for audit (brand)', zh: '提交投放计划审核（品牌）' }],
  ['pause', { en: 'pause a plan (brand)', zh: '暂停投放计划（品牌）' }],
  ['resume', { en: 'resume a paused plan (brand)', zh: '恢复已暂停的投放计划（品牌）' }],
]

/** `wxdp notify-url set`, `wxdp plans …`. */
export const addCalls: AddCommand = (program, context, exit) => {
  const { screen } = context
  const { say } = screen
  const calling = (command: Command): Command =>
    withSettings(
      command
        .option(
          '--dry-run',
          say({
            en: 'print the signed request as curl, and do not send it',
            zh: '以 curl 形式显示已签名的请求，不发送',
          }),
        )
        .option('--json', say({ en: 'print JSON', zh: '输出 JSON' })),
      screen,
      callSettings,
    )
  const confirmed = (command: Command): Command =>
    command.option('-y, --yes', say({ en: 'do not ask for confirmation', zh: '不再询问确认' }))
  const group = (name: string, text: Text): Command =>
    program.command(name).helpCommand(false).description(say(text))

  const url = group('notify-url', { en: 'the URL of the callbacks', zh: '回调地址' })
  calling(
    confirmed(
      url
        .command('set')
        .description(say({ en: 'set the URL of the callbacks', zh: '设置回调地址' }))
        .argument(
          '<url>',
          say({ en: 'https, a public domain name, a path', zh: '公网域名的 https 地址，必须带路径' }),
        ),
    ),
  ).action(async (value: string, flags: Flags) => {
    const { setNotifyUrl } = await import('../commands/notify-url.ts')
    exit(await setNotifyUrl(context, value, flags))
  })

  const plans = group('plans', { en: 'list, create and change plans', zh: '查询、创建和变更投放计划' })
  calling(
    plans
      .command('list')
      .description(say({ en: 'list plans', zh: '查询投放计划列表' }))
      .option(
        '--state <state>',
        say({
          en: 'only plans in this state: CREATED, DELIVERING, PAUSED, TERMINATED, EXPIRED',
          zh: '只列出该状态的计划：CREATED、DELIVERING、PAUSED、TERMINATED、EXPIRED',
        }),
      )
      .option(
        '--audit-state <state>',
        say({
          en: 'only drafts in this state: AUDIT_INITIAL, AUDIT_PROCESSING, AUDIT_PASSED, AUDIT_REJECTED',
          zh: '只列出该审核状态的计划：AUDIT_INITIAL、AUDIT_PROCESSING、AUDIT_PASSED、AUDIT_REJECTED',
        }),
      ),
  ).action(async (flags: Flags) => {
    const { listPlans } = await import('../commands/plans.ts')
    exit(await listPlans(context, flags))
  })
  const planId = say({ en: 'id of the plan', zh: '投放计划 ID' })
  calling(
    plans
      .command('get')
      .description(say({ en: 'show one plan', zh: '查询单个投放计划' }))
      .argument('<plan-id>', planId),
  ).action(async (id: string, flags: Flags) => {
    const { getPlan } = await import('../commands/plans.ts')
    exit(await getPlan(context, id, flags))
  })
  addPlanWrites(plans, context, { exit, calling: (command) => calling(confirmed(command)) })
  for (const [step, text] of stepTexts) {
    const command = plans.command(step).description(say(text)).argument('<plan-id>', planId)
    const asks = step === 'terminate' || step === 'submit'
    calling(asks ? confirmed(command) : command).action(async (id: string, flags: Flags) => {
      const { changePlan } = await import('../commands/plans.ts')
      exit(await changePlan(context, step, id, flags))
    })
  }
}

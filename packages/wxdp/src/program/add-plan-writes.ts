import type { Command } from 'commander'
import { flagOf, type PlanWrite, planFlags } from '../calls/plan-flags.ts'
import type { Context } from '../commands/context.ts'
import type { Flags } from '../settings/read-settings.ts'

interface Options {
  readonly exit: (code: number) => void
  /** Adds the options of a call that asks for confirmation. */
  readonly calling: (command: Command) => Command
}

/** `wxdp plans create`, `wxdp plans update`. */
export function addPlanWrites(plans: Command, context: Context, { exit, calling }: Options): void {
  const { say } = context.screen
  const writing = (command: Command, write: PlanWrite): Command => {
    command
      .option(
        '--file <file>',
        say({
          en: 'JSON with the fields of the call; - for standard input; flags count before it',
          zh: '含请求字段的 JSON 文件；- 表示标准输入；命令行参数优先',
        }),
      )
      .optionsGroup(say({ en: 'Fields:', zh: '字段：' }))
    for (const flag of planFlags) {
      if (flag.use.includes(write)) command.option(flagOf(flag), say(flag.text))
    }
    return calling(command.optionsGroup(say({ en: 'Options:', zh: '选项：' })))
  }
  writing(
    plans.command('create').description(say({ en: 'create a plan', zh: '创建投放计划' })),
    'create',
  ).action(async (flags: Flags) => {
    const { createPlan } = await import('../commands/write-plans.ts')
    exit(await createPlan(context, flags))
  })
  writing(
    plans
      .command('update')
      .description(
        say({ en: 'change a plan, after showing what changes', zh: '修改投放计划，并先显示修改内容' }),
      )
      .argument('<plan-id>', say({ en: 'id of the plan', zh: '投放计划 ID' })),
    'update',
  ).action(async (id: string, flags: Flags) => {
    const { updatePlan } = await import('../commands/write-plans.ts')
    exit(await updatePlan(context, id, flags))
  })
}

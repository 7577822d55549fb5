import type { AddCommand } from './add-command.ts'

/** `wxdp demo`. */
export const addDemo: AddCommand = (program, context, exit) => {
  const { say } = context.screen
  program
    .command('demo')
    .description(
      say({
        en: 'create a plan, have it audited and receive its callbacks, all in this process',
        zh: '演示：创建投放计划、审核、接收回调，全部在本进程内完成',
      }),
    )
    .action(async () => {
      const { demo } = await import('../commands/demo.ts')
      exit(await demo(context))
    })
}

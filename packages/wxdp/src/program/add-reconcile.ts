import type { Flags } from '../settings/read-settings.ts'
import type { AddCommand } from './add-command.ts'
import { callSettings, withSettings } from './setting-options.ts'

/** `wxdp reconcile`. */
export const addReconcile: AddCommand = (program, context, exit) => {
  const { say } = context.screen
  const reconcile = program
    .command('reconcile')
    .description(
      say({
        en: 'compare the plans with the callbacks that you received, and show what these missed',
        zh: '把投放计划与已收到的回调对比，显示遗漏的变更',
      }),
    )
    .option(
      '--since <file>',
      say({
        en: 'lines of listen --json or of an earlier reconcile --json; - for standard input',
        zh: 'listen --json 或之前 reconcile --json 的输出；- 表示标准输入',
      }),
    )
    .option('--json', say({ en: 'print one line of JSON per difference', zh: '每处差异输出一行 JSON' }))
  withSettings(reconcile, context.screen, callSettings).action(async (flags: Flags) => {
    const { reconcile } = await import('../commands/reconcile.ts')
    exit(await reconcile(context, flags))
  })
}

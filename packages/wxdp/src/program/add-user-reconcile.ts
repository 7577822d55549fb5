import type { Flags } from '../settings/read-settings.ts'
import type { AddCommand } from './add-command.ts'
import { callSettings, withSettings } from './setting-options.ts'

/** `wxdp user-coupons reconcile`. */
export const addUserReconcile: AddCommand = (group, context, exit) => {
  const { say } = context.screen
  const reconcile = group
    .command('reconcile')
    .description(
      say({
        en: 'list the coupons of users that were never confirmed',
        zh: '列出用户尚未确认的券',
      }),
    )
    .argument('[openids...]', say({ en: 'users, under the appid', zh: '用户在该 appid 下的 openid' }))
    .option(
      '--users <file>',
      say({
        en: 'one user a line: an openid, or JSON with openid and appid, such as a line of listen --json; - for standard input',
        zh: '每行一个用户：openid，或含 openid 和 appid 的 JSON（例如 listen --json 的输出）；- 表示标准输入',
      }),
    )
    .option(
      '--appid <value>',
      say({
        en: 'app, mini-program or official account of openids without one',
        zh: '未指定 appid 的 openid 所属的 appid',
      }),
    )
    .option('--json', say({ en: 'print one line of JSON per coupon', zh: '每张券输出一行 JSON' }))
  withSettings(reconcile, context.screen, callSettings).action(async (openids: string[], flags: Flags) => {
    const { reconcileUsers } = await import('../commands/reconcile-users.ts')
    exit(await reconcileUsers(context, openids, flags))
  })
}

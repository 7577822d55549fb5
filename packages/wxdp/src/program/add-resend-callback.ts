import type { Flags } from '../settings/read-settings.ts'
import type { AddCommand } from './add-command.ts'
import { withSettings } from './setting-options.ts'

/** `wxdp callback resend`. */
export const addResendCallback: AddCommand = (callback, context, exit) => {
  const { say } = context.screen
  const resend = callback
    .command('resend')
    .description(
      say({
        en: 'have a running sandbox send a callback once more, or list its callbacks',
        zh: '让运行中的沙箱重新发送回调，或列出它的回调',
      }),
    )
    .argument(
      '[id]',
      say({ en: 'id of the notification; without it, they are listed', zh: '通知 ID；不指定时列出全部' }),
    )
    .option('--json', say({ en: 'print JSON', zh: '输出 JSON' }))
  withSettings(resend, context.screen, ['WECHATPAY_HOST', 'WECHATPAY_SANDBOX']).action(
    async (id: string | undefined, flags: Flags) => {
      const { resendCallback } = await import('../commands/resend-callback.ts')
      exit(await resendCallback(context, id, flags))
    },
  )
}

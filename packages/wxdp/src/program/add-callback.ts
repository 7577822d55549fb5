import type { Flags } from '../settings/read-settings.ts'
import type { AddCommand } from './add-command.ts'
import { addResendCallback } from './add-resend-callback.ts'
import { addSendCallback } from './add-send-callback.ts'
import { ownSettings, platformSettings, withSettings } from './setting-options.ts'

/** `wxdp callback verify`, `wxdp callback open`, `wxdp callback send`, `wxdp callback resend`. */
export const addCallback: AddCommand = (program, context, exit) => {
  const { screen } = context
  const { say } = screen
  const callback = program
    .command('callback')
    .helpCommand(false)
    .description(say({ en: 'verify, open and send callbacks', zh: '验证、解密和发送回调' }))
  const saved = say({
    en: 'raw HTTP, the output of curl -i, HAR, or JSON { headers, body }; - for standard input',
    zh: '原始 HTTP 报文、curl -i 的输出、HAR，或 JSON { headers, body }；- 表示标准输入',
  })
  const receivedAt = say({ en: 'when it arrived, RFC 3339', zh: '收到的时间，RFC 3339 格式' })
  const verify = callback
    .command('verify')
    .description(
      say({ en: 'say whether it is genuine, or why it was refused', zh: '判断回调是否可信，或被拒绝的原因' }),
    )
    .argument('<file>', saved)
    .option('--received-at <time>', receivedAt)
    .option('--json', say({ en: 'print JSON', zh: '输出 JSON' }))
  withSettings(verify, screen, [...platformSettings, ...ownSettings]).action(
    async (file: string, flags: Flags) => {
      const { verifyCallback } = await import('../commands/callback.ts')
      exit(await verifyCallback(context, file, flags))
    },
  )
  const open = callback
    .command('open')
    .description(say({ en: 'print what is inside, once it is verified', zh: '验签通过后显示解密内容' }))
    .argument('<file>', saved)
  withSettings(open, screen, [...platformSettings, ...ownSettings]).action(
    async (file: string, flags: Flags) => {
      const { openCallback } = await import('../commands/callback.ts')
      exit(await openCallback(context, file, flags))
    },
  )
  addSendCallback(callback, context, exit)
  addResendCallback(callback, context, exit)
}

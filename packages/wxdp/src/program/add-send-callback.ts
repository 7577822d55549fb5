import type { Flags } from '../settings/read-settings.ts'
import type { AddCommand } from './add-command.ts'
import { withSettings } from './setting-options.ts'

/** `wxdp callback send`. */
export const addSendCallback: AddCommand = (callback, context, exit) => {
  const { say } = context.screen
  const send = callback
    .command('send')
    .description(
      say({
        en: "send a plan-change callback, signed with a sandbox's keys, to your receiver",
        zh: '用沙箱的密钥签名，向接收方发送投放计划变更回调',
      }),
    )
    .argument('<url>', say({ en: 'where your receiver listens', zh: '接收方的地址' }))
    .option(
      '--state <state>',
      say({ en: 'plan_state (default: DELIVERING)', zh: 'plan_state（默认 DELIVERING）' }),
    )
    .option(
      '--audit-state <state>',
      say({ en: 'audit_state (default: PASSED)', zh: 'audit_state（默认 PASSED）' }),
    )
    .option('--plan-id <id>', say({ en: 'plan_id (default: a new one)', zh: 'plan_id（默认随机）' }))
    .option('--reason <text>', say({ en: 'change_reason', zh: 'change_reason，变更原因' }))
    .option('--duplicate', say({ en: 'send it twice', zh: '重复发送一次' }))
    .option('--probe', say({ en: 'send a signature probe instead', zh: '改为发送签名探测流量' }))
    .option(
      '--forged',
      say({ en: 'send one that another key has signed instead', zh: '改为发送其他密钥签名的回调' }),
    )
    .option('--stale', say({ en: 'send one of ten minutes ago instead', zh: '改为发送十分钟前签名的回调' }))
    .option('--all', say({ en: 'send all of these, one after the other', zh: '依次发送以上全部' }))
    .option('--json', say({ en: 'print JSON', zh: '输出 JSON' }))
    .option(
      '--write <file>',
      say({ en: 'without keys: write new settings to a file', zh: '没有密钥时，把新的配置写入文件' }),
    )
    .option('--brand', say({ en: "without keys: a brand's settings", zh: '没有密钥时，生成品牌的配置' }))
  withSettings(send, context.screen, []).action(async (url: string, flags: Flags) => {
    const { sendCallback } = await import('../commands/send-callback.ts')
    exit(await sendCallback(context, url, flags))
  })
}

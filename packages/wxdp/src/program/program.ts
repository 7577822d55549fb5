import { Command, Option } from 'commander'
import { version } from '../../package.json'
import type { Context } from '../commands/context.ts'
import type { Flags } from '../settings/read-settings.ts'
import { describeHelp, helpTail } from './help.ts'
import { ownSettings, platformSettings, withSettings } from './setting-options.ts'

/** The whole command line. The code of a command is loaded when it runs. */
export function createProgram(context: Context, exit: (code: number) => void): Command {
  const { world, screen } = context
  const { say } = screen
  const program = describeHelp(new Command('wxdp'), screen)
    .description(
      say({ en: 'WeChat Pay delivery plans on the command line.', zh: '微信支付投放计划命令行工具。' }),
    )
    .version(version, '-V, --version', say({ en: 'print the version', zh: '显示版本号' }))
    .addOption(
      new Option(
        '--lang <language>',
        say({ en: 'language: en or zh (default: the locale)', zh: '语言：en 或 zh（默认取系统语言）' }),
      ).choices(['en', 'zh']),
    )
    .configureOutput({
      writeOut: (text) => void world.stdout.write(text),
      // The screen decides about colours.
      getOutHasColors: () => true,
      // Errors are reported in one line, by report.ts.
      writeErr: () => undefined,
    })
    .exitOverride()
    .addHelpText('after', helpTail(screen))

  const command = (name: string, description: string): Command =>
    program.command(name).helpCommand(false).description(description)

  command(
    'explain',
    say({
      en: 'explain an error code, an error number or a Request-ID',
      zh: '解释错误码、错误编号或 Request-ID',
    }),
  )
    .argument(
      '<code>',
      say({
        en: 'such as SIGN_ERROR, 268585869 or 08F1…-268585869',
        zh: '例如 SIGN_ERROR、268585869 或 08F1…-268585869',
      }),
    )
    .option('--json', say({ en: 'print JSON', zh: '输出 JSON' }))
    .action(async (code: string, options: { json?: boolean }) => {
      const { explain } = await import('../commands/explain.ts')
      exit(explain(context, code, options))
    })

  const callback = command(
    'callback',
    say({ en: 'verify or open a saved callback, offline', zh: '离线验证或解密已保存的回调' }),
  )
  const saved = say({
    en: 'raw HTTP, the output of curl -i, HAR, or JSON { headers, body }; - for standard input',
    zh: '原始 HTTP 报文、curl -i 的输出、HAR，或 JSON { headers, body }；- 表示标准输入',
  })
  withSettings(callback.command('verify'), screen, [...platformSettings, ...ownSettings])
    .description(
      say({ en: 'say whether it is genuine, or why it was refused', zh: '判断回调是否可信，或被拒绝的原因' }),
    )
    .argument('<file>', saved)
    .option('--received-at <time>', say({ en: 'when it arrived, RFC 3339', zh: '收到的时间，RFC 3339 格式' }))
    .option('--json', say({ en: 'print JSON', zh: '输出 JSON' }))
    .action(async (file: string, flags: Flags) => {
      const { verifyCallback } = await import('../commands/callback.ts')
      exit(await verifyCallback(context, file, flags))
    })
  withSettings(callback.command('open'), screen, [...platformSettings, ...ownSettings])
    .description(say({ en: 'print what is inside, once it is verified', zh: '验签通过后显示解密内容' }))
    .argument('<file>', saved)
    .action(async (file: string, flags: Flags) => {
      const { openCallback } = await import('../commands/callback.ts')
      exit(await openCallback(context, file, flags))
    })
  return program
}

import { Command, Option } from 'commander'
import { version } from '../../package.json'
import type { Context } from '../commands/context.ts'
import { describeHelp, helpTail } from './help.ts'

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
    program.command(name).description(description)

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
  return program
}

import { Command, Option } from 'commander'
import { version } from '../../package.json'
import type { Context } from '../commands/context.ts'
import { addCallback } from './add-callback.ts'
import { addCalls } from './add-calls.ts'
import { addCompletion } from './add-completion.ts'
import { addDemo } from './add-demo.ts'
import { addDoctor } from './add-doctor.ts'
import { addExplain } from './add-explain.ts'
import { addListen } from './add-listen.ts'
import { addReconcile } from './add-reconcile.ts'
import { addSandbox } from './add-sandbox.ts'
import { describeHelp, helpTail } from './help.ts'

/** The whole command line. The code of a command is loaded when it runs. */
export function createProgram(context: Context, exit: (code: number) => void): Command {
  const { world, screen } = context
  const { say } = screen
  const language = say({
    en: 'language: en or zh (default: the locale)',
    zh: '语言：en 或 zh（默认取系统语言）',
  })
  const program = describeHelp(new Command('wxdp'), screen)
    .description(
      say({
        en: 'WeChat Pay delivery plans and product coupons on the command line.',
        zh: '微信支付投放计划和商品券命令行工具。',
      }),
    )
    .version(version, '-V, --version', say({ en: 'print the version', zh: '显示版本号' }))
    .addOption(new Option('--lang <language>', language).choices(['en', 'zh']))
    .option(
      '--verbose',
      say({
        en: 'show every attempt of a call, and all of an error',
        zh: '显示每次请求尝试和完整的错误信息',
      }),
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
  for (const add of [
    addDoctor,
    addCallback,
    addListen,
    addCalls,
    addReconcile,
    addSandbox,
    addDemo,
    addExplain,
    addCompletion,
  ])
    add(program, context, exit)
  return program
}

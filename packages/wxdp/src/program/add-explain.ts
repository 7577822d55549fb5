import type { AddCommand } from './add-command.ts'

/** `wxdp explain`. */
export const addExplain: AddCommand = (program, context, exit) => {
  const { say } = context.screen
  program
    .command('explain')
    .description(
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
}

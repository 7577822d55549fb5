import type { Command } from 'commander'
import { type CallInfo, type Fields, flagOf, type Given } from '../calls/call-info.ts'
import type { Screen } from '../terminal/screen.ts'
import { callSettings, withSettings } from './setting-options.ts'

/** Adds a command that calls WeChat Pay, with all of its options. */
export function addCall(
  group: Command,
  info: CallInfo,
  { screen, run }: { readonly screen: Screen; readonly run: (given: Given) => Promise<void> },
): void {
  const { say } = screen
  const { name, text, args = [], flags = [], file, asks } = info
  const command = group.command(name).description(say(text))
  for (const { field, text, isOptional } of args) {
    const shown = field.replaceAll('_', '-')
    command.argument(isOptional ? `[${shown}]` : `<${shown}>`, say(text))
  }
  if (file) command.option('--file <file>', say(file)).optionsGroup(say({ en: 'Fields:', zh: '字段：' }))
  for (const flag of flags) command.option(flagOf(flag), say(flag.text))
  command.optionsGroup(say({ en: 'Options:', zh: '选项：' }))
  if (asks) command.option('-y, --yes', say({ en: 'do not ask for confirmation', zh: '不再询问确认' }))
  command
    .option(
      '--dry-run',
      say({
        en: 'print the signed request as curl, and do not send it',
        zh: '以 curl 形式显示已签名的请求，不发送',
      }),
    )
    .option('--json', say({ en: 'print JSON', zh: '输出 JSON' }))
  withSettings(command, screen, callSettings).action(async () => {
    const given = args.flatMap(({ field }, at) => {
      const value = command.args[at]
      return value === undefined ? [] : [[field, value] as const]
    })
    await run({
      info,
      command: pathOf(command),
      args: Object.fromEntries(given),
      flags: command.opts<Fields>(),
    })
  })
}

/** `plans get`: the names of a command and of its groups, without that of the program. */
function pathOf(command: Command): string {
  const { parent } = command
  return parent?.parent ? `${pathOf(parent)} ${command.name()}` : command.name()
}

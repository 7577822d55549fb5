import type { Context } from '../commands/context.ts'
import { settingInfos } from '../settings/names.ts'
import type { Flags } from '../settings/read-settings.ts'
import type { AddCommand } from './add-command.ts'
import { withSettings } from './setting-options.ts'

/** `wxdp doctor`. */
export const addDoctor: AddCommand = (program, context: Context, exit) => {
  const { say } = context.screen
  const doctor = program
    .command('doctor')
    .description(
      say({ en: 'check the whole set-up, or say what key files are', zh: '检查全部配置，或识别密钥文件' }),
    )
    .argument(
      '[files...]',
      say({
        en: 'key files to identify; without files, the settings are checked',
        zh: '要识别的密钥文件；不指定文件时检查配置',
      }),
    )
    .option('--offline', say({ en: 'check only what needs no network', zh: '只做无需网络的检查' }))
    .option('--json', say({ en: 'print JSON', zh: '输出 JSON' }))
  withSettings(
    doctor,
    context.screen,
    settingInfos.map(({ name }) => name),
  ).action(async (files: string[], flags: Flags) => {
    const { doctor } = await import('../commands/doctor.ts')
    exit(await doctor(context, files, flags))
  })
}

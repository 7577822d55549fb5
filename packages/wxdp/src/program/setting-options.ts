import type { Command } from 'commander'
import { type SettingName, settingInfos } from '../settings/names.ts'
import type { Screen } from '../terminal/screen.ts'

/** WeChat Pay's keys, and what opens its callbacks. */
export const platformSettings: readonly SettingName[] = [
  'API_V3_KEY',
  'PLATFORM_SERIAL',
  'PLATFORM_PUBLIC_KEY',
  'PLATFORM_CERTIFICATE',
]

/** The caller's own keys. */
export const ownSettings: readonly SettingName[] = ['SERIAL_NO', 'PRIVATE_KEY', 'CERTIFICATE']

/** What a call needs. */
export const callSettings: readonly SettingName[] = [
  'MCHID',
  'BRAND_ID',
  ...ownSettings,
  'PLATFORM_SERIAL',
  'PLATFORM_PUBLIC_KEY',
  'PLATFORM_CERTIFICATE',
  'WECHATPAY_HOST',
  'WECHATPAY_SANDBOX',
]

/** Adds the flags of settings to a command, under a heading of their own, with the variable of each. */
export function withSettings(command: Command, { say }: Screen, names: readonly SettingName[]): Command {
  command.optionsGroup(say({ en: 'Settings:', zh: '配置：' }))
  for (const { name, flag, fileFlag, text } of settingInfos) {
    if (!names.includes(name)) continue
    const words = say(text)
    if (flag) command.option(flag, `${words} [${name}]`)
    if (fileFlag) command.option(fileFlag, `${words} [${name}_FILE]`)
  }
  return command
    .option(
      '--config <file>',
      say({ en: 'file with settings (default: wxdp.env)', zh: '配置文件（默认 wxdp.env）' }),
    )
    .optionsGroup(say({ en: 'Options:', zh: '选项：' }))
}

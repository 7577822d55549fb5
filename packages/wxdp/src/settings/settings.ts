import { ProgramError } from '../errors.ts'
import type { Language } from '../language/language.ts'
import type { SettingName } from './names.ts'

/** A setting that is set. */
export interface Setting {
  readonly value: string
  /** Where its value comes from, such as `--mchid`, `MCHID` or `MCHID in wxdp.env`, in the language of the user. */
  readonly source: string
  /** The file that holds the value. Absolute. */
  readonly file?: string
}

/** A file with a secret that others can read. */
export interface OpenFile {
  readonly file: string
  /** The permissions, in octal digits. */
  readonly mode: string
}

/** The settings of a run: from flags, then the environment, then the file. */
export interface Settings {
  readonly language: Language
  find(name: SettingName): Setting | undefined
  /** @throws {ProgramError} `WXDP_SETTING_MISSING` */
  need(name: SettingName): Setting
  readonly isSandbox: boolean
  /** Files with secrets that are open to others. */
  readonly openFiles: readonly OpenFile[]
}

export function missing(name: SettingName, language: Language): ProgramError {
  return new ProgramError(
    'WXDP_SETTING_MISSING',
    {
      en: `${name} is not set. ${remedies[name]?.en ?? 'Set it in the environment or in wxdp.env, or pass its flag.'} See --help.`,
      zh: `未设置 ${name}。${remedies[name]?.zh ?? '请设置环境变量、写入 wxdp.env，或使用对应的参数。'}详见 --help。`,
    }[language],
  )
}

const withFile = (name: string) => ({
  en: `Set ${name}_FILE to a file, or ${name} to its contents.`,
  zh: `请将 ${name}_FILE 设为文件路径，或将 ${name} 设为文件内容。`,
})

const remedies: Partial<Readonly<Record<SettingName, Readonly<Record<Language, string>>>>> = {
  PRIVATE_KEY: withFile('PRIVATE_KEY'),
  CERTIFICATE: withFile('CERTIFICATE'),
  PLATFORM_PUBLIC_KEY: withFile('PLATFORM_PUBLIC_KEY'),
  API_V3_KEY: {
    en: 'Set API_V3_KEY, or API_V3_KEY_FILE to a file that holds it.',
    zh: '请设置 API_V3_KEY，或将 API_V3_KEY_FILE 设为保存它的文件。',
  },
}

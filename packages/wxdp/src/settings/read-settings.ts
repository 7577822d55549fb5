import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { ProgramError } from '../errors.ts'
import type { Language } from '../language/language.ts'
import type { World } from '../terminal/streams.ts'
import { unreadable } from './file-errors.ts'
import { keyText } from './key-text.ts'
import { type SettingInfo, type SettingName, settingInfos } from './names.ts'
import { missing, type OpenFile, type Setting, type Settings } from './settings.ts'

/** What the parser makes of the flags: names in camel case. */
export type Flags = Readonly<Record<string, unknown>>

/** The file that is read if `--config` names none and it exists. */
export const defaultConfig = 'wxdp.env'

/** One place where settings come from. */
interface Layer {
  read(info: SettingInfo): Setting | undefined
}

/**
 * Reads the settings: flags, then the environment, then one file with lines `NAME=value`.
 *
 * @throws {ProgramError} `WXDP_FILE_UNREADABLE`, `WXDP_SETTING_INVALID`
 */
export function readSettings(flags: Flags, world: World, language: Language): Settings {
  const openFiles: OpenFile[] = []
  const files = createFileReader(world.cwd, language, openFiles)
  const config = readConfig(flags, world, files)
  const layers: readonly Layer[] = [
    flagLayer(flags, files, world.cwd),
    variableLayer(world.env, { files, folder: world.cwd, language }),
    ...(config
      ? [
          variableLayer(config.variables, {
            files,
            folder: dirname(config.file),
            language,
            label: files.shown(config.file),
          }),
        ]
      : []),
  ]
  const values = new Map<SettingName, Setting>()
  for (const info of settingInfos) {
    for (const layer of layers) {
      const setting = layer.read(info)
      if (!setting) continue
      values.set(info.name, setting)
      break
    }
  }
  const sandbox = values.get('WECHATPAY_SANDBOX')?.value ?? ''
  return {
    language,
    find: (name) => values.get(name),
    need(name) {
      const setting = values.get(name)
      if (!setting) throw missing(name, language)
      return setting
    },
    isSandbox: /^(1|true|yes|on)$/i.test(sandbox),
    openFiles,
  }
}

interface Files {
  /** @param isSecret Whether others must not be able to read it. */
  read(file: string, isSecret: boolean): string
  /** As messages show it: relative where that is shorter. */
  shown(file: string): string
}

function createFileReader(cwd: string, language: Language, openFiles: OpenFile[]): Files {
  const shown = (file: string): string => {
    const path = relative(cwd, file)
    return path.startsWith('..') ? file : path
  }
  return {
    shown,
    read(file, isSecret) {
      try {
        const contents = keyText(readFileSync(file))
        const mode = statSync(file).mode & 0o777
        const isOpen = isSecret && process.platform !== 'win32' && (mode & 0o077) !== 0
        if (isOpen && !openFiles.some((open) => open.file === shown(file))) {
          openFiles.push({ file: shown(file), mode: mode.toString(8).padStart(3, '0') })
        }
        return contents
      } catch (cause) {
        throw unreadable(shown(file), cause, language)
      }
    },
  }
}

interface Config {
  /** Absolute. */
  readonly file: string
  readonly variables: World['env']
}

function readConfig({ config: asked }: Flags, { cwd }: World, files: Files): Config | undefined {
  const file = resolve(cwd, typeof asked === 'string' ? asked : defaultConfig)
  if (asked === undefined && !existsSync(file)) return undefined
  const variables = parseEnv(files.read(file, false))
  const hasSecret = settingInfos.some(({ name, isSecret }) => isSecret && variables[name])
  // Read again: now it is known to hold secrets.
  if (hasSecret) files.read(file, true)
  return { file, variables }
}

function flagLayer(flags: Flags, files: Files, cwd: string): Layer {
  return {
    read({ flag, fileFlag, isSecret }) {
      const direct = flag && flags[camelCase(flag)]
      if (direct !== undefined && direct !== '')
        return { value: String(direct), source: nameOf(flag as string) }
      const path = fileFlag && flags[camelCase(fileFlag)]
      if (typeof path !== 'string') return undefined
      const file = resolve(cwd, path)
      return { ...contentsOf(files, file, isSecret), source: nameOf(fileFlag as string) }
    },
  }
}

interface VariableOptions {
  readonly files: Files
  /** Relative paths begin here. */
  readonly folder: string
  readonly language: Language
  /** Of the file that holds the variables. */
  readonly label?: string
}

function variableLayer(variables: World['env'], { files, folder, language, label }: VariableOptions): Layer {
  return {
    read({ name, fileFlag, isSecret }) {
      const value = variables[name]
      const path = fileFlag && variables[`${name}_FILE`]
      const source = (variable: string): string =>
        label ? { en: `${variable} in ${label}`, zh: `${label} 的 ${variable}` }[language] : variable
      if (value && path) {
        const message = {
          en: `Both ${source(name)} and ${name}_FILE are set. Keep one of them.`,
          zh: `${source(name)} 和 ${name}_FILE 同时存在。请只保留一个。`,
        }
        throw new ProgramError('WXDP_SETTING_INVALID', message[language])
      }
      if (value) return { value, source: source(name) }
      if (!path) return undefined
      return { ...contentsOf(files, resolve(folder, path), isSecret), source: source(`${name}_FILE`) }
    },
  }
}

function contentsOf(files: Files, file: string, isSecret = false): Pick<Setting, 'value' | 'file'> {
  // An editor ends the last line of an APIv3 key with a line feed, which is not part of it.
  return { value: files.read(file, isSecret).replace(/(\r?\n)+$/, ''), file: files.shown(file) }
}

/** `--private-key-file <file>` is `privateKeyFile`. */
function camelCase(flag: string): string {
  return nameOf(flag)
    .slice(2)
    .replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}

function nameOf(flag: string): string {
  return flag.split(' ')[0] as string
}

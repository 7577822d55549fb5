import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { ProgramError } from '../errors.ts'
import { mark } from '../sandbox/setting-lines.ts'
import { unwritable } from '../settings/file-errors.ts'
import type { Context } from './context.ts'

/**
 * Prints the settings of a sandbox, or writes them to a file.
 *
 * @throws {ProgramError} `WXDP_FILE_UNREADABLE`
 */
export function writeSettings(context: Context, lines: readonly string[], file: string | undefined): void {
  if (file === undefined) for (const line of lines) context.screen.print(line)
  else write(resolve(context.world.cwd, file), `${lines.join('\n')}\n`, context)
}

/** For the owner alone, although the keys are worth nothing: files of this kind hold secrets. */
function write(file: string, contents: string, { screen }: Context): void {
  const isOurs = !existsSync(file) || readFileSync(file, 'utf8').startsWith(mark)
  if (!isOurs) {
    throw new ProgramError(
      'WXDP_FILE_UNREADABLE',
      screen.say({
        en: `${file} exists and is not of a sandbox. It was not overwritten; choose another name.`,
        zh: `${file} 已存在且不是沙箱配置，没有覆盖。请换一个文件名。`,
      }),
    )
  }
  try {
    writeFileSync(file, contents, { mode: 0o600 })
  } catch (cause) {
    throw unwritable(file, cause, screen.language)
  }
}

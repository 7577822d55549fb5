import { ProgramError } from '../errors.ts'
import type { Language, Text } from '../language/language.ts'

/** @param cause What the file system says. */
export function unreadable(file: string, cause: unknown, language: Language): ProgramError {
  return fileError(cause, language, (code) => ({
    en: `${file} cannot be read (${code}). Check its path and its permissions.`,
    zh: `无法读取 ${file}（${code}）。请检查路径和权限。`,
  }))
}

/** @param cause What the file system says. */
export function unwritable(file: string, cause: unknown, language: Language): ProgramError {
  return fileError(cause, language, (code) => ({
    en: `${file} cannot be written (${code}). Check its path and its permissions.`,
    zh: `无法写入 ${file}（${code}）。请检查路径和权限。`,
  }))
}

function fileError(cause: unknown, language: Language, text: (code: string) => Text): ProgramError {
  const { code = 'unknown' } = cause as NodeJS.ErrnoException
  return new ProgramError('WXDP_FILE_UNREADABLE', text(code)[language], { cause })
}

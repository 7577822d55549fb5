import type { Screen } from '../terminal/screen.ts'
import type { Settings } from './settings.ts'

/** Warns of each file with a secret that others on this machine can read. */
export function warnOfOpenFiles({ openFiles }: Settings, { say, note }: Screen): void {
  for (const { file, mode } of openFiles) {
    note(
      say({
        en: `Warning: ${file} holds a secret, and others can read it (mode ${mode}). Run: chmod 600 ${file}`,
        zh: `警告：${file} 含有敏感数据，但其他用户可以读取（权限 ${mode}）。请执行：chmod 600 ${file}`,
      }),
    )
  }
}

import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import type { SandboxState } from '@wxdp/sandbox'

/** @returns What the file holds; `undefined` if there is no such file. */
export function loadState(file: string): unknown {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  try {
    return JSON.parse(text)
  } catch {
    // The sandbox refuses it, and says what it is for.
    return text
  }
}

/** Writes the file whole or not at all, for its owner alone. */
export function saveState(file: string, state: SandboxState): void {
  const unfinished = `${file}.${process.pid}.tmp`
  try {
    writeFileSync(unfinished, `${JSON.stringify(state)}\n`, { mode: 0o600, flag: 'wx', flush: true })
    renameSync(unfinished, file)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
}

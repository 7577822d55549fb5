// Runs code in a Node process of its own.
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const here = join(import.meta.dirname, '..')

export interface Outcome {
  /** The failure, if there was one. */
  readonly wrong: string | undefined
  /** Whether the code exported a handler, which then received callbacks. */
  readonly answered: boolean
}

export async function execute(code: string, limit = 20_000): Promise<Outcome> {
  // In this folder, where Node finds the packages.
  mkdirSync(join(here, '.tmp'), { recursive: true })
  const folder = mkdtempSync(join(here, '.tmp/run-'))
  const file = join(folder, 'snippet.mjs')
  writeFileSync(file, code)
  try {
    return await start(file, limit)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function start(file: string, limit: number): Promise<Outcome> {
  return new Promise((resolve) => {
    const args = [join(import.meta.dirname, 'host.mjs'), file]
    execFile(process.execPath, args, { timeout: limit }, (error, stdout, stderr) => {
      const said = `${stdout}${stderr}`.trim().split('\n').slice(-12).join('\n    ')
      const ended = error ? `it ended with code ${error.code}: ${said}` : undefined
      const early = stdout.endsWith('loaded\n') ? undefined : `it ended before it was loaded. ${said}`
      const late = error?.killed ? `it did not end within ${limit / 1000} s. ${said}` : undefined
      resolve({ wrong: late ?? ended ?? early, answered: /^answered$/m.test(stdout) })
    })
  })
}

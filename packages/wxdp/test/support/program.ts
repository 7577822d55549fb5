import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { onTestFinished } from 'vitest'
import { main } from '../../src/program/main.ts'
import type { World } from '../../src/terminal/streams.ts'

export interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  readonly stdin?: string
}

/** The built program. */
export const built: string = join(import.meta.dirname, '../../dist/program/wxdp.js')

/** Runs the built program in a process of its own. */
export function wxdp(
  args: readonly string[],
  { env = {}, cwd = tmpdir(), stdin = '' }: RunOptions = {},
): Promise<Ended> {
  const { PATH = '' } = process.env
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [built, ...args],
      { env: { PATH, LANG: 'C', ...env }, cwd },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    )
    child.stdin?.end(stdin)
  })
}

export interface InsideOptions extends Omit<RunOptions, 'stdin'> {
  readonly stdin?: string | Readable
  readonly now?: number
  readonly isTTY?: boolean
  readonly signal?: AbortSignal
}

/** Runs the sources of the program in this process, where a terminal and a clock can be pretended. */
export async function inside(args: readonly string[], options: InsideOptions = {}): Promise<Ended> {
  const { env = {}, cwd = tmpdir(), stdin = '', now = Date.now(), isTTY = false } = options
  const written = { stdout: '', stderr: '' }
  const output = (name: keyof typeof written) => ({
    isTTY,
    write(text: string) {
      written[name] += text
    },
  })
  const world: World = {
    stdin: Object.assign(typeof stdin === 'string' ? Readable.from([Buffer.from(stdin)]) : stdin, { isTTY }),
    stdout: output('stdout'),
    stderr: output('stderr'),
    env,
    cwd,
    now: () => now,
    signal: options.signal ?? new AbortController().signal,
  }
  return { code: await main(args, world), ...written }
}

/** An empty folder that is gone when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'wxdp-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

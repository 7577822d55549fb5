import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Host } from './hosts.ts'
import { launch } from './launch.ts'

/** What a host printed. */
export interface HostOutput<T> {
  readonly report: T | undefined
  /** Why there is no report, or what went wrong after it. */
  readonly problem: string | undefined
}

export interface StartOptions {
  /** The package whose dependencies the host's files may import. */
  readonly folder: string
  /** In milliseconds. */
  readonly limit: number
}

const hostFiles = join(import.meta.dirname, '../hosts')

/** Starts a host on a bundle, in its own folder and process, and reads the line that it reports. */
export async function start<T>(
  host: Pick<Host, 'files' | 'program' | 'args'>,
  code: string,
  { folder, limit }: StartOptions,
): Promise<HostOutput<T>> {
  const program = host.program()
  if (program === undefined) return { report: undefined, problem: 'not installed' }
  // Inside the package, so that a host finds what its file imports.
  mkdirSync(join(folder, '.tmp'), { recursive: true })
  const cwd = mkdtempSync(join(folder, '.tmp/host-'))
  try {
    writeFileSync(join(cwd, 'suite.js'), code)
    for (const [i, file] of host.files.entries()) {
      copyFileSync(join(hostFiles, file), join(cwd, i === 0 ? 'host.mjs' : file))
    }
    const { output, problem } = await launch(program, host.args, cwd, limit)
    const [line] = /(?<=^RESULT ).*$/m.exec(output) ?? []
    const lastLines = output.trim().split('\n').slice(-16).join('\n    ')
    return line === undefined
      ? { report: undefined, problem: `${problem ?? 'printed no report'}:\n    ${lastLines}` }
      : { report: JSON.parse(line) as T, problem }
  } finally {
    rmSync(cwd, { recursive: true, force: true })
  }
}

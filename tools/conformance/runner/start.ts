import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Host } from './hosts.ts'
import { launch } from './launch.ts'

/** What a host said. */
export interface Answer<T> {
  readonly report: T | undefined
  /** Why there is no report, or what went wrong after it. */
  readonly trouble: string | undefined
}

export interface StartOptions {
  /** Of the package whose dependencies the host's files may import. */
  readonly folder: string
  /** In milliseconds. */
  readonly limit: number
}

const hostFiles = join(import.meta.dirname, '../hosts')

/** Starts a host on a bundle, in a folder and a process of its own, and reads the one line that it reports. */
export async function start<T>(
  host: Pick<Host, 'files' | 'program' | 'args'>,
  code: string,
  { folder, limit }: StartOptions,
): Promise<Answer<T>> {
  return inFolder(folder, async (cwd) => {
    writeFileSync(join(cwd, 'suite.js'), code)
    for (const [i, file] of host.files.entries()) {
      copyFileSync(join(hostFiles, file), join(cwd, i === 0 ? 'host.mjs' : file))
    }
    const program = host.program()
    if (program === undefined) return { report: undefined, trouble: 'it is not installed' }
    const { output, trouble } = await launch(program, host.args, cwd, limit)
    const report = readReport<T>(output)
    const said = output.trim().split('\n').slice(-8).join('\n    ')
    return { report, trouble: trouble ?? (report ? undefined : `it reported nothing.\n    ${said}`) }
  })
}

function readReport<T>(output: string): T | undefined {
  const [line] = /(?<=^RESULT ).*$/m.exec(output) ?? []
  return line === undefined ? undefined : (JSON.parse(line) as T)
}

async function inFolder<T>(folder: string, run: (path: string) => Promise<T>): Promise<T> {
  // Inside the package, so that a host finds what its file imports.
  mkdirSync(join(folder, '.tmp'), { recursive: true })
  const path = mkdtempSync(join(folder, '.tmp/host-'))
  try {
    return await run(path)
  } finally {
    rmSync(path, { recursive: true, force: true })
  }
}

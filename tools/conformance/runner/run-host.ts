import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from '../harness/run-all.ts'
import type { Bundle } from './bundle.ts'
import type { Host } from './hosts.ts'
import { launch } from './launch.ts'

/** What came of one host. */
export interface Run {
  readonly host: Host
  readonly report: Report | undefined
  /** Why there is no report, or what went wrong after it. */
  readonly trouble: string | undefined
  readonly digest: string
  readonly ms: number
}

const folder = join(import.meta.dirname, '..')

/** Runs a suite on one host, in a folder and a process of its own. */
export async function runHost(host: Host, { code, digest }: Bundle, limit = 60_000): Promise<Run> {
  const started = performance.now()
  const outcome = await inFolder(async (cwd) => {
    writeFileSync(join(cwd, 'suite.js'), code)
    for (const [i, file] of host.files.entries()) {
      copyFileSync(join(folder, 'hosts', file), join(cwd, i === 0 ? 'host.mjs' : file))
    }
    const program = host.program()
    if (program === undefined) return { report: undefined, trouble: 'it is not installed' }
    const { output, trouble } = await launch(program, host.args, cwd, limit)
    const report = readReport(output)
    const said = output.trim().split('\n').slice(-8).join('\n    ')
    return { report, trouble: trouble ?? (report ? undefined : `it reported nothing.\n    ${said}`) }
  })
  return { host, ...outcome, digest, ms: performance.now() - started }
}

function readReport(output: string): Report | undefined {
  const [line] = /(?<=^RESULT ).*$/m.exec(output) ?? []
  return line === undefined ? undefined : (JSON.parse(line) as Report)
}

async function inFolder<T>(run: (path: string) => Promise<T>): Promise<T> {
  // Inside this package, so that a host finds what its file imports.
  mkdirSync(join(folder, '.tmp'), { recursive: true })
  const path = mkdtempSync(join(folder, '.tmp/host-'))
  try {
    return await run(path)
  } finally {
    rmSync(path, { recursive: true, force: true })
  }
}

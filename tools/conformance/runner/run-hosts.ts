import { join } from 'node:path'
import type { Plugin } from 'esbuild'
import type { Report } from '../harness/run-all.ts'
import { bundle } from './bundle.ts'
import type { Host } from './hosts.ts'
import { type HostOutput, start } from './start.ts'

/** The result of one host. */
export interface Run extends HostOutput<Report> {
  readonly host: Host
  /** Of the bundle. */
  readonly digest: string
  readonly ms: number
}

export interface RunOptions {
  /** For the bundler. */
  readonly plugins?: Plugin[]
  /** For one host, in milliseconds. */
  readonly limit?: number
}

const folder = join(import.meta.dirname, '..')

/** Runs a suite on the hosts in sequence: in parallel they would slow each other down. */
export async function runHosts(
  hosts: readonly Host[],
  entry: string,
  { plugins, limit = 60_000 }: RunOptions = {},
): Promise<Run[]> {
  const runs: Run[] = []
  for (const host of hosts) {
    const started = performance.now()
    try {
      const { code, digest } = await bundle(host, entry, plugins)
      const output = await start<Report>(host, code, { folder, limit })
      runs.push({ host, ...output, digest, ms: performance.now() - started })
    } catch (error) {
      // A bundle that fails for one host must not hide the reports of the others.
      runs.push({ host, report: undefined, problem: String(error), digest: 'none', ms: 0 })
    }
  }
  return runs
}

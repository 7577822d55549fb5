import type { Plugin } from 'esbuild'
import { bundle } from './bundle.ts'
import type { Host } from './hosts.ts'
import { type Run, runHost } from './run-host.ts'

export interface RunOptions {
  /** For the bundler. */
  readonly plugins?: Plugin[]
  /** For one host, in milliseconds. */
  readonly limit?: number
}

/** Runs a suite on one host after the other: side by side they would make each other late. */
export async function runHosts(
  hosts: readonly Host[],
  entry: string,
  { plugins, limit }: RunOptions = {},
): Promise<Run[]> {
  const runs: Run[] = []
  for (const host of hosts) {
    try {
      runs.push(await runHost(host, await bundle(host, entry, plugins), limit))
    } catch (error) {
      // What cannot be bundled or read for one host must not hide what the others say.
      runs.push({ host, report: undefined, trouble: String(error), digest: 'none', ms: 0 })
    }
  }
  return runs
}

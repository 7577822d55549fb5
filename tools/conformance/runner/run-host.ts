import { join } from 'node:path'
import type { Report } from '../harness/run-all.ts'
import type { Bundle } from './bundle.ts'
import type { Host } from './hosts.ts'
import { type Answer, start } from './start.ts'

/** What came of one host. */
export interface Run extends Answer<Report> {
  readonly host: Host
  readonly digest: string
  readonly ms: number
}

const folder = join(import.meta.dirname, '..')

/** Runs a suite on one host. */
export async function runHost(host: Host, { code, digest }: Bundle, limit = 60_000): Promise<Run> {
  const started = performance.now()
  const answer = await start<Report>(host, code, { folder, limit })
  return { host, ...answer, digest, ms: performance.now() - started }
}

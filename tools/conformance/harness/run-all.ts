import { reached } from './assert.ts'
import { canary } from './canary.ts'
import { type Case, cases } from './cases.ts'

/** What a host reports about one case. */
export interface Outcome {
  readonly group: string
  readonly name: string
  readonly ok: boolean
  readonly detail?: string
}

/** What a host reports, as one line of JSON. */
export interface Report {
  /** The host's own name, and whether it has Node's `process`. */
  readonly runtime: string
  readonly outcomes: readonly Outcome[]
  /** The error codes that its cases have met. */
  readonly codes: readonly string[]
}

/** In milliseconds. A case that hangs fails alone; the host still reports. */
const limit = 15_000

/** Runs every case in order, and the canary last. */
export async function runAll(): Promise<Report> {
  const outcomes: Outcome[] = []
  for (const each of [...cases, canary]) outcomes.push(await outcomeOf(each))
  return { runtime: runtime(), outcomes, codes: [...reached].sort() }
}

async function outcomeOf({ group, name, run }: Case): Promise<Outcome> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`still running after ${limit / 1000} s`)), limit)
  })
  try {
    await Promise.race([run(), late])
    return { group, name, ok: true }
  } catch (error) {
    return { group, name, ok: false, detail: String(error).slice(0, 600) }
  } finally {
    clearTimeout(timer)
  }
}

function runtime(): string {
  const host = globalThis as {
    readonly EdgeRuntime?: string
    readonly navigator?: { readonly userAgent?: string }
    readonly process?: { readonly version?: string }
  }
  // Node has had a navigator since 21.
  const node = host.process && `Node.js/${host.process.version?.slice(1)}`
  const name = host.EdgeRuntime ?? host.navigator?.userAgent ?? node ?? 'unnamed'
  return host.process ? `${name} with process` : name
}

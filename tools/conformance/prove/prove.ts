// A runner that cannot find fault is worthless: it must be silent on a sound suite and name every fault planted.
import { join } from 'node:path'
import type { Plugin } from 'esbuild'
import type { Host } from '../runner/hosts.ts'
import { judge } from '../runner/judge.ts'
import { runHosts } from '../runner/run-hosts.ts'
import { planted } from './planted.ts'

export interface Proof {
  /** What has been shown, in one line. */
  readonly proven: string
  readonly faults: readonly string[]
}

const file = (name: string): string => join(import.meta.dirname, name)

const blinding: Plugin = {
  name: 'blind',
  setup(build) {
    build.onResolve({ filter: /\/assert\.ts$/ }, () => ({ path: file('blind-assert.ts') }))
  },
}

export async function prove(hosts: readonly Host[]): Promise<Proof> {
  const sound = await runHosts(hosts, file('sound.ts'))
  const faults = judge(sound).map((fault) => `a sound suite was reported: ${fault}`)
  let found = 0
  const expect = (what: string, host: string, wants: RegExp, reported: readonly string[]): void => {
    if (reported.some((fault) => fault.includes(host) && wants.test(fault))) found += 1
    else faults.push(`${host}: ${what} was not found; found was ${JSON.stringify(reported)}`)
  }

  const broken = judge(await runHosts(hosts, file('broken.ts')))
  const blind = judge(await runHosts(hosts, file('sound.ts'), { plugins: [blinding] }))
  for (const { name } of hosts) {
    expect('a broken case', `${name}:`, /planted: a broken case\n.*expected 2, got 1/, broken)
    expect('a blind harness', `${name}:`, /its harness is blind/, blind)
  }

  for (const host of hosts.slice(0, 1)) {
    const hanging = judge(await runHosts([host], file('hanging.ts'), { limit: 3_000 }))
    expect('a case without end', `${host.name}:`, /it did not end within 3 s/, hanging)
  }

  // The first host sets the list of names, so the fault stands in the last.
  const last = sound.length - 1
  for (const { what, change, wants } of planted) {
    const reported = judge(sound.map((run, i) => (i === last ? change(run) : run)))
    expect(what, hosts[last]?.name ?? '', wants, reported)
  }
  return { proven: `the runner bites: ${found} planted faults found on ${hosts.length} hosts`, faults }
}

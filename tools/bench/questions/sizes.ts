// What a user's bundle pays: the entries of the repository's check, against the budgets of the design.
import { gzipSync } from 'node:zlib'
import { bundle } from '../../checks/bundle.ts'
import { budgets } from '../../checks/sizes.ts'

/** Bytes of each bundle, minified and gzipped. */
export async function sizes(): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  for (const [name, { entry }] of Object.entries(budgets)) {
    found.set(name, gzipSync(await bundle(entry.join('\n')), { level: 9 }).length)
  }
  return found
}

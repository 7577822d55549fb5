// A check that cannot fail is worthless: each must be silent on a sound tree and name every fault planted in it.
import { rmSync } from 'node:fs'
import { canaries } from './bite/canaries.ts'
import { plant, type Tree } from './bite/tree.ts'
import type { Check, Report } from './check.ts'

/** What a check failed to prove, one report a check. */
export async function prove(
  checks: Readonly<Record<string, Check>>,
  names: readonly string[],
): Promise<Report[]> {
  const reports: Report[] = []
  for (const [name, check] of Object.entries(checks)) {
    if (names.length > 0 && !names.includes(name)) continue
    const own = Object.entries(canaries).filter(([title]) => title === name || title.startsWith(`${name} `))
    const violations = own.length === 0 ? ['it has no canary: add one to tools/checks/bite/canaries.ts.'] : []
    // Sizes are those of the real packages; they have no sound tree.
    if (own.some(([, { tree }]) => tree)) {
      const calm = await inTree({}, check)
      violations.push(...calm.violations.map((text) => `a sound tree was reported: ${text}`))
      for (const [, { looked }] of own) {
        if (looked && !looked.test(calm.looked))
          violations.push(`a sound tree was looked at as: ${calm.looked}`)
      }
    }
    let bitten = 0
    for (const [, canary] of own) {
      const rest = [...(await inTree(canary.tree ?? {}, canary.check ?? check)).violations]
      for (const wanted of canary.wants) {
        const found = rest.findIndex((text) => wanted.test(text))
        if (found >= 0) rest.splice(found, 1)
        if (found >= 0) bitten += 1
        else
          violations.push(`a planted fault was not reported as ${wanted}; left were ${JSON.stringify(rest)}`)
      }
    }
    reports.push({ looked: `${name} bites, ${bitten} planted faults found`, violations })
  }
  return reports
}

async function inTree(change: Tree, check: Check): Promise<Report> {
  const root = plant(change)
  try {
    return await check(root)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

// The public names: compares what the entry points export with the list in exports.txt.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Check, Report } from './check.ts'
import { type EntryPoint, entryPointsOf } from './entry-points.ts'

const list = 'tools/checks/exports.txt'
const remedy =
  'If this is intended, run `node --import tsx tools/checks/run.ts exports --write` and add a changeset.'

/** Too general: users have these names in their own code. */
const bare = /^(Message|Reply|Rule|Proof|Fetch|Opener|platform)$/
/** The same endpoints for two callers, under the same names on purpose: `@wxdp/core/partner` and `@wxdp/core/brand`. */
const callers = /(?<=^@wxdp\/core\/)(?:partner|brand)(?=\/|$)/
const isTwin = (one: string, other: string): boolean =>
  callers.test(one) && one.replace(callers, '') === other.replace(callers, '')

export const exports: Check = async (root) => {
  const entryPoints = entryPointsOf(root)
  const found = linesOf(entryPoints)
  const agreed = existsSync(join(root, list)) ? readFileSync(join(root, list), 'utf8').split(/\r?\n/) : []
  const changes = [
    ...agreed.filter((line) => line && !found.includes(line)).map((line) => `- ${line}`),
    ...found.filter((line) => !agreed.includes(line)).map((line) => `+ ${line}`),
  ]
  return {
    looked: `${entryPoints.length} entry points, ${found.length} names`,
    violations: [
      ...(changes.length > 0
        ? [[`${list} differs from what is exported.`, ...changes, remedy].join('\n    ')]
        : []),
      ...namesOf(entryPoints)
        .filter(({ name }) => bare.test(name))
        .map(
          ({ name, specifier }) =>
            `${specifier} exports ${name}, which is too general. Use a more specific name.`,
        ),
      ...namesakes(entryPoints),
    ],
  }
}

export function writeExports(root: string): Report {
  const lines = linesOf(entryPointsOf(root))
  writeFileSync(join(root, list), `${lines.join('\n')}\n`)
  return { looked: `${list} written, ${lines.length} names`, violations: [] }
}

function linesOf(entryPoints: readonly EntryPoint[]): string[] {
  return namesOf(entryPoints)
    .map(({ specifier, name, kind }) => `${specifier} ${name} ${kind}`)
    .sort()
}

function namesOf(entryPoints: readonly EntryPoint[]) {
  return entryPoints.flatMap(({ specifier, names }) => names.map((each) => ({ specifier, ...each })))
}

/** Finds one name for two different things: an editor's automatic import could take the wrong one. */
function namesakes(entryPoints: readonly EntryPoint[]): string[] {
  const first = new Map<string, { specifier: string; declared: string }>()
  return namesOf(entryPoints).flatMap(({ specifier, name, kind, declared }) => {
    const other = first.get(name)
    if (!other) first.set(name, { specifier, declared })
    if (!other || kind === 'json' || other.declared === declared) return []
    if (isTwin(specifier, other.specifier)) return []
    return [`${specifier} and ${other.specifier} both export a ${name}, and they differ. Rename one.`]
  })
}

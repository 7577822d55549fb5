// What TypeDoc reads.
import { join, relative } from 'node:path'
import { packagesOf, sourceOf } from '../../../tools/checks/check.ts'

/** In the folder of a language. Git ignores it. */
export const apiFolder = 'reference/api'

export interface EntryPoint {
  /** As users import it. */
  readonly name: string
  /** Absolute. */
  readonly source: string
}

/** Building blocks for our own packages, and a file that only repeats what other entry points export. */
const left: readonly string[] = ['@wxdp/auth/suite', '@wxdp/notify/standalone']

export function entryPoints(root: string): EntryPoint[] {
  return packagesOf(root)
    .filter(({ manifest }) => !manifest.private)
    .flatMap((pack) =>
      Object.entries(pack.manifest.exports ?? {}).flatMap(([path, entry]) => {
        const types = typeof entry === 'string' ? entry : (entry.types ?? '')
        const name = join(pack.manifest.name, path)
        return types.endsWith('.d.ts') ? [{ name, source: sourceOf(pack, types) }] : []
      }),
    )
    .filter(({ name }) => !left.includes(name))
}

/** @param module What TypeDoc calls an entry point: the path of its source, without its ending. */
export function nameOf(root: string, module: string): string {
  const found = entryPoints(root).find(({ source }) => {
    const path = relative(root, source).replace(/\.ts$/, '')
    return path === module || path === `${module}/index`
  })
  if (!found) throw new Error(`TypeDoc has a module ${module}, which is no entry point.`)
  return found.name
}

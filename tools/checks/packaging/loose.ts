// Finds imports of files and packages that a user does not have, and source maps that lead nowhere.
import { readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join, posix } from 'node:path'
import ts from 'typescript'
import type { Package } from '../check.ts'
import type { Packed } from '../packaging.ts'

export function loose({ folder, manifest }: Package, { files }: Packed): string[] {
  const paths = new Set(files.map(({ path }) => path))
  const read = (path: string): string => readFileSync(join(folder, path), 'utf8')
  const wrong: string[] = []

  /** The file of an import, if it is in this tarball. */
  const follow = (from: string, specifier: string): string | undefined => {
    const target = posix.join(posix.dirname(from), specifier)
    const isTypes = from.endsWith('.d.ts')
    const file = isTypes ? target.replace(/(\.js|\.ts)?$/, '.d.ts') : target
    if (!specifier.startsWith('.')) {
      const name = specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/')
      const known = { ...manifest.imports, ...manifest.dependencies }
      if (!isBuiltin(specifier) && !(name in known)) {
        wrong.push(`${from} imports ${specifier}, which package.json does not declare. Bundle or declare it.`)
      }
    } else if (paths.has(file)) return file
    else wrong.push(`${from} imports ${specifier}, which is not packed.`)
    return undefined
  }
  const importsOf = (path: string): string[] =>
    ts.preProcessFile(read(path), true, true).importedFiles.map(({ fileName }) => fileName)

  for (const path of paths) {
    if (path.endsWith('.js')) for (const specifier of importsOf(path)) follow(path, specifier)
    if (!path.endsWith('.map')) continue
    const { sources, sourcesContent = [] } = JSON.parse(read(path)) as {
      sources: string[]
      sourcesContent?: unknown[]
    }
    for (const [i, source] of sources.entries()) {
      if (sourcesContent[i] || paths.has(posix.join(posix.dirname(path), source))) continue
      wrong.push(`${path} leads to ${source}, which is not packed. Delete dist and build again.`)
    }
  }
  // Only declarations that an entry point leads to: the compiler of a user reads no others.
  const reached = new Set<string>()
  const visit = (path: string | undefined): void => {
    if (!path || reached.has(path)) return
    reached.add(path)
    for (const specifier of importsOf(path)) visit(follow(path, specifier))
  }
  for (const entry of Object.values(manifest.exports ?? {})) {
    if (typeof entry !== 'string' && entry.types) visit(follow('package.json', entry.types))
  }
  return wrong
}

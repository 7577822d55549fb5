// Who may import whom: between the packages, out of a package, and inside one.
import { readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join, relative, sep } from 'node:path'
import ts from 'typescript'
import { at, type Check, type Package, packagesOf, sourceOf, sourcesOf } from './check.ts'

const arrows: Readonly<Record<string, readonly string[]>> = {
  '@wxdp/auth': [],
  '@wxdp/bounds': [],
  '@wxdp/auth-sm': ['@wxdp/auth'],
  '@wxdp/core': [],
  '@wxdp/fetch': ['@wxdp/auth', '@wxdp/bounds', '@wxdp/core'],
  '@wxdp/notify': ['@wxdp/auth', '@wxdp/bounds', '@wxdp/core'],
  '@wxdp/sandbox': ['@wxdp/auth', '@wxdp/bounds', '@wxdp/core'],
}

export const layers: Check = async (root) => {
  const violations: string[] = []
  let files = 0
  let imports = 0
  for (const pack of packagesOf(root)) {
    const graph = new Map<string, string[]>()
    if (!arrows[pack.manifest.name]) {
      violations.push(
        `${pack.manifest.name} has no row in the table of arrows: add it to tools/checks/layers.ts.`,
      )
    }
    for (const file of sourcesOf(pack)) {
      const text = readFileSync(file, 'utf8')
      const found = ts.preProcessFile(text, true, true).importedFiles
      files += 1
      imports += found.length
      graph.set(file, [])
      for (const { fileName: specifier, pos } of found) {
        const target = insideOf(pack, file, specifier)
        if (target) graph.get(file)?.push(target)
        const wrong = judge(pack, specifier, target)
        if (wrong) violations.push(`${at(root, file, text, pos)} imports ${specifier}: ${wrong}`)
      }
    }
    for (const cycle of cyclesOf(graph)) {
      const path = cycle.map((file) => relative(root, file).split(sep).join('/')).join(' → ')
      violations.push(`${path}: a cycle. Move what both need into a file of its own.`)
    }
  }
  return { looked: `${files} files, ${imports} imports`, violations }
}

/** The file that a relative import, or one through the package's `imports` map, names. */
function insideOf(pack: Package, file: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return join(dirname(file), specifier)
  const mapped = pack.manifest.imports?.[specifier]
  if (mapped === undefined) return undefined
  return sourceOf(pack, typeof mapped === 'string' ? mapped : (mapped.default ?? ''))
}

function judge(pack: Package, specifier: string, target: string | undefined): string | undefined {
  const { name, dependencies = {} } = pack.manifest
  if (target) {
    const own =
      target.startsWith(join(pack.folder, 'src', sep)) || target === join(pack.folder, 'package.json')
    return own ? undefined : "it is outside the package's src. Import the other package by its name."
  }
  if (specifier.startsWith('#')) return 'the "imports" of package.json do not have it.'
  if (isBuiltin(specifier)) return undefined
  const wanted = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
  if (wanted.startsWith('@wxdp') && !arrows[name]?.includes(wanted)) {
    return `there is no arrow ${name} → ${wanted}. Take the dependency as an option, or move the code.`
  }
  return wanted in dependencies ? undefined : 'package.json does not declare it. Add it to "dependencies".'
}

function cyclesOf(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const cycles: string[][] = []
  const done = new Set<string>()
  const visit = (file: string, path: readonly string[]): void => {
    const from = path.indexOf(file)
    if (from >= 0) cycles.push([...path.slice(from), file])
    if (from >= 0 || done.has(file)) return
    for (const next of graph.get(file) ?? []) visit(next, [...path, file])
    done.add(file)
  }
  for (const file of graph.keys()) visit(file, [])
  return cycles
}

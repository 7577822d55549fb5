// Imports between packages, and between the rooms of a package, lead in the directions of house.ts.
import { readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { at, type Check, entriesOf, type Package, packagesOf, pathIn, sourceOf, sourcesOf } from './check.ts'
import { house } from './house.ts'
import { reaches } from './layers/reach.ts'
import { createPlan, type Plan } from './layers/rooms.ts'

export const layers: Check = async (root) => {
  const floors = packagesOf(root).map((pack) => lookAt(root, pack))
  const sum = (key: 'files' | 'imports'): number => floors.reduce((all, floor) => all + floor[key], 0)
  return {
    looked: `${sum('files')} files, ${sum('imports')} imports`,
    violations: [...floors.flatMap(({ violations }) => violations), ...reaches(root)],
    figures: floors.flatMap(({ figures }) => figures),
  }
}

function lookAt(root: string, pack: Package) {
  const violations: string[] = []
  const plan = createPlan(pack, house[pack.manifest.name]?.rooms ?? [])
  const graph = new Map<string, string[]>()
  let imports = 0
  if (!house[pack.manifest.name]) {
    violations.push(`${pack.manifest.name} is missing in tools/checks/house.ts. Add it.`)
  }
  for (const file of sourcesOf(pack)) {
    const text = readFileSync(file, 'utf8')
    const found = ts.preProcessFile(text, true, true).importedFiles
    imports += found.length
    graph.set(file, [])
    const where = (position: number): string => at(root, file, text, position)
    const misplaced = plan.misplaced(file)
    if (misplaced) violations.push(`${where(0)} ${misplaced}`)
    const others = pathIn(pack.folder, file) === house[pack.manifest.name]?.standalone
    if (entriesOf(pack).includes(file)) violations.push(...logicIn(text, { where, others }))
    for (const { fileName: specifier, pos } of found) {
      const target = insideOf(pack, file, specifier)
      if (target && pathIn(pack.folder, target) !== 'package.json') graph.get(file)?.push(target)
      const wrong = judge(pack, specifier, target) ?? (target && plan.upward(file, target))
      if (wrong) violations.push(`${where(pos)} imports ${specifier}: ${wrong}`)
    }
  }
  for (const cycle of cyclesOf(graph)) {
    const path = cycle.map((file) => pathIn(root, file)).join(' → ')
    violations.push(`${path}: a circle. Move what both need into a file of its own.`)
  }
  return { files: graph.size, imports, violations, figures: figuresOf(pack, plan, graph) }
}

/** The file of a relative import, or of one through the package's `imports`. */
function insideOf(pack: Package, file: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return join(dirname(file), specifier)
  const mapped = pack.manifest.imports?.[specifier]
  if (mapped === undefined) return undefined
  return sourceOf(pack, typeof mapped === 'string' ? mapped : (mapped.default ?? ''))
}

function judge(pack: Package, specifier: string, target: string | undefined): string | undefined {
  const { name, dependencies = {}, devDependencies = {} } = pack.manifest
  if (target) {
    const own = pathIn(pack.folder, target)
    return own.startsWith('src/') || own === 'package.json'
      ? undefined
      : "it is outside the package's src. Import the other package by its name."
  }
  if (specifier.startsWith('#')) return 'the "imports" of package.json do not have it.'
  if (isBuiltin(specifier)) return undefined
  const parts = specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1)
  const imported = parts.join('/')
  if (imported.startsWith('@wxdp') && !house[name]?.uses.includes(imported)) {
    return `${name} may not use ${imported}. Take the dependency as an option, or move the code.`
  }
  // A private package is bundled, so it is a development dependency.
  const declared = imported === '@wxdp/bounds' ? devDependencies : dependencies
  return imported in declared ? undefined : 'package.json does not declare it. Add it to "dependencies".'
}

/** An entry point contains named re-exports of the package's own files, and nothing else. */
interface EntryPointRules {
  readonly where: (position: number) => string
  /** Whether it may export what other packages have. */
  readonly others: boolean
}

function logicIn(text: string, { where, others }: EntryPointRules): string[] {
  const source = ts.createSourceFile('entry.ts', text, ts.ScriptTarget.ESNext)
  return source.statements
    .filter((statement) => {
      if (!ts.isExportDeclaration(statement)) return true
      const { exportClause, moduleSpecifier } = statement
      const names = exportClause && ts.isNamedExports(exportClause)
      const from = moduleSpecifier && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : ''
      return !names || !(/^\.\.?\//.test(from) || (others && from.startsWith('@wxdp/')))
    })
    .map((statement) => {
      const place = where(statement.getStart(source))
      return `${place} is more than a named re-export of an own file. Move it out of the entry point.`
    })
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

/** One line per room, lowest first: its files, its imports, and the number of imports from each other room. */
function figuresOf(pack: Package, plan: Plan, graph: ReadonlyMap<string, readonly string[]>): string[] {
  const files = [...graph.keys()]
  const rooms = [...new Set(files.map(plan.roomOf))].sort((a, b) => plan.rankOf(a) - plan.rankOf(b))
  const lines = rooms.map((room) => {
    const own = files.filter((file) => plan.roomOf(file) === room)
    const targets = own.flatMap((file) => graph.get(file) ?? []).map(plan.roomOf)
    const arrows = rooms
      .map((other) => ({ other, count: targets.filter((target) => target === other).length }))
      .filter(({ other, count }) => other !== room && count > 0)
      .map(({ other, count }) => `${other} ${count}`)
    const counts = `${String(own.length).padStart(3)} files ${String(targets.length).padStart(3)} imports`
    return `  ${room.padEnd(13)}${counts}${arrows.length > 0 ? ` → ${arrows.join(', ')}` : ''}`
  })
  return [pack.manifest.name, ...lines]
}

// The public doors: what each subpath of each package exports, read from the sources.
import { join } from 'node:path'
import ts from 'typescript'
import { packagesOf, sourceOf } from './check.ts'

export interface Door {
  /** As a user imports it: `@wxdp/auth/platform`. */
  readonly specifier: string
  /** Absolute path of the source; of data, that of what is built. */
  readonly file: string
  readonly names: readonly { readonly name: string; readonly kind: string }[]
}

const kinds: readonly (readonly [ts.SymbolFlags, string])[] = [
  [ts.SymbolFlags.Function, 'function'],
  [ts.SymbolFlags.Class, 'class'],
  [ts.SymbolFlags.Enum, 'enum'],
  [ts.SymbolFlags.Namespace, 'namespace'],
  [ts.SymbolFlags.Variable, 'const'],
  [ts.SymbolFlags.Interface, 'interface'],
  [ts.SymbolFlags.TypeAlias, 'type'],
]

/** What a `.json` has: its value. */
const data = [{ name: 'default', kind: 'json' }]

export function doorsOf(root: string): Door[] {
  return [...modulesOf(root), ...dataOf(root)]
}

function dataOf(root: string): Door[] {
  return packagesOf(root).flatMap(({ folder, manifest }) =>
    Object.entries(manifest.exports ?? {}).flatMap(([subpath, entry]) =>
      typeof entry !== 'string' || subpath === './package.json'
        ? []
        : [{ specifier: manifest.name + subpath.slice(1), file: join(folder, entry), names: data }],
    ),
  )
}

function modulesOf(root: string): Door[] {
  const doors = packagesOf(root).flatMap((pack) =>
    Object.entries(pack.manifest.exports ?? {}).flatMap(([subpath, entry]) =>
      typeof entry === 'string' || entry.types === undefined
        ? []
        : [{ specifier: pack.manifest.name + subpath.slice(1), file: sourceOf(pack, entry.types) }],
    ),
  )
  const program = ts.createProgram(
    doors.map(({ file }) => file),
    {
      noLib: true,
      types: [],
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      allowImportingTsExtensions: true,
      noEmit: true,
      paths: Object.fromEntries(doors.map(({ specifier, file }) => [specifier, [file]])),
    },
  )
  return doors.map((door) => ({ ...door, names: namesOf(program, door.file) }))
}

function namesOf(program: ts.Program, file: string): Door['names'] {
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(file)
  const module = source && checker.getSymbolAtLocation(source)
  if (!module) throw new Error(`${file} is named in "exports" but is no module.`)
  return checker
    .getExportsOfModule(module)
    .map((symbol) => ({ name: symbol.name, kind: kindOf(checker, symbol) }))
}

function kindOf(checker: ts.TypeChecker, symbol: ts.Symbol): string {
  const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0
  const { flags } = isAlias ? checker.getAliasedSymbol(symbol) : symbol
  const kind = kinds.filter(([flag]) => flags & flag).map(([, name]) => name)
  const isType = symbol.declarations?.some(ts.isTypeOnlyExportDeclaration)
  // A class behind `export type` cannot be constructed: to a user it is a type.
  return isType && flags & ts.SymbolFlags.Value ? 'type' : kind.join('+')
}

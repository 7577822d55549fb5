// The public entry points: what each import path of each package exports, read from the sources.
import { join } from 'node:path'
import ts from 'typescript'
import { packagesOf, sourceOf } from './check.ts'

export interface EntryPoint {
  /** As a user imports it: `@wxdp/auth/platform`. */
  readonly specifier: string
  /** Absolute path of the source; for data, of what is built. */
  readonly file: string
  readonly names: readonly PublicName[]
}

export interface PublicName {
  readonly name: string
  readonly kind: string
  /** Its declaration without comments: packages that do not know each other may declare the same type. */
  readonly declared: string
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

const printer = ts.createPrinter({ removeComments: true })

export function entryPointsOf(root: string): EntryPoint[] {
  const modules: Omit<EntryPoint, 'names'>[] = []
  const data: EntryPoint[] = []
  for (const pack of packagesOf(root)) {
    for (const [subpath, entry] of Object.entries(pack.manifest.exports ?? {})) {
      const specifier = pack.manifest.name + subpath.slice(1)
      if (typeof entry !== 'string') {
        if (entry.types) modules.push({ specifier, file: sourceOf(pack, entry.types) })
      } else if (entry.startsWith('./dist/')) {
        const file = join(pack.folder, entry)
        data.push({ specifier, file, names: [{ name: 'default', kind: 'json', declared: file }] })
      }
    }
  }
  const program = ts.createProgram(
    modules.map(({ file }) => file),
    {
      noLib: true,
      types: [],
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      allowImportingTsExtensions: true,
      noEmit: true,
      paths: Object.fromEntries(modules.map(({ specifier, file }) => [specifier, [file]])),
    },
  )
  return [...modules.map((module) => ({ ...module, names: namesOf(program, module.file) })), ...data]
}

function namesOf(program: ts.Program, file: string): PublicName[] {
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(file)
  const module = source && checker.getSymbolAtLocation(source)
  if (!module) throw new Error(`${file} is named in "exports" but is not a module.`)
  return checker.getExportsOfModule(module).map((symbol) => {
    const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0
    const target = isAlias ? checker.getAliasedSymbol(symbol) : symbol
    const printed = target.declarations?.map((node) =>
      printer.printNode(ts.EmitHint.Unspecified, node, node.getSourceFile()),
    )
    const declared = `${printed?.join('\n')}`
    return { name: symbol.name, kind: kindOf(symbol, target.flags), declared }
  })
}

function kindOf(symbol: ts.Symbol, flags: ts.SymbolFlags): string {
  const isType = symbol.declarations?.some(ts.isTypeOnlyExportDeclaration)
  // A class behind `export type` cannot be constructed: to a user it is a type.
  if (isType && flags & ts.SymbolFlags.Value) return 'type'
  return kinds
    .filter(([flag]) => flags & flag)
    .map(([, name]) => name)
    .join('+')
}

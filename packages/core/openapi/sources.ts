// The sources as the compiler reads them: types and docstrings.
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

/** A docstring. */
export interface Doc {
  /** Markdown, with each paragraph in one line. */
  readonly text: string
  /** URL of its `@see`. */
  readonly see: string | undefined
  /** Code of each `@example`. */
  readonly examples: readonly string[]
}

/** An exported constant: its docstring, and the type arguments `Input` and `Output` of its declared type. */
export interface Constant {
  readonly doc: Doc
  readonly types: readonly ts.Type[]
}

export interface Sources {
  readonly checker: ts.TypeChecker
  readonly docOf: (symbol: ts.Symbol) => Doc
  /** @param file Relative to the package. */
  readonly constant: (file: string, name: string) => Constant
  readonly typeNamed: (file: string, name: string) => ts.Type
}

const folder = fileURLToPath(new URL('../', import.meta.url))

/** @param files Relative to the package. */
export function readSources(files: readonly string[]): Sources {
  const program = ts.createProgram(
    files.map((file) => folder + file),
    {
      target: ts.ScriptTarget.ES2022,
      lib: ['lib.es2022.d.ts'],
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      allowImportingTsExtensions: true,
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      types: [],
    },
  )
  const checker = program.getTypeChecker()
  const docOf = (symbol: ts.Symbol): Doc => {
    const tags = symbol.getJsDocTags(checker)
    const textOf = (name: string): string[] =>
      tags.filter((tag) => tag.name === name).map((tag) => ts.displayPartsToString(tag.text))
    return {
      text: toMarkdown(ts.displayPartsToString(symbol.getDocumentationComment(checker))),
      see: /https:[^\s}]+/.exec(textOf('see').join())?.[0],
      examples: textOf('example'),
    }
  }
  const find = (file: string, name: string): ts.Symbol => {
    const source = program.getSourceFile(folder + file)
    const module = source && checker.getSymbolAtLocation(source)
    const symbol = module && checker.getExportsOfModule(module).find((one) => one.name === name)
    if (!symbol) throw new Error(`${file} does not export ${name}.`)
    return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
  }
  return {
    checker,
    docOf,
    constant: (file, name) => {
      const symbol = find(file, name)
      const types = checker.getTypeArguments(checker.getTypeOfSymbol(symbol) as ts.TypeReference)
      return { doc: docOf(symbol), types }
    },
    typeNamed: (file, name) => checker.getDeclaredTypeOfSymbol(find(file, name)),
  }
}

/** Joins the lines of each paragraph, which docstrings wrap. Keeps lists and blank lines. */
export function toMarkdown(text: string): string {
  return text
    .replace(/\{@link (\S+?)\}/g, '`$1`')
    .replace(/([^\n])\n(?![\n|-])/g, '$1 ')
    .trim()
}

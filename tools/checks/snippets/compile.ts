// Compiles strings of code, strictly, against the declarations of the built packages.
import { join } from 'node:path'
import ts from 'typescript'

export interface Source {
  readonly code: string
  readonly language: 'ts' | 'js'
}

export interface Problem {
  /** Line in the code, from 0. */
  readonly line: number
  readonly message: string
}

const here = join(import.meta.dirname, '..')
const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  types: ['node'],
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  verbatimModuleSyntax: true,
  // For NestJS.
  experimentalDecorators: true,
  allowImportingTsExtensions: true,
  allowJs: true,
  checkJs: true,
  noEmit: true,
  skipLibCheck: true,
}

/** The problems of each source, in the order of the sources. */
export function compile(sources: readonly Source[]): Problem[][] {
  // In this folder, where the packages and the types of Node resolve as in a user's program.
  const names = sources.map(({ language }, i) => join(here, '.tmp/compile', `${i}.${language}`))
  const texts = new Map(names.map((name, i) => [name, sources[i]?.code ?? '']))
  const host = ts.createCompilerHost({ ...options })
  const { fileExists, readFile, getSourceFile } = host
  host.getCurrentDirectory = () => here
  host.fileExists = (file) => texts.has(file) || fileExists(file)
  host.readFile = (file) => texts.get(file) ?? readFile(file)
  host.getSourceFile = (file, version, ...rest) => {
    const text = texts.get(file)
    return text === undefined
      ? getSourceFile(file, version, ...rest)
      : ts.createSourceFile(file, text, version)
  }
  const program = ts.createProgram([...names, join(here, 'snippets/hosts.d.ts')], options, host)
  return names.map((name) => {
    const source = program.getSourceFile(name)
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
    return found.map(({ start = 0, code, messageText }) => ({
      line: source ? source.getLineAndCharacterOfPosition(start).line : 0,
      message: `TS${code} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    }))
  })
}

/** The code as JavaScript. */
export function emit({ code, language }: Source): string {
  if (language === 'js') return code
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
      removeComments: true,
    },
  })
  return outputText
}

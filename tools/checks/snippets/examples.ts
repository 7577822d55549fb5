// The `@example`s of docstrings are fragments: this adds imports of the names that they use.
import { join } from 'node:path'
import ts from 'typescript'
import { lineOf } from '../check.ts'
import type { EntryPoint } from '../entry-points.ts'

export interface Example {
  /** Line of the first line of code, from 1. */
  readonly line: number
  readonly code: string
}

export function examplesOf(source: string): Example[] {
  return [...source.matchAll(/\/\*\*[\s\S]*?\*\//g)].flatMap(({ 0: comment, index }) => {
    const lines = comment
      .split('\n')
      .map((line) => line.replace(/^\s*(\/\*\*|\*\/|\*(?!\/) ?)|\s*\*\/$/g, ''))
    const first = lineOf(source, index)
    return lines.flatMap((line, i) => {
      if (!line.startsWith('@example')) return []
      const next = lines.findIndex((later, j) => j > i && /^@\w/.test(later))
      const code = lines
        .slice(i, next < 0 ? undefined : next)
        .map((text) => text.replace(/^(@example|```\w*)/, ''))
      return [{ line: first + i, code: code.join('\n') }]
    })
  })
}

/** One line that imports each name the fragment uses and does not declare, from an entry point or the prelude. */
export function importsFor(code: string, own: string, entryPoints: readonly EntryPoint[]): string {
  const { used, declared } = namesIn(code)
  const homes = [...entryPoints].sort((a, b) => rank(a, own) - rank(b, own))
  const prelude = join(import.meta.dirname, 'prelude.ts')
  return [...used]
    .filter((name) => !declared.has(name))
    .map((name) => {
      const home = homes.find(({ names }) => names.some((exported) => exported.name === name))
      if (home) return `import { ${isType(home, name) ? 'type ' : ''}${name} } from '${home.specifier}'`
      return given.has(name) ? `import { ${name} } from ${JSON.stringify(prelude)}` : ''
    })
    .filter(Boolean)
    .join('; ')
}

const given = preludeNames()

function preludeNames(): ReadonlySet<string> {
  const text = ts.sys.readFile(join(import.meta.dirname, 'prelude.ts')) ?? ''
  return new Set([...text.matchAll(/^export declare const (\w+)/gm)].map(([, name = '']) => name))
}

/** Two packages can export the same name: the own package comes first. */
function rank({ specifier }: EntryPoint, own: string): number {
  return specifier === own || specifier.startsWith(`${own}/`) ? 0 : 1
}

function isType({ names }: EntryPoint, name: string): boolean {
  return names.some((exported) => exported.name === name && /^(interface|type)$/.test(exported.kind))
}

function namesIn(code: string): { used: Set<string>; declared: Set<string> } {
  const used = new Set<string>()
  const declared = new Set<string>()
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const { parent } = node
      const isName = (parent as Partial<ts.NamedDeclaration>).name === node
      const isProperty = ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)
      if (!isName || ts.isShorthandPropertyAssignment(parent)) used.add(node.text)
      else if (!isProperty) declared.add(node.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('example.ts', code, ts.ScriptTarget.ESNext, true))
  return { used, declared }
}

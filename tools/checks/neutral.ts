// The packages run on hosts without Node: only `node/`, `*.node.ts` and programs for Node may use it.
import { readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import ts from 'typescript'
import { at, type Check, packagesOf, pathIn, sourcesOf } from './check.ts'
import { house } from './house.ts'

const globals = new Set([
  'process',
  'Buffer',
  'require',
  '__dirname',
  '__filename',
  'setImmediate',
  'clearImmediate',
  'global',
  'NodeJS',
])
const remedy = 'Use the web platform, or move it to `node/` or to a *.node.ts file.'
const nodeOnly = /(^|\/)node\/|\.node\.ts$/
/** The entry point that exports what is in `node/`. */
const nodeEntry = /^packages\/[^/]+\/src\/node\.ts$/

export const neutral: Check = async (root) => {
  const violations: string[] = []
  const files = packagesOf(root)
    .filter(({ manifest }) => !house[manifest.name]?.forNode)
    .flatMap(sourcesOf)
    .filter((file) => !nodeOnly.test(pathIn(root, file)))
  // Each file alone and without libraries: a name that the file does not declare is a global.
  const program = ts.createProgram(files, { noResolve: true, noLib: true, types: [] })
  const checker = program.getTypeChecker()
  for (const file of files) {
    const text = readFileSync(file, 'utf8')
    for (const { fileName: specifier, pos } of ts.preProcessFile(text, true, true).importedFiles) {
      const isNode = isBuiltin(specifier) || nodeOnly.test(specifier)
      if (isNode && !nodeEntry.test(pathIn(root, file)))
        violations.push(`${at(root, file, text, pos)} imports ${specifier}. ${remedy}`)
    }
    const source = program.getSourceFile(file)
    const visit = (node: ts.Node): void => {
      const name = globalIn(node)
      if (name && !declares(checker, name)) {
        violations.push(`${at(root, file, text, name.getStart())} uses the global ${name.text}. ${remedy}`)
      }
      ts.forEachChild(node, visit)
    }
    if (source) visit(source)
  }
  return { looked: `${files.length} files`, violations }
}

/** The identifier, if the node uses one of the globals: `process` or `globalThis.process`. */
function globalIn(node: ts.Node): ts.Identifier | undefined {
  if (!ts.isIdentifier(node) || !globals.has(node.text)) return undefined
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) {
    return ts.isIdentifier(parent.expression) && parent.expression.text === 'globalThis' ? node : undefined
  }
  if (ts.isShorthandPropertyAssignment(parent)) return node
  if (ts.isQualifiedName(parent) && parent.right === node) return undefined
  if (ts.isBindingElement(parent) && parent.propertyName === node) return undefined
  if (ts.isImportOrExportSpecifier(parent) || ts.isLabeledStatement(parent)) return undefined
  return (parent as Partial<ts.NamedDeclaration>).name === node ? undefined : node
}

function declares(checker: ts.TypeChecker, name: ts.Identifier): boolean {
  if (ts.isPropertyAccessExpression(name.parent) && name.parent.name === name) return false
  const meaning = ts.SymbolFlags.Value | ts.SymbolFlags.Type | ts.SymbolFlags.Namespace | ts.SymbolFlags.Alias
  return checker
    .getSymbolsInScope(name, meaning)
    .some((symbol) => symbol.name === name.text && symbol.declarations)
}

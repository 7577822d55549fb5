// `explain` knows every code of the packages and every rule of an issue: no row is missing, and none is left over.
import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { at, type Check, packagesOf, pathIn, sourcesOf } from './check.ts'

const code = /^(AUTH|CORE|FETCH|NOTIFY|SANDBOX)_[A-Z0-9_]+$/
/** Variables of the environment whose names look like codes. */
const variables = ['NOTIFY_URL']
const texts = /^packages\/core\/src\/explain\/\w+-texts\.ts$/
const ruleTexts = /rule-texts\.ts$/
/** Functions of valibot under whose names no issue is reported. */
const structural = ['pipe', 'optional', 'check', 'strictObject', 'looseObject']

/** A name, and the place where it was found first. */
type Found = Map<string, string>

export const codes: Check = async (root) => {
  const used = { codes: new Map<string, string>(), rules: new Map<string, string>() }
  const rows = { codes: new Map<string, string>(), rules: new Map<string, string>() }
  for (const pack of packagesOf(root)) {
    const isCore = pack.manifest.name === '@wxdp/core'
    for (const file of sourcesOf(pack)) {
      const text = readFileSync(file, 'utf8')
      const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true)
      const path = pathIn(root, file)
      const note = (found: Found) => (name: string, node: ts.Node) => {
        if (!found.has(name)) found.set(name, at(root, file, text, node.getStart()))
      }
      if (texts.test(path)) {
        rowsIn(source, note(ruleTexts.test(path) ? rows.rules : rows.codes))
      } else if (!path.startsWith('packages/core/src/explain/')) {
        codesIn(source, note(used.codes))
        rulesIn(source, note(used.rules), isCore ? /^(rule|type)$/ : /^rule$/)
        if (isCore) checksIn(source, note(used.rules))
      }
    }
  }
  // WeChat Pay's own codes have rows, too; the compiler checks those.
  for (const name of rows.codes.keys()) if (!code.test(name)) rows.codes.delete(name)
  return {
    looked: `${used.codes.size} codes, ${used.rules.size} rules`,
    violations: [...compare(used.codes, rows.codes), ...compare(used.rules, rows.rules)],
  }
}

type Note = (name: string, node: ts.Node) => void

function codesIn(source: ts.SourceFile, note: Note): void {
  walk(source, (node) => {
    if (!ts.isStringLiteralLike(node) || !code.test(node.text)) return
    if (!variables.includes(node.text)) note(node.text, node)
  })
}

/** Names in `rule: '…'` and, where it means the same, `type: '…'`. */
function rulesIn(source: ts.SourceFile, note: Note, properties: RegExp): void {
  walk(source, (node) => {
    if (ts.isPropertyAssignment(node) && properties.test(node.name.getText())) {
      if (ts.isStringLiteral(node.initializer)) note(node.initializer.text, node)
    }
  })
}

/** Names of named checks, and of the functions of valibot. */
function checksIn(source: ts.SourceFile, note: Note): void {
  walk(source, (node) => {
    if (!ts.isCallExpression(node)) return
    const [first] = node.arguments
    if (node.expression.getText() === 'namedCheck' && first && ts.isStringLiteral(first)) {
      note(first.text, node)
    }
    const [, name = ''] = /^v\.(\w+)$/.exec(node.expression.getText()) ?? []
    if (name && !structural.includes(name))
      note(
        name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
        node,
      )
  })
}

/** The members of the exported tables. */
function rowsIn(source: ts.SourceFile, note: Note): void {
  walk(source, (node) => {
    if (
      !ts.isVariableDeclaration(node) ||
      !node.initializer ||
      !ts.isObjectLiteralExpression(node.initializer)
    )
      return
    if (!/Texts$/.test(node.name.getText())) return
    for (const row of node.initializer.properties) if (row.name) note(row.name.getText(), row)
  })
}

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node)
  ts.forEachChild(node, (child) => walk(child, visit))
}

/** The file that has the rows of the codes of a package, or of the rules. */
function fileFor(name: string): string {
  const [, family] = code.exec(name) ?? []
  return `packages/core/src/explain/${family?.toLowerCase() ?? 'rule'}-texts.ts`
}

function compare(used: Found, rows: Found): string[] {
  return [
    ...[...used]
      .filter(([name]) => !rows.has(name))
      .map(([name, place]) => `${place} ${name} has no text. Add a row in ${fileFor(name)}.`),
    ...[...rows]
      .filter(([name]) => !used.has(name))
      .map(([name, place]) => `${place} ${name} is explained, but nothing reports it. Remove the row.`),
  ]
}

// Every wire field of the contract has a docstring with its Chinese term, and its type has a page. An endpoint has the
// page of its docstring as data, too.
import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { at, type Check, packagesOf, sourcesOf } from './check.ts'

const page = /https:\/\/pay\.weixin\.qq\.com\/doc\/(?:v3|brand)\/[\w/]*\d{8}/
const chinese = /[\u4e00-\u9fff]/
/** WeChat Pay's field names are snake_case, ours camelCase. A single word could be either, so it does not count. */
const wireName = /^[a-z]+(_[a-z]+)+$/

export const docstrings: Check = async (root) => {
  const violations: string[] = []
  const contract = packagesOf(root).filter(({ manifest }) => manifest.name === '@wxdp/core')
  let exported = 0
  let fields = 0
  for (const file of contract.flatMap(sourcesOf)) {
    const text = readFileSync(file, 'utf8')
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true)
    const say = (node: ts.Node, what: string): void => {
      violations.push(`${at(root, file, text, node.getStart())} ${what}`)
    }
    for (const statement of source.statements) {
      if (!isExported(statement)) continue
      exported += 1
      for (const endpoint of endpointsOf(statement)) {
        const wrong = wrongPage(endpoint, docOf(statement))
        if (wrong) say(statement, `${endpoint.name.getText()} ${wrong}`)
      }
      const members = membersOf(statement)
      const wire = members.filter(({ name }) => wireName.test(name.getText()))
      fields += wire.length
      if (wire.length > 0 && !page.test(docOf(statement))) {
        say(statement, 'has fields of the wire, and no page. Add @see {@link …} with the page that has them.')
      }
      for (const member of wire) {
        const doc = docOf(member)
        if (doc === '') say(member, `${member.name.getText()} has no docstring. Say what it means.`)
        else if (!chinese.test(doc)) {
          say(member, `${member.name.getText()} lacks its Chinese term. Add it, as its page has it.`)
        }
      }
    }
  }
  return { looked: `${exported} exports, ${fields} fields of the wire`, violations }
}

/** The endpoints that a statement declares. */
function endpointsOf(statement: ts.Statement): ts.VariableDeclaration[] {
  if (!ts.isVariableStatement(statement)) return []
  return statement.declarationList.declarations.filter(({ type }) => type?.getText().startsWith('Endpoint<'))
}

function wrongPage({ initializer }: ts.VariableDeclaration, doc: string): string | undefined {
  const [see] = page.exec(doc) ?? []
  const own = initializer && pageIn(initializer)
  if (see === undefined) return 'has no @see with the URL of its page. Add @see {@link …}.'
  if (own === undefined) return 'has no page. Add page: with the URL of its @see.'
  return own === see ? undefined : `has the page ${own}, and @see ${see}. Make them the same.`
}

function pageIn(node: ts.Node): string | undefined {
  const isPage = ts.isPropertyAssignment(node) && node.name.getText() === 'page'
  if (isPage && ts.isStringLiteralLike(node.initializer)) return node.initializer.text
  return ts.forEachChild(node, pageIn)
}

function isExported(node: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(node) &&
    ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true
  )
}

/** The fields of an interface, or of the literals in a type. */
function membersOf(statement: ts.Statement): ts.PropertySignature[] {
  if (!ts.isInterfaceDeclaration(statement) && !ts.isTypeAliasDeclaration(statement)) return []
  const found: ts.PropertySignature[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isPropertySignature(node)) found.push(node)
    ts.forEachChild(node, visit)
  }
  ts.forEachChild(statement, visit)
  return found
}

function docOf(node: ts.Node): string {
  return ts
    .getJSDocCommentsAndTags(node)
    .map((doc) => doc.getText())
    .join('\n')
}

// Whether the sources still write a message: every example contains the words of one string or template in them.
import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { packagesOf, sourcesOf } from '../check.ts'

/** Users throw these, with messages of their own. */
const usersOwn = ['NOTIFY_QUEUE_REJECTED']
/** Shorter ones would match by chance. */
const fewest = 15

/** The codes whose example no string in the sources accounts for. */
export function staleExamples(
  root: string,
  examples: readonly (readonly [code: string, example: string])[],
): string[] {
  const patterns = packagesOf(root).flatMap((pack) => sourcesOf(pack).flatMap(patternsIn))
  return examples
    .filter(
      ([code, example]) => !usersOwn.includes(code) && !patterns.some((pattern) => pattern.test(example)),
    )
    .map(([code]) => code)
}

function patternsIn(file: string): RegExp[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true)
  const found: RegExp[] = []
  const visit = (node: ts.Node): void => {
    const parts = partsOf(node)
    if (parts && parts.join('').length >= fewest) found.push(new RegExp(parts.map(escaped).join('[^]*?')))
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** The fixed parts of a string or template. */
function partsOf(node: ts.Node): string[] | undefined {
  if (ts.isStringLiteralLike(node)) return [node.text]
  if (ts.isTemplateExpression(node))
    return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)]
  return undefined
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

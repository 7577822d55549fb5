// Values of the examples in docstrings: literals, and names that earlier examples declare.
import ts from 'typescript'

export type Given = Readonly<Record<string, unknown>>

/** `const name: Type = value`, as an interface's example shows it. */
export function declaredIn(code: string, given: Given): { name: string; value: unknown } {
  const found = find(code, (node) =>
    ts.isVariableDeclaration(node) && node.initializer
      ? { name: node.name.getText(), value: literal(node.initializer, given) }
      : undefined,
  )
  if (!found) throw new Error(`Expected an example that declares a constant; found: ${code}`)
  return found
}

/** The input in `client.call(name, input)`, as an endpoint's example shows it. */
export function inputOf(code: string, name: string): Given {
  const found = find(code, (node) => {
    if (!ts.isCallExpression(node)) return undefined
    const [endpoint, input] = node.arguments
    return endpoint?.getText() === name && input ? (literal(input, {}) as Given) : undefined
  })
  if (!found) throw new Error(`Expected an example that calls ${name}; found: ${code}`)
  return found
}

function find<T>(code: string, pick: (node: ts.Node) => T | undefined): T | undefined {
  const visit = (node: ts.Node): T | undefined => pick(node) ?? ts.forEachChild(node, visit)
  return visit(ts.createSourceFile('example.ts', code, ts.ScriptTarget.ESNext, true))
}

function literal(node: ts.Expression, given: Given): unknown {
  if (ts.isStringLiteralLike(node)) return node.text
  if (ts.isNumericLiteral(node)) return Number(node.text)
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false
  if (ts.isArrayLiteralExpression(node)) return node.elements.map((element) => literal(element, given))
  if (ts.isIdentifier(node) && Object.hasOwn(given, node.text)) return given[node.text]
  if (ts.isObjectLiteralExpression(node)) {
    return Object.fromEntries(
      node.properties.map((property) => {
        if (ts.isPropertyAssignment(property))
          return [property.name.getText(), literal(property.initializer, given)]
        if (ts.isShorthandPropertyAssignment(property))
          return [property.name.text, literal(property.name, given)]
        throw new Error(`Expected a literal in an example; found: ${property.getText()}`)
      }),
    )
  }
  throw new Error(`Expected a literal in an example; found: ${node.getText()}`)
}

// The values of an open union, and what its docstrings say of each.
import ts from 'typescript'
import { toMarkdown } from './sources.ts'

export interface Value {
  readonly value: string
  readonly text: string
}

/** Empty where the field's type names no union of documented texts. */
export function valuesOf(checker: ts.TypeChecker, field: ts.Symbol): Value[] {
  const declaration = field.declarations?.[0]
  if (!declaration || !ts.isPropertySignature(declaration) || !declaration.type) return []
  const parts = ts.isUnionTypeNode(declaration.type) ? declaration.type.types : [declaration.type]
  return parts.flatMap((part) => {
    if (!ts.isTypeReferenceNode(part)) return []
    const symbol = checker.getSymbolAtLocation(part.typeName)
    const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
    const alias = target?.declarations?.find(ts.isTypeAliasDeclaration)
    return alias && ts.isUnionTypeNode(alias.type) ? membersOf(alias.type) : []
  })
}

/** A member's docstring stands before its bar, so before the member itself. */
function membersOf(union: ts.UnionTypeNode): Value[] {
  const source = union.getSourceFile().text
  return union.types.flatMap((member, i) => {
    if (!ts.isLiteralTypeNode(member) || !ts.isStringLiteral(member.literal)) return []
    const before = source.slice(union.types[i - 1]?.end ?? union.getFullStart(), member.getStart())
    const [, comment = ''] = /\/\*\*([\s\S]*?)\*\//.exec(before) ?? []
    return [{ value: member.literal.text, text: toMarkdown(comment.replace(/^\s*\*\s?/gm, '')) }]
  })
}

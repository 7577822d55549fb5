// The values of a union of string literals, with their docstrings.
import ts from 'typescript'
import { toMarkdown } from './sources.ts'

export interface Value {
  readonly value: string
  readonly text: string
}

/** The documented values of a field. Empty unless its type names a union of string literals. */
export function valuesOf(checker: ts.TypeChecker, field: ts.Symbol): Value[] {
  const declaration = field.declarations?.[0]
  return declaration && ts.isPropertySignature(declaration) && declaration.type
    ? referredValues(declaration.type)
    : []

  /** The values of the unions that a type refers to by name. */
  function referredValues(type: ts.TypeNode): Value[] {
    const parts = ts.isUnionTypeNode(type) ? type.types : [type]
    return parts.flatMap((part) => {
      if (!ts.isTypeReferenceNode(part)) return []
      const symbol = checker.getSymbolAtLocation(part.typeName)
      const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
      const alias = target?.declarations?.find(ts.isTypeAliasDeclaration)
      return alias && ts.isUnionTypeNode(alias.type)
        ? [...membersOf(alias.type), ...referredValues(alias.type)]
        : []
    })
  }
}

/** The literals of a union with their docstrings, each of which stands before the bar of its literal. */
function membersOf(union: ts.UnionTypeNode): Value[] {
  const source = union.getSourceFile().text
  return union.types.flatMap((member, i) => {
    if (!ts.isLiteralTypeNode(member) || !ts.isStringLiteral(member.literal)) return []
    const before = source.slice(union.types[i - 1]?.end ?? union.getFullStart(), member.getStart())
    const [, comment = ''] = /\/\*\*([\s\S]*?)\*\//.exec(before) ?? []
    return [{ value: member.literal.text, text: toMarkdown(comment.replace(/^\s*\*\s?/gm, '')) }]
  })
}

// Combines JSON Schema and TypeScript: the schema tells what is checked, the type tells which fields belong together,
// and its docstrings tell what they mean.
import ts from 'typescript'
import { declaredIn } from './examples.ts'
import type { Json } from './schemas.ts'
import type { Sources } from './sources.ts'
import { valuesOf } from './values.ts'

export interface Describer {
  /** The schemas described so far, by name. */
  readonly components: Readonly<Record<string, Json>>
  /** Adds a component, and returns a reference to it. */
  readonly define: (name: string, component: Json) => Json
  /** A schema with descriptions. For an interface, a reference to its component. */
  readonly describe: (schema: Json, type: ts.Type) => Json
  /** An object with descriptions, without some of its fields. */
  readonly describeFields: (schema: Json, type: ts.Type, without?: readonly string[]) => Json
}

export function createDescriber({ checker, docOf }: Sources): Describer {
  const components: Record<string, Json> = {}
  const given: Record<string, unknown> = {}
  /** The schema from which each component was made. */
  const described: Record<string, string> = {}

  function describe(schema: Json, declared: ts.Type): Json {
    const type = checker.getNonNullableType(declared)
    if (schema.type === 'array') {
      const [item] = checker.getTypeArguments(type as ts.TypeReference)
      return item ? { ...schema, items: describe(schema.items as Json, item) } : schema
    }
    if (schema.type !== 'object') return narrow(schema, type)
    // A union has no symbol but that of its alias.
    const symbol = type.aliasSymbol ?? (type.symbol as ts.Symbol | undefined)
    return symbol && symbol.name !== '__type' ? refer(schema, type, symbol) : describeFields(schema, type)
  }

  function refer(schema: Json, type: ts.Type, symbol: ts.Symbol): Json {
    const name = nameFor(componentName(symbol) + argumentNames(type), schema)
    if (Object.hasOwn(components, name)) return reference(name)
    described[name] = JSON.stringify(schema)
    const { text, examples } = docOf(symbol)
    const fields = describeFields(schema, type)
    const values = examples.map((code) => {
      const example = declaredIn(code, given)
      given[example.name] = example.value
      return example.value
    })
    return define(name, { description: text, ...fields, ...(values.length > 0 && { examples: values }) })
  }

  /** A type that is both sent and received has two schemas: what is sent is checked strictly. */
  function nameFor(name: string, schema: Json): string {
    if (!Object.hasOwn(described, name) || described[name] === JSON.stringify(schema)) return name
    return `${name}${schema.additionalProperties === false ? 'Input' : 'Output'}`
  }

  function define(name: string, component: Json): Json {
    if (Object.hasOwn(components, name))
      throw new Error(`Found two schemas with the name ${name}. Rename one of the types.`)
    components[name] = component
    return reference(name)
  }

  function describeFields(schema: Json, type: ts.Type, without: readonly string[] = []): Json {
    if (!type.isUnion()) return variant(schema, type, without)
    const shared = (part: ts.Type): boolean => type.types.every((one) => partsOf(one).includes(part))
    return {
      oneOf: type.types.map((one) => {
        const docs = partsOf(one)
          .filter((part) => !shared(part))
          .map((part) => ({ name: part.symbol.name, text: docOf(part.symbol).text }))
        return {
          title: docs.map(({ name }) => name).join(', '),
          description: docs.map(({ text }) => text).join(' '),
          ...variant(schema, one, without),
        }
      }),
    }
  }

  function variant(schema: Json, type: ts.Type, without: readonly string[]): Json {
    const known = schema.properties as Readonly<Record<string, Json>>
    const fields = checker.getPropertiesOfType(type).filter(({ name }) => !without.includes(name))
    const present = fields.filter((field) => !isUndefined(checker.getTypeOfSymbol(field)))
    const properties = present.map((field) => {
      const checked = known[field.name]
      if (!checked) throw new Error(`No schema checks ${field.name}. Add it to the schema.`)
      return [field.name, describeField(checked, field)] as const
    })
    const required = present.filter(({ flags }) => !(flags & ts.SymbolFlags.Optional)).map(({ name }) => name)
    return {
      type: 'object',
      properties: Object.fromEntries(properties),
      ...(required.length > 0 && { required }),
      ...('minProperties' in schema && { minProperties: schema.minProperties }),
      ...('additionalProperties' in schema && { additionalProperties: schema.additionalProperties }),
    }
  }

  function describeField(schema: Json, field: ts.Symbol): Json {
    const { text } = docOf(field)
    const values = valuesOf(checker, field)
    const isTime = schema.type === 'string' && text.includes('RFC 3339')
    return {
      ...describe(schema, checker.getTypeOfSymbol(field)),
      ...(isTime && { format: 'date-time' }),
      ...(values.length > 0 && !('enum' in schema) && { examples: values.map(({ value }) => value) }),
      description: [text, ...values.map(({ value, text }) => `- \`${value}\`: ${text}`)].join('\n'),
    }
  }

  /** Adds the values of a literal type, which is narrower than its schema. */
  function narrow(schema: Json, type: ts.Type): Json {
    if (type.flags & ts.TypeFlags.Boolean) return schema
    const types = type.isUnion() ? type.types : [type]
    const literals = types.map((one) => {
      if (one.isStringLiteral()) return one.value
      return one.flags & ts.TypeFlags.BooleanLiteral ? checker.typeToString(one) === 'true' : undefined
    })
    if (literals.includes(undefined)) return schema
    const { const: _, ...rest } = schema
    return { ...rest, enum: literals }
  }

  /** What tells `StockInput<ShopUsageRule>` from others. A union stands for all of them, so it adds nothing. */
  function argumentNames(type: ts.Type): string {
    const isReference = (type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference
    if (!isReference) return ''
    const given = checker.getTypeArguments(type as ts.TypeReference)
    return given
      .map(({ symbol }) => symbol as ts.Symbol | undefined)
      .filter((symbol) => symbol !== type.symbol)
      .map((symbol) => symbol?.name ?? '')
      .join('')
  }

  return { components, define, describe, describeFields }
}

function reference(name: string): Json {
  return { $ref: `#/components/schemas/${name}` }
}

function partsOf(type: ts.Type): readonly ts.Type[] {
  return type.isIntersection() ? type.types : [type]
}

function isUndefined({ flags }: ts.Type): boolean {
  return (flags & ts.TypeFlags.Undefined) !== 0
}

/** Partner and brand have interfaces of the same name, so those get a prefix. */
function componentName(symbol: ts.Symbol): string {
  const file = symbol.declarations?.[0]?.getSourceFile().fileName ?? ''
  const [, entryPoint = ''] = /\/src\/(partner|brand)\//.exec(file) ?? []
  return entryPoint.charAt(0).toUpperCase() + entryPoint.slice(1) + symbol.name
}

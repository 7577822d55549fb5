// What our definitions say, page by page, read from the OpenAPI document that is made from them.
import type { Facts, Field, Section } from './facts.ts'

export interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly oneOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly enum?: readonly unknown[]
  readonly examples?: readonly unknown[]
  readonly pattern?: string
  readonly maxLength?: number
  readonly [extension: `x-${string}`]: unknown
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>
  readonly $ref?: string
  readonly description?: string
}

interface Operation {
  readonly externalDocs?: { readonly url: string }
  readonly parameters?: readonly {
    readonly name: string
    readonly in: string
    readonly required?: boolean
    readonly schema: Schema
    readonly $ref?: string
  }[]
  readonly requestBody?: Content
  readonly responses: Readonly<Record<string, Content>>
  readonly 'x-rate-limit'?: { readonly perSecond: number }
}

export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly webhooks: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** The facts of each call and callback by the id of its page, such as `4016184554`. */
export function readContract(document: OpenApi): ReadonlyMap<string, Facts> {
  const facts = new Map<string, Facts>()
  for (const { post } of Object.values(document.webhooks)) {
    const id = idOf(post)
    if (id) facts.set(id, { fields: sealedFields(post, document), codes: [] })
  }
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const id = idOf(operation)
      if (id) facts.set(id, factsOf(`${method.toUpperCase()} ${path}`, operation, document))
    }
  }
  return facts
}

function idOf(operation: Operation | undefined): string | undefined {
  return operation?.externalDocs?.url.split('/').at(-1)
}

/** The fields of what a callback seals. Its envelope is named after it, and is the same for all. */
function sealedFields(operation: Operation | undefined, document: OpenApi): Field[] {
  const { $ref = '' } = operation?.requestBody?.content?.['application/json']?.schema ?? {}
  const name = $ref
    .split('/')
    .at(-1)
    ?.replace(/Envelope$/, '')
  return fieldsOf('resource', document.components.schemas?.[name ?? ''] as Schema, document)
}

function factsOf(call: string, operation: Operation, document: OpenApi): Facts {
  const { parameters = [], requestBody, responses } = operation
  const resolve = <T extends { readonly $ref?: string }>(of: T): T => resolved(of, document)
  const fields = (section: Section, content: Content | undefined): Field[] => {
    const schema = content && resolve(content).content?.['application/json']?.schema
    return schema ? fieldsOf(section, schema, document) : []
  }
  return {
    call,
    limit: operation['x-rate-limit']?.perSecond,
    fields: [
      ...parameters.flatMap((each) => {
        const { name, in: place, required = false, schema } = resolve(each)
        return place === 'path' || place === 'query' ? [fieldOf(place, name, schema, required)] : []
      }),
      ...fields('body', requestBody),
      ...fields('response', responses['200']),
    ],
    codes: Object.values(responses).flatMap((each) =>
      [...(resolve(each).description ?? '').matchAll(/`([A-Z][A-Z_]+)`/g)].map(([, code = '']) => code),
    ),
  }
}

/** The fields of an object and of the objects in it. A field that not every alternative requires is not required. */
function fieldsOf(section: Section, schema: Schema, document: OpenApi): Field[] {
  const { properties, required = [], items, oneOf, anyOf, allOf } = resolved(schema, document)
  const alternatives = oneOf ?? anyOf
  if (alternatives) return merged(alternatives.map((each) => fieldsOf(section, each, document)))
  if (allOf) return allOf.flatMap((each) => fieldsOf(section, each, document))
  if (items) return fieldsOf(section, items, document)
  return Object.entries(properties ?? {}).flatMap(([name, value]) => [
    fieldOf(section, name, resolved(value, document), required.includes(name)),
    ...fieldsOf(section, value, document),
  ])
}

function fieldOf(section: Section, name: string, schema: Schema, isRequired: boolean): Field {
  const values = (schema.enum ?? schema.examples)?.filter((each) => /^[A-Z][A-Z0-9_]+$/.test(`${each}`))
  // A pattern of ours ends with how many characters there may be. A width is another unit.
  const [, most] = /\{\d+,(\d+)\}\$$/.exec(schema.pattern ?? '') ?? []
  const length = most === undefined ? schema.maxLength : Number(most)
  return {
    ...{ section, name, isRequired },
    ...(length !== undefined && schema['x-max-width'] === undefined && { length }),
    ...(values?.length && { values: values.map(String) }),
  }
}

function merged(alternatives: readonly (readonly Field[])[]): Field[] {
  const names = [...new Set(alternatives.flat().map(({ name }) => name))]
  return names.map((name) => {
    const found = alternatives.map((fields) => fields.find((field) => field.name === name))
    const present = found.filter((each) => each !== undefined)
    const values = [...new Set(present.flatMap((each) => each.values ?? []))]
    return {
      ...(present[0] as Field),
      isRequired: found.every((each) => each?.isRequired),
      ...(values.length > 0 && { values }),
    }
  })
}

function resolved<T extends { readonly $ref?: string }>(of: T, document: OpenApi): T {
  if (of.$ref === undefined) return of
  const [, , kind = '', name = ''] = of.$ref.split('/')
  return resolved(document.components[kind]?.[name] as T, document)
}

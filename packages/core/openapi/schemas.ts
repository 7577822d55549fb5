// JSON Schema of what the run-time schemas and the rules of an endpoint check, as far as JSON Schema can express it.
import { toJsonSchema } from '@valibot/to-json-schema'
import type { GenericSchema } from 'valibot'
import type { Endpoint, InputRule } from '../src/contract/endpoint.ts'
import type { StandardSchema } from '../src/contract/schema.ts'
import type { TextFields } from '../src/contract/text-fields.ts'
import { dateTimeForm } from '../src/plan/date-time.ts'
import { fitsName, fitsTag } from '../src/plan/fields.ts'
import { changesSomething } from '../src/plan/plan-update.ts'
import { encryptedField } from '../src/security/echo.ts'

/** A part of the document. */
export type Json = { readonly [key: string]: unknown }

export type AnyEndpoint = Endpoint<never, unknown>

/** Keywords for checks that are functions. They come close; the description of the field says the rest. */
const checks: ReadonlyMap<unknown, Json> = new Map<unknown, Json>([
  [fitsName, { maxLength: 24, 'x-max-width': 24 }],
  [fitsTag, { maxLength: 18, 'x-max-width': 18 }],
  [changesSomething, { minProperties: 1 }],
])

/** Keywords for rules, by name. The types express which fields belong together. */
const rules: Readonly<Record<string, Json>> = {
  required: {},
  forbidden: {},
  rfc3339: { format: 'date-time', pattern: dateTimeForm.source },
  absolute_url: {
    format: 'uri',
    maxLength: 256,
    'x-max-bytes': 256,
    // A path without placeholders, no query, no fragment, no credentials.
    pattern: '^https://[!"$-.0->A-Z^-z|~]+/(?!:)(?:[!"$-)+-.0-;=@-Z^-z|~]|/(?!:))+$',
  },
}

/**
 * The input of an endpoint: path, query and body in one.
 *
 * @param owner For messages: `partner.createPlan`.
 */
export function inputSchema(endpoint: AnyEndpoint, owner: string): Json {
  const schema = convert(endpoint.input, { direction: 'input', owner })
  return mapStrings(schema, [], (string, path) => ({
    ...string,
    ...ruleKeywords(endpoint.rules ?? [], path, owner),
  }))
}

/**
 * A response or a notification. It may have more fields.
 *
 * @param owner For messages: `partner.createPlan`.
 */
export function outputSchema(schema: StandardSchema<unknown>, owner: string): Json {
  return 'fields' in schema
    ? textObject(schema as TextFields<unknown>)
    : convert(schema, { direction: 'output', owner })
}

function textObject({ fields }: TextFields<unknown>): Json {
  const properties = Object.entries(fields).map(([name, field]): [string, Json] => [
    name,
    typeof field === 'object'
      ? textObject(field)
      : { type: 'string', ...(field === 'filled' && { minLength: 1 }) },
  ])
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    required: Object.keys(fields).filter((name) => fields[name] !== 'optional'),
  }
}

interface Conversion {
  readonly direction: 'input' | 'output'
  readonly owner: string
}

function convert(schema: StandardSchema<unknown>, { direction, owner }: Conversion): Json {
  const { $schema: _, ...json } = toJsonSchema(schema as GenericSchema, {
    target: 'draft-2020-12',
    overrideSchema: ({ valibotSchema, errors }) => {
      // Only the ciphertext of an encrypted field goes into the body.
      if (valibotSchema === encryptedField) return { type: 'string', contentEncoding: 'base64', minLength: 4 }
      if (errors) throw missing(owner, `schema "${valibotSchema.type}"`, 'it to overrideSchema')
      return undefined
    },
    overrideAction: ({ valibotAction, jsonSchema, errors }) => {
      const more = keywordsOf(valibotAction, direction)
      if (more) return { ...jsonSchema, ...more } as typeof jsonSchema
      // The build fails until each check has a keyword here.
      if (errors) {
        const isFunction = 'requirement' in valibotAction && typeof valibotAction.requirement === 'function'
        const what = isFunction ? 'its function to checks' : 'it to keywordsOf'
        throw missing(owner, `check "${valibotAction.type}"`, what)
      }
      return undefined
    },
  })
  return json
}

function keywordsOf(
  { type, requirement }: { type: string; requirement?: unknown },
  direction: string,
): Json | undefined {
  switch (type) {
    case 'min_bytes':
      return { minLength: Math.ceil(Number(requirement) / 3) }
    case 'max_bytes':
      return { maxLength: requirement, 'x-max-bytes': requirement }
    case 'safe_integer':
      // The bound of a counter in a response is JavaScript's, not WeChat Pay's.
      return {
        type: 'integer',
        format: 'int64',
        ...(direction === 'input' && { maximum: Number.MAX_SAFE_INTEGER }),
      }
    default:
      return checks.get(requirement)
  }
}

function mapStrings(
  schema: Json,
  path: readonly string[],
  change: (schema: Json, path: readonly string[]) => Json,
): Json {
  if (schema.type === 'string') return change(schema, path)
  if (schema.type !== 'object') return schema
  const properties = Object.entries(schema.properties as Record<string, Json>)
  return {
    ...schema,
    properties: Object.fromEntries(
      properties.map(([name, field]) => [name, mapStrings(field, [...path, name], change)]),
    ),
  }
}

/** Finds the rules of a field by breaking them: a rule is a function and cannot be inspected. */
function ruleKeywords(own: readonly InputRule[], path: readonly string[], owner: string): Json {
  const input = path.reduceRight<unknown>((value, name) => ({ [name]: value }), '')
  const pointer = `/${path.join('/')}`
  const broken = own
    .flatMap((rule) => rule(input as Json, { sandbox: false }))
    .filter((issue) => issue.path === pointer)
  return Object.assign(
    {},
    ...broken.map(({ rule }) => {
      if (!Object.hasOwn(rules, rule)) throw missing(owner, `rule "${rule}" of ${pointer}`, 'it to rules')
      return rules[rule]
    }),
  )
}

function missing(owner: string, what: string, addition: string): Error {
  return new Error(
    `${owner}: the ${what} has no keywords. Add ${addition} in packages/core/openapi/schemas.ts.`,
  )
}

// JSON Schema of the run-time schemas: what they and the endpoint's rules check, as far as it can be said.
import { toJsonSchema } from '@valibot/to-json-schema'
import type { GenericSchema } from 'valibot'
import type { Endpoint, InputRule } from '../src/contract/endpoint.ts'
import type { StandardSchema } from '../src/contract/schema.ts'
import type { TextFields } from '../src/contract/text-fields.ts'
import { dateTimeForm } from '../src/plan/date-time.ts'
import { isNarrow } from '../src/plan/fields.ts'
import { changesSomething } from '../src/plan/plan-update.ts'
import { encryptedField } from '../src/security/echo.ts'

/** A part of the document. */
export type Json = { readonly [key: string]: unknown }

export type AnyEndpoint = Endpoint<never, unknown>

/** Checks that are functions. Each is at least hinted at; the description says the rest. */
const checks: ReadonlyMap<unknown, Json> = new Map<unknown, Json>([
  [isNarrow, { maxLength: 18 }],
  [changesSomething, { minProperties: 1 }],
])

/** What a rule asks of a field, by the rule's name. What goes with which field, the types say. */
const rules: Readonly<Record<string, Json>> = {
  required: {},
  forbidden: {},
  rfc3339: { format: 'date-time', pattern: dateTimeForm.source },
  absolute_url: {
    format: 'uri',
    maxLength: 256,
    'x-max-bytes': 256,
    // A path, no query, no fragment, no credentials.
    pattern: '^https?://[!"$-.0->A-~]+/[!"$->@-~]+$',
  },
}

/** What an endpoint takes, path, query and body in one. */
export function inputSchema(endpoint: AnyEndpoint): Json {
  const schema = convert(endpoint.input, 'input')
  return mapTexts(schema, [], (text, path) => ({
    ...text,
    ...ruleKeywords(endpoint.rules ?? [], path),
  }))
}

/** What comes from the platform; it may hold more. */
export function outputSchema(schema: StandardSchema<unknown>): Json {
  return 'fields' in schema ? textObject(schema as TextFields<unknown>) : convert(schema, 'output')
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

function convert(schema: StandardSchema<unknown>, direction: 'input' | 'output'): Json {
  const { $schema: _, ...json } = toJsonSchema(schema as GenericSchema, {
    target: 'draft-2020-12',
    // A check that has no keyword here must be given one, or the build fails.
    errorMode: 'throw',
    // Of an encrypted field the ciphertext alone goes into the body.
    overrideSchema: ({ valibotSchema }) =>
      valibotSchema === encryptedField
        ? { type: 'string', contentEncoding: 'base64', minLength: 4 }
        : undefined,
    overrideAction: ({ valibotAction, jsonSchema }) => {
      const more = keywordsOf(valibotAction, direction)
      return more && ({ ...jsonSchema, ...more } as typeof jsonSchema)
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
      // The bound of an answer's counter is JavaScript's, not the platform's.
      return {
        type: 'integer',
        format: 'int64',
        ...(direction === 'input' && { maximum: Number.MAX_SAFE_INTEGER }),
      }
    default:
      return checks.get(requirement)
  }
}

function mapTexts(
  schema: Json,
  path: readonly string[],
  change: (text: Json, path: readonly string[]) => Json,
): Json {
  if (schema.type === 'string') return change(schema, path)
  if (schema.type !== 'object') return schema
  const properties = Object.entries(schema.properties as Record<string, Json>)
  return {
    ...schema,
    properties: Object.fromEntries(
      properties.map(([name, field]) => [name, mapTexts(field, [...path, name], change)]),
    ),
  }
}

/** Found by breaking them: rules are functions and say nothing of themselves. */
function ruleKeywords(own: readonly InputRule[], path: readonly string[]): Json {
  const input = path.reduceRight<unknown>((value, name) => ({ [name]: value }), '')
  const pointer = `/${path.join('/')}`
  const broken = own
    .flatMap((rule) => rule(input as Json, { sandbox: false }))
    .filter((issue) => issue.path === pointer)
  return Object.assign(
    {},
    ...broken.map(({ rule }) => {
      if (!Object.hasOwn(rules, rule)) throw new Error(`The rule ${rule} at ${pointer} has no keywords.`)
      return rules[rule]
    }),
  )
}

// Reads the OpenAPI document as a tool does: follows references and compiles schemas.
import type { AnyNotificationDefinition, Endpoint } from '@wxdp/core'
import * as core from '@wxdp/core'
import * as brand from '@wxdp/core/brand'
import * as brandCoupon from '@wxdp/core/brand/coupon'
import * as coupon from '@wxdp/core/coupon'
import * as partner from '@wxdp/core/partner'
import * as partnerCoupon from '@wxdp/core/partner/coupon'
import * as security from '@wxdp/core/security'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { createDocument } from '../../openapi/document.ts'

export type Json = Record<string, unknown>

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required: boolean
  readonly description: string
  readonly schema: Json
  readonly example?: unknown
}

export interface Response {
  readonly description: string
  readonly headers?: Readonly<Record<string, Json>>
  readonly content?: { readonly 'application/json': Media }
}

export interface Media {
  readonly schema: Json
  readonly example?: unknown
  readonly examples?: Readonly<Record<string, { readonly summary?: string; readonly value: unknown }>>
}

export interface Operation {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly description: string
  readonly externalDocs: { readonly url: string }
  readonly security: readonly Json[]
  readonly parameters: readonly Parameter[]
  readonly requestBody?: { readonly content: { readonly 'application/json': Media } }
  readonly responses: Readonly<Record<string, Response>>
  readonly 'x-rate-limit'?: object
}

export const document: Json = createDocument()

/** Every endpoint of every entry point, by operationId. */
export const endpoints: ReadonlyMap<string, Endpoint<unknown, unknown>> = new Map(
  [
    ['partner', { ...partner, ...partnerCoupon }] as const,
    ['brand', { ...brand, ...brandCoupon }] as const,
    ...Object.entries({ security, core }),
  ].flatMap(([entryPoint, exported]) =>
    Object.entries(exported)
      .filter(([, value]) => typeof value === 'object' && value !== null && 'method' in value)
      .map(([name, value]) => [
        entryPoint === 'security' ? name : entryPoint + name.charAt(0).toUpperCase() + name.slice(1),
        value as unknown as Endpoint<unknown, unknown>,
      ]),
  ),
)

export const notifications: readonly AnyNotificationDefinition[] = [core, coupon, security].flatMap(
  (entryPoint) =>
    Object.values(entryPoint).filter(
      (value): value is never => typeof value === 'object' && value !== null && 'eventTypes' in value,
    ),
)

/** The value that a JSON pointer names. Throws if there is none. */
export function follow(reference: string): unknown {
  return reference
    .slice(2)
    .split('/')
    .reduce<unknown>((at, name) => {
      const next = (at as Json)[name.replaceAll('~1', '/').replaceAll('~0', '~')]
      if (next === undefined) throw new Error(`The document has no ${reference}.`)
      return next
    }, document)
}

function resolved<T>(value: T | { readonly $ref: string }): T {
  return typeof value === 'object' && value !== null && '$ref' in value
    ? (follow(value.$ref) as T)
    : (value as T)
}

/** Of an upload, the JSON that is signed and checked: the part `meta`. */
function signedPart(operation: Operation): Pick<Operation, 'requestBody'> {
  const content = (operation.requestBody?.content ?? {}) as Readonly<Record<string, Media>>
  const form = content['multipart/form-data']?.schema as
    | { properties: { meta: { $ref: string } } }
    | undefined
  if (!form) return {}
  const { meta } = form.properties
  const [value] = (follow(meta.$ref) as { examples: readonly unknown[] }).examples
  return { requestBody: { content: { 'application/json': { schema: meta, examples: { meta: { value } } } } } }
}

/** Operations by `METHOD path`; webhooks by `POST event`. */
export function operationsOf(part: 'paths' | 'webhooks'): ReadonlyMap<string, Operation> {
  const items = document[part] as Readonly<Record<string, Readonly<Record<string, Operation>>>>
  return new Map(
    Object.entries(items).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [
        `${method.toUpperCase()} ${path}`,
        {
          ...operation,
          ...signedPart(operation),
          parameters: operation.parameters.map((parameter) => resolved(parameter)),
          responses: Object.fromEntries(
            Object.entries(operation.responses).map(([status, response]) => [status, resolved(response)]),
          ),
        },
      ]),
    ),
  )
}

/** Strict, so that a misspelt keyword is an error. */
const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true })
formats.default(ajv)
ajv.addVocabulary(['x-max-bytes', 'x-max-width', 'x-opens-to', 'components'])
ajv.addSchema({ $id: 'document', components: document.components })

export function compile(schema: Json): ValidateFunction {
  return ajv.compile(absolute(schema) as Json)
}

/** Makes references relative to the document, wherever the schema is. */
function absolute(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(absolute)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      name === '$ref' ? `document${member}` : absolute(member),
    ]),
  )
}

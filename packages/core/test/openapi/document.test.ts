import { createDecipheriv } from 'node:crypto'
import { promisify } from 'node:util'
import { Validator } from '@seriousme/openapi-schema-validator'
import { apiCodes, findErrorNumber } from '@wxdp/core'
import { convertV2 } from 'openapi-to-postmanv2'
import { describe, expect, it, vi } from 'vitest'
import { createDocument } from '../../openapi/document.ts'
import {
  compile,
  document,
  endpoints,
  follow,
  type Json,
  type Media,
  notifications,
  type Operation,
  operationsOf,
} from '../support/openapi-reader.ts'

// Compiling the sources, the validator and the importer take long on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

const operations = operationsOf('paths')
const webhooks = operationsOf('webhooks')
const all: readonly Operation[] = [...operations.values(), ...webhooks.values()]

/** Every object in the document, with its path. */
function* objectsIn(value: unknown, path = '#'): Generator<[string, Json]> {
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value)) yield [path, value as Json]
  for (const [name, member] of Object.entries(value)) yield* objectsIn(member, `${path}/${name}`)
}

describe('the document', () => {
  it('is a valid OpenAPI 3.1 document according to a public validator', async () => {
    const validator = new Validator()
    expect(await validator.validate(structuredClone(document))).toEqual({ valid: true })
    expect(validator.version).toBe('3.1')
    const broken = { ...structuredClone(document), paths: { nowhere: { get: { responses: {} } } } }
    expect((await new Validator().validate(broken)).valid).toBe(false)
  })

  it('is the same, byte for byte, when it is made a second time', () => {
    expect(JSON.stringify(createDocument())).toBe(JSON.stringify(document))
  })

  it('has every endpoint and every notification of the entry points, and no other', () => {
    expect(endpoints.size).toBeGreaterThanOrEqual(14)
    expect([...operations].map(([line, { operationId }]) => `${operationId} ${line}`).sort()).toEqual(
      [...endpoints].map(([id, { method, path }]) => `${id} ${method} ${path}`).sort(),
    )
    expect([...webhooks.keys()].sort()).toEqual(
      notifications.map(({ eventTypes }) => `POST ${eventTypes[0]}`).sort(),
    )
    expect(webhooks.size).toBeGreaterThanOrEqual(2)
  })

  it('has no dangling reference and no unused schema', () => {
    const references = [...objectsIn(document)].flatMap(([, { $ref }]) =>
      typeof $ref === 'string' ? [$ref] : [],
    )
    for (const reference of references) follow(reference)
    const schemas = Object.keys((document.components as { schemas: object }).schemas)
    for (const name of schemas) expect(references).toContain(`#/components/schemas/${name}`)
  })

  it('describes every field, parameter, header and schema, with its Chinese term', () => {
    const fields = [...objectsIn(document)].flatMap(([path, { properties }]) =>
      path.includes('/examples/')
        ? []
        : Object.entries((properties ?? {}) as Record<string, Json>).map(
            ([name, field]) => [`${path}/${name}`, field] as const,
          ),
    )
    expect(fields.length).toBeGreaterThan(100)
    const { schemas, headers, responses, securitySchemes } = document.components as Record<
      string,
      Record<string, Json>
    >
    const parameters = all.flatMap((operation) => operation.parameters.map((one) => [one.name, one] as const))
    const described = [
      ...fields,
      ...parameters,
      ...[headers, responses, securitySchemes].flatMap((part) => Object.entries(part ?? {})),
    ]
    for (const [where, { description }] of described) expect(description, where).toMatch(/\p{Script=Han}/u)
    for (const [name, { description }] of Object.entries(schemas ?? {}))
      expect(description, name).toMatch(/\w{3}/)
    for (const { description } of document.tags as Json[]) expect(description).toMatch(/\p{Script=Han}/u)
  })

  it('states the rate limit of every operation that has one', () => {
    for (const { operationId, 'x-rate-limit': limit } of operations.values())
      expect(limit).toEqual(endpoints.get(operationId)?.limit)
    expect(operations.get('POST /brand/marketing/delivery-plan/notify-url')?.['x-rate-limit']).toEqual({
      perSecond: 1,
      per: 'brand_id',
    })
  })

  it('describes every operation, and links to its page', () => {
    for (const operation of all) {
      expect(operation.summary).toMatch(/\(\p{Script=Han}+\)/u)
      expect(operation.summary.length).toBeLessThan(120)
      expect(operation.description.length).toBeGreaterThan(operation.summary.length)
      expect(operation.externalDocs.url).toMatch(/^https:\/\/pay\.weixin\.qq\.com\/doc\//)
      expect(operation.description).not.toMatch(/\{@|\*\//)
      const page = endpoints.get(operation.operationId)?.page
      if (page) expect(operation.externalDocs.url).toBe(page)
    }
  })
})

describe('schemas', () => {
  const media = all.flatMap(({ requestBody, responses }): Media[] =>
    [requestBody, ...Object.values(responses)].flatMap((one) => one?.content?.['application/json'] ?? []),
  )

  it('are JSON Schema without unknown keywords, with valid examples', () => {
    let examples = 0
    const check = (schema: Json, values: readonly unknown[]): void => {
      const validate = compile(schema)
      for (const value of values) {
        examples += 1
        expect(validate(value), JSON.stringify([value, validate.errors])).toBe(true)
      }
    }
    for (const { schema, example, examples = {} } of media) {
      check(schema, [
        ...(example === undefined ? [] : [example]),
        ...Object.values(examples).map(({ value }) => value),
      ])
    }
    for (const { parameters } of all) {
      for (const { schema, example } of parameters) check(schema, example === undefined ? [] : [example])
    }
    for (const [path, schema] of objectsIn((document.components as Json).schemas)) {
      if (Array.isArray(schema.examples) && !path.includes('/examples/')) check(schema, schema.examples)
    }
    expect(examples).toBeGreaterThan(50)
  })

  it('have an example of every request and of every documented response', () => {
    for (const { operationId, requestBody, responses } of all) {
      if (requestBody) expect(requestBody.content['application/json'], operationId).toHaveProperty('examples')
      const success = responses[200]?.content?.['application/json']
      if (success && !responses[204]) expect(success, operationId).toHaveProperty('example')
    }
  })

  it('have limits in characters, in bytes and in width', () => {
    const { PlanChanges } = (document.components as { schemas: Record<string, { properties: Json }> }).schemas
    expect(PlanChanges?.properties).toMatchObject({
      plan_name: { minLength: 1, maxLength: 24, 'x-max-width': 24 },
      recommend_word: { maxLength: 18, 'x-max-width': 18 },
      total_count: { type: 'integer', format: 'int64', minimum: 10_000, maximum: Number.MAX_SAFE_INTEGER },
      delivery_end_time: { format: 'date-time' },
    })
    expect(PlanChanges).toMatchObject({ minProperties: 1, additionalProperties: false })
  })

  it('list the values of open enums with their meaning, and allow others', () => {
    const { DeliveryPlan } = (document.components as { schemas: Record<string, { properties: Json }> })
      .schemas
    const state = DeliveryPlan?.properties.plan_state as Json
    expect(state.examples).toEqual(['CREATED', 'DELIVERING', 'PAUSED', 'TERMINATED', 'EXPIRED'])
    expect(state.description).toContain('- `PAUSED`: Paused (已暂停)')
    expect(state).not.toHaveProperty('enum')
  })

  it('list the values of closed enums, and allow no others', () => {
    const parameter = operations
      .get('GET /brand/marketing/delivery-plan/delivery-plans')
      ?.parameters.find(({ name }) => name === 'plan_state')
    expect(parameter?.schema.enum).toEqual(['CREATED', 'DELIVERING', 'PAUSED', 'TERMINATED', 'EXPIRED'])
    expect(parameter?.description).toContain('- `PAUSED`: Paused (已暂停)')
  })
})

describe('signatures and errors', () => {
  const signed = ['Wechatpay-Timestamp', 'Wechatpay-Nonce', 'Wechatpay-Signature', 'Wechatpay-Serial']

  it('are those of the caller', () => {
    for (const [line, { security, parameters }] of operations) {
      const isBrand = line.includes(' /brand/')
      const scheme = isBrand ? 'WECHATPAY-BRAND-SHA256-RSA2048' : 'WECHATPAY2-SHA256-RSA2048'
      expect(security).toEqual([{ [scheme]: [] }])
      expect((document.components as { securitySchemes: Json }).securitySchemes).toHaveProperty([scheme])
      expect(parameters).toContainEqual(
        expect.objectContaining({ name: 'Wechatpay-Serial', in: 'header', required: isBrand }),
      )
    }
  })

  it('are headers of every 2xx response, but not of errors', () => {
    for (const { responses } of operations.values()) {
      const statuses = Object.keys(responses).filter((status) => status.startsWith('2'))
      expect(statuses.length).toBeGreaterThan(0)
      for (const status of statuses)
        expect(Object.keys(responses[status]?.headers ?? {})).toEqual([...signed, 'Request-ID'])
      expect(Object.keys(responses[401]?.headers ?? {})).toEqual(['Request-ID'])
    }
  })

  it('of callbacks are required headers', () => {
    for (const { parameters } of webhooks.values()) {
      expect(parameters.filter(({ required }) => required).map(({ name }) => name)).toEqual(signed)
    }
  })

  it('a success is a 200 if the endpoint has an output, a 204 otherwise', () => {
    for (const { operationId, responses } of operations.values()) {
      const successes = Object.keys(responses).filter((status) => status.startsWith('2'))
      expect(successes, operationId).toEqual([endpoints.get(operationId)?.output ? '200' : '204'])
    }
  })

  it('every known code is in the description of its status, in every operation', () => {
    for (const { responses } of operations.values()) {
      for (const [code, { status }] of Object.entries(apiCodes)) {
        expect(responses[status]?.description).toContain(`| \`${code}\` |`)
      }
    }
  })
})

it('lists every error number, with the status of its code', () => {
  const { responses } = document.components as { responses: Record<string, { description: string }> }
  const found = Object.entries(responses).flatMap(([name, { description }]) =>
    [...description.matchAll(/\b2\d{8}\b/g)].map(([number]) => [name, Number(number)] as const),
  )
  expect(found.length).toBeGreaterThanOrEqual(54)
  for (const [name, number] of found) {
    const { code, zh } = findErrorNumber(number) ?? expect.unreachable()
    expect(name).toBe(`Error${apiCodes[code].status}`)
    expect(responses[name]?.description).toContain(zh[1])
  }
})

describe('callbacks', () => {
  it.each([...webhooks])('%s: its example decrypts to its schema', (_, operation) => {
    const { examples = {}, schema } = operation.requestBody?.content['application/json'] ?? { schema: {} }
    const [example = { value: {} }] = Object.values(examples)
    const key = /[0-9a-f]{32}/.exec(example.summary ?? '')?.[0] ?? ''
    const { resource } = example.value as { resource: Record<string, string> }
    const sealed = Buffer.from(resource.ciphertext ?? '', 'base64')
    const decipher = createDecipheriv('aes-256-gcm', key, resource.nonce ?? '')
      .setAAD(Buffer.from(resource.associated_data ?? ''))
      .setAuthTag(sealed.subarray(-16))
    const text = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]).toString()
    const { properties } = follow(schema.$ref as string) as {
      properties: { resource: { properties: { ciphertext: Json } } }
    }
    const opened = compile(properties.resource.properties.ciphertext['x-opens-to'] as Json)
    expect(opened(JSON.parse(text))).toBe(true)
    expect(operation.responses).toMatchObject({ 200: {}, 204: {}, '4XX': {}, '5XX': {} })
  })
})

describe('Postman’s importer', () => {
  interface Item {
    readonly name: string
    readonly item?: readonly Item[]
    readonly request?: { readonly method: string; readonly url: { readonly path?: readonly string[] } }
  }
  const importWith = async (options: object): Promise<{ text: string; requests: Item[] }> => {
    const data = structuredClone(document)
    const converted = await promisify(convertV2)({ type: 'json', data }, options)
    expect(converted?.reason).toBeUndefined()
    expect(converted?.result).toBe(true)
    const walk = (item: Item): Item[] => [...(item.request ? [item] : []), ...(item.item ?? []).flatMap(walk)]
    return { text: JSON.stringify(converted), requests: walk(converted?.output?.[0]?.data as Item) }
  }

  it.each(['Paths', 'Tags'])('imports all operations, in folders by %s', async (folderStrategy) => {
    const { text, requests } = await importWith({ folderStrategy })
    const lines = requests.map(({ request }) => `${request?.method} /${request?.url.path?.join('/')}`)
    expect(lines.sort()).toEqual(
      [...operations.keys()].map((line) => line.replace(/\{(\w+)\}/g, ':$1')).sort(),
    )
    expect(text).not.toContain('<Error')
  })

  it('imports the callbacks if the option is set', async () => {
    expect((await importWith({ includeWebhooks: true })).requests).toHaveLength(
      operations.size + webhooks.size,
    )
  })
})

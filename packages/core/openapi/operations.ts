// One operation an endpoint.
import type { RetryPolicy } from '../src/contract/endpoint.ts'
import { check } from '../src/contract/schema.ts'
import type { Describer } from './describe.ts'
import { errorReferences } from './errors.ts'
import { type Given, inputOf } from './examples.ts'
import { type AnyEndpoint, inputSchema, type Json, outputSchema } from './schemas.ts'
import { answerHeaders, identityOf } from './signature.ts'
import type { Constant, Doc } from './sources.ts'

const repeats: Readonly<Record<RetryPolicy, string>> = {
  safe: 'After an unknown outcome it may be repeated. 结果未知时可以重试。',
  numbered:
    'After an unknown outcome it may be repeated with the same `out_request_no` and a body of equal bytes. 结果未知时，可用相同的 `out_request_no` 和完全相同的报文重试。',
  never:
    'After an unknown outcome look at the plan before it is repeated. 结果未知时，请先查询计划状态，再决定是否重试。',
}

/** @param tag The door that exports the endpoint. */
export function toOperation(
  tag: string,
  { endpoint, constant, describer }: { endpoint: AnyEndpoint; constant: Constant; describer: Describer },
): Json {
  const { name, method, path, retry, limit, page } = endpoint
  const { doc, types } = constant
  const [inputType, outputType] = types
  if (!inputType || !outputType) throw new Error(`${tag}.${name} is not declared as an Endpoint.`)
  const operationId = tag === 'security' ? name : tag + capital(name)
  const { scheme, serialParameter } = identityOf(path)
  const examples = doc.examples.map((code) => inputOf(code, name))
  const schema = inputSchema(endpoint)
  const inPath = [...path.matchAll(/\{([a-z_]+)\}/g)].map(([, field = '']) => field)
  const hasBody = method !== 'GET' && method !== 'DELETE'
  const body = hasBody ? describer.describeFields(schema, inputType, inPath) : {}
  const isEmpty = Object.keys((body.properties ?? body.oneOf ?? {}) as object).length === 0
  const parameters = toParameters(describer.describeFields(schema, inputType), examples[0]).filter(
    (parameter) => !hasBody || parameter.in === 'path',
  )
  return {
    tags: [tag],
    operationId,
    ...prose({ ...doc, see: page ?? doc.see }, repeats[retry]),
    security: [{ [scheme]: [] }],
    parameters: [...parameters, { $ref: `#/components/parameters/${serialParameter}` }],
    ...(!isEmpty && {
      requestBody: {
        required: true,
        content: json(
          describer.define(`${capital(operationId)}Body`, {
            description: `Body of \`${operationId}\` (请求体).`,
            ...body,
          }),
          { examples: named(examples.map((input) => omit(input, inPath))) },
        ),
      },
    }),
    responses: { ...successes(endpoint, outputType, describer), ...errorReferences },
    'x-retry': retry,
    ...(limit && { 'x-rate-limit': limit }),
  }

  /** Path or query parameters of every field. */
  function toParameters({ properties, required }: Json, example: Given = {}): Json[] {
    return Object.entries((properties ?? {}) as Record<string, Json>).map(
      ([field, { description, ...rest }]) => ({
        name: field,
        in: inPath.includes(field) ? 'path' : 'query',
        required: ((required ?? []) as readonly string[]).includes(field),
        description,
        schema: rest,
        ...(field in example && { example: example[field] }),
      }),
    )
  }
}

function successes({ output }: AnyEndpoint, type: Constant['types'][number], describer: Describer): Json {
  const either = ' Whether 200 or 204 comes is not documented. 文档未说明应答 200 还是 204。'
  const mayBeEmpty = !output || !check(output, undefined).issues
  return {
    ...(output && {
      200: {
        description: `Done. Verify the signature before the body is parsed. 成功，先验签再解析报文。${mayBeEmpty ? either : ''}`,
        headers: answerHeaders.signed,
        content: answer(describer.describe(outputSchema(output), type), describer),
      },
    }),
    ...(mayBeEmpty && {
      204: {
        description: `Done, without a body. Verify the signature, over an empty body. 成功，无报文，仍需验签（报文为空）。${output ? either : ''}`,
        headers: answerHeaders.signed,
      },
    }),
  }
}

/** With the example of its component. */
function answer(schema: Json, { components }: Describer): Json {
  const component = components[String(schema.$ref).replace(/^.*\//, '')]
  const [example] = (component?.examples ?? []) as readonly unknown[]
  return json(schema, example === undefined ? {} : { example })
}

/** What a docstring says, and one sentence more. */
export function prose({ text, see }: Doc, ...more: readonly string[]): Json {
  return {
    summary: text.split(/[.:](?=\s|$)/, 1)[0],
    description: [text, ...more].join('\n\n'),
    externalDocs: { description: 'Documentation of WeChat Pay 微信支付文档', url: see },
  }
}

export function json(schema: Json, more: Json = {}): Json {
  return { 'application/json': { schema, ...more } }
}

function named(values: readonly unknown[]): Json {
  return Object.fromEntries(values.map((value, i) => [`example${i + 1}`, { value }]))
}

function omit(input: Given, names: readonly string[]): Json {
  return Object.fromEntries(Object.entries(input).filter(([name]) => !names.includes(name)))
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

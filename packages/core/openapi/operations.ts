// One operation per endpoint.
import type { RetryPolicy } from '../src/contract/endpoint.ts'
import type { Describer } from './describe.ts'
import { errorReferences } from './errors.ts'
import { type Given, inputOf } from './examples.ts'
import { type AnyEndpoint, inputSchema, type Json, outputSchema } from './schemas.ts'
import { identityOf, responseHeaders } from './signature.ts'
import type { Constant, Doc } from './sources.ts'

const retries: Readonly<Record<RetryPolicy, string>> = {
  safe: 'It may be retried after an unknown outcome. 结果未知时可以重试。',
  numbered:
    'It may be retried after an unknown outcome, with the same `out_request_no` and the same bytes in the body. 结果未知时，可用相同的 `out_request_no` 和完全相同的报文重试。',
  never:
    'After an unknown outcome, check the plan before you retry it. 结果未知时，请先查询计划状态，再决定是否重试。',
}

/** @param tag Entry point that exports the endpoint. */
export function toOperation(
  tag: string,
  { endpoint, constant, describer }: { endpoint: AnyEndpoint; constant: Constant; describer: Describer },
): Json {
  const { name, method, path, caller, retry, limit, page } = endpoint
  const { doc, types } = constant
  const owner = `${tag}.${name}`
  const [inputType, outputType] = types
  if (!inputType || !outputType) throw new Error(`${tag}.${name} is not declared as an Endpoint.`)
  const operationId = tag === 'security' ? name : tag + capital(name)
  const { scheme, serialParameter } = identityOf(caller)
  // The example of an upload has a file, too; that of its input is in the docstring of its type.
  const examples = endpoint.upload ? [] : doc.examples.map((code) => inputOf(code, name))
  if (doc.examples.length === 0) throw new Error(`${tag}.${name} has no @example. Add one that calls it.`)
  const schema = inputSchema(endpoint, owner)
  const output = endpoint.output && describer.describe(outputSchema(endpoint.output, owner), outputType)
  const inPath = [...path.matchAll(/\{([a-z_]+)\}/g)].map(([, field = '']) => field)
  const hasBody = method !== 'GET' && method !== 'DELETE'
  const body = hasBody ? describer.describeFields(schema, inputType, inPath) : {}
  const isEmpty = Object.keys((body.properties ?? body.oneOf ?? {}) as object).length === 0
  const parameters = toParameters(oneOf(describer.describeFields(schema, inputType)), examples[0]).filter(
    (parameter) => !hasBody || parameter.in === 'path',
  )
  return {
    tags: [tag],
    operationId,
    ...prose({ ...doc, see: page ?? doc.see }, retries[retry]),
    security: [{ [scheme]: [] }],
    parameters: [...parameters, { $ref: `#/components/parameters/${serialParameter}` }],
    ...(!isEmpty && {
      requestBody: {
        required: true,
        content: endpoint.upload
          ? multipart(describer.describe(schema, inputType))
          : json(
              describer.define(`${capital(operationId)}Body`, {
                description: `Body of \`${operationId}\` (请求体).`,
                ...body,
              }),
              { examples: named(examples.map((input) => omit(input, inPath))) },
            ),
      },
    }),
    responses: { ...successes(output, describer), ...errorReferences },
    'x-retry': retry,
    ...(limit && { 'x-rate-limit': limit }),
  }

  /** The parameters of all fields: path or query. */
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

/** What is in the path is the same in every variant of an input. */
function oneOf(fields: Json): Json {
  const [variant] = (fields.oneOf ?? [fields]) as readonly [Json]
  return variant
}

/** An upload: JSON, which alone is signed, and a file. */
function multipart(input: Json): Json {
  const meta = { ...input, description: 'Name and hash of the file (文件元信息): this JSON alone is signed.' }
  const file = {
    type: 'string',
    contentMediaType: 'application/octet-stream',
    description: 'The image (图片文件): JPG, BMP or PNG, at most 2 MB. It is not signed.',
  }
  return {
    'multipart/form-data': {
      schema: { type: 'object', properties: { meta, file }, required: ['meta', 'file'] },
      encoding: {
        meta: { contentType: 'application/json' },
        file: { contentType: 'image/jpeg, image/bmp, image/png' },
      },
    },
  }
}

function successes(output: Json | undefined, describer: Describer): Json {
  return {
    ...(output && {
      200: {
        description: `Success. Verify the signature before you parse the body. 成功，先验签再解析报文。`,
        headers: responseHeaders.signed,
        content: responseContent(output, describer),
      },
    }),
    ...(!output && {
      204: {
        description:
          'Success without a body. Verify the signature over the empty body. 成功，无报文，仍需验签（报文为空）。',
        headers: responseHeaders.signed,
      },
    }),
  }
}

/** The schema, with the example of its component. */
function responseContent(schema: Json, { components }: Describer): Json {
  const component = components[String(schema.$ref).replace(/^.*\//, '')]
  const [example] = (component?.examples ?? []) as readonly unknown[]
  if (example === undefined) {
    throw new Error(`${schema.$ref} has no @example. Add one that declares a constant of this type.`)
  }
  return json(schema, { example })
}

/** The text of a docstring, with more paragraphs. */
export function prose({ text, see }: Doc, ...more: readonly string[]): Json {
  if (see === undefined) throw new Error(`Its docstring has no @see with the URL of its page: ${text}`)
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

// Callbacks: the sealed notifications of WeChat Pay, and the responses that it expects.
import { createCipheriv } from 'node:crypto'
import { envelopeSchema } from '../src/contract/envelope.ts'
import type { AnyNotificationDefinition } from '../src/contract/notification.ts'
import type { Describer } from './describe.ts'
import { json, prose } from './operations.ts'
import { type Json, outputSchema } from './schemas.ts'
import { callbackParameters } from './signature.ts'
import type { Constant, Sources } from './sources.ts'
import { callbackRefusal } from './wire.ts'

/** Opens the examples. Any 32 bytes would do. */
const exampleKey = '0123456789abcdef0123456789abcdef'

/** The responses to every callback. */
export function callbackResponses({ typeNamed }: Sources, describer: Describer): Json {
  const refusal = describer.describe(
    outputSchema(callbackRefusal, 'CallbackRefusal'),
    typeNamed('openapi/wire.ts', 'CallbackRefusal'),
  )
  const refused = {
    description:
      'Not accepted: the signature is invalid, or your system failed. WeChat Pay sends the callback again later. 未接受（验签失败或自身处理失败），微信支付稍后重发。',
    content: json(refusal),
  }
  return {
    200: { description: 'Accepted. No body is needed. 已接受，无需报文。' },
    204: { description: 'Accepted. 已接受。' },
    '4XX': refused,
    '5XX': refused,
  }
}

export interface WebhookOptions {
  readonly constant: Constant
  readonly sources: Sources
  readonly describer: Describer
  readonly responses: Json
}

export function toWebhook(
  definition: AnyNotificationDefinition,
  { constant: { doc, types }, sources, describer, responses }: WebhookOptions,
): Json {
  const [, resourceType] = types
  if (!resourceType) throw new Error(`${definition.kind} is not declared as a NotificationDefinition.`)
  const resource = describer.describe(outputSchema(definition.resource, definition.kind), resourceType)
  const name = String(resource.$ref).replace(/^.*\//, '')
  const [example] = (describer.components[name]?.examples ?? []) as readonly unknown[]
  if (example === undefined) {
    throw new Error(`${name} has no @example. Add one that declares a constant of this type.`)
  }
  const link = `[\`${name}\`](${resource.$ref})`
  return {
    tags: ['callbacks'],
    operationId: definition.kind,
    ...prose(
      doc,
      `Verify the signature over the raw body. Then decrypt \`resource\` with the APIv3 key of the merchant, or with the API key of the brand: AES-256-GCM, with its nonce and its associated data. It contains a ${link}. Respond within 5 seconds. The same \`id\` may come more than once, and callbacks can overtake each other.`,
      `先对收到的原始报文验签，再用商户 APIv3 密钥或品牌 API 密钥解密 \`resource\`（AES-256-GCM，随机串与附加数据取自其中），得到 ${link}。须在 5 秒内应答。同一 \`id\` 可能重复到达，且不保证顺序。`,
    ),
    security: [],
    parameters: callbackParameters,
    requestBody: {
      required: true,
      content: json(describer.define(`${name}Envelope`, envelope(definition, resource)), {
        examples: {
          sealed: {
            summary: `Encrypted with the key ${exampleKey} 可用此密钥解密`,
            value: seal(definition, { resource: example, summary: chineseTerm(doc.text) }),
          },
        },
      }),
    },
    responses,
  }

  function envelope({ eventTypes }: AnyNotificationDefinition, opensTo: Json): Json {
    const schema = outputSchema(envelopeSchema, 'NotificationEnvelope')
    const type = sources.typeNamed('src/index.ts', 'NotificationEnvelope')
    const sealed = type.getProperty('resource')
    const outer = describer.describeFields(schema, type, ['resource'])
    const inner = describer.describeFields(
      (schema.properties as Json).resource as Json,
      sources.typeNamed('src/index.ts', 'EnvelopeResource'),
    )
    const narrowed = {
      description: sealed && sources.docOf(sealed).text,
      ...narrow(inner, {
        // Pages contradict each other about it, so it is an example only.
        original_type: { examples: [originalTypeOf(definition)] },
        ciphertext: { contentEncoding: 'base64', 'x-opens-to': opensTo },
      }),
    }
    return {
      description: `A callback with a sealed ${link} (回调通知).`,
      ...narrow(outer, { event_type: { enum: eventTypes }, resource: narrowed }),
      required: [...(outer.required as readonly string[]), 'resource'],
    }
  }
}

/** An object with more keywords for some of its fields. */
function narrow(object: Json, fields: Readonly<Record<string, Json>>): Json {
  const properties = object.properties as Readonly<Record<string, Json>>
  const changed = Object.entries(fields).map(([name, more]) => [name, { ...properties[name], ...more }])
  return { ...object, properties: { ...properties, ...Object.fromEntries(changed) } }
}

/** The definition of plan changes has none, because the pages name two. */
function originalTypeOf({ originalType = 'delivery_plan' }: AnyNotificationDefinition): string {
  return originalType
}

function seal(
  definition: AnyNotificationDefinition,
  { resource, summary }: { resource: unknown; summary: string },
): Json {
  const { eventTypes } = definition
  const originalType = originalTypeOf(definition)
  const nonce = 'fdasflkja484'
  const cipher = createCipheriv('aes-256-gcm', exampleKey, nonce).setAAD(Buffer.from(originalType))
  const sealed = [cipher.update(JSON.stringify(resource)), cipher.final(), cipher.getAuthTag()]
  return {
    id: '7d9c1f52-3b0a-5c4e-8f21-6a9be0c7d413',
    create_time: '2026-11-24T10:29:35+08:00',
    event_type: eventTypes[0],
    resource_type: 'encrypt-resource',
    summary,
    resource: {
      algorithm: 'AEAD_AES_256_GCM',
      ciphertext: Buffer.concat(sealed).toString('base64'),
      associated_data: originalType,
      original_type: originalType,
      nonce,
    },
  }
}

function chineseTerm(text: string): string {
  return /\((\p{Script=Han}+)\)/u.exec(text)?.[1] ?? ''
}

// What is not accepted: the documented status, a message for the sender, and nothing handled.
import { apiV3Key, keys, utf8 } from '@wxdp-internal/fixtures'
import {
  type CallbackRequestOptions,
  planChangeEnvelope,
  signedHeaders,
} from '@wxdp-internal/fixtures/messages'
import { alike, equal, test } from '../harness/index.ts'
import { flipBase64, invalidUtf8 } from './support/bytes.ts'
import { callback, recordedHandler } from './support/callback.ts'
import { second } from './support/platform.ts'

const group = 'handler'

interface Refusal {
  readonly body?: string | Uint8Array | (() => Promise<string | Uint8Array>)
  readonly options?: CallbackRequestOptions
  readonly key?: string
}

const changed = (changes: object) => ({ body: () => planChangeEnvelope({ changes }) })
const rewritten = (change: (body: string) => string | Uint8Array) => ({
  body: async () => change(await planChangeEnvelope()),
})
const header = (name: string, value: string | undefined) => ({ options: { headers: { [name]: value } } })
const signedAt = (timestamp: number) => ({ options: { timestamp } })

const refusals: readonly (readonly [what: string, status: number, code: string, refusal: Refusal])[] = [
  ['an empty body', 400, 'CORE_ENVELOPE_INVALID', { body: '' }],
  ['a body that is not JSON', 400, 'CORE_ENVELOPE_INVALID', { body: 'a=b' }],
  ['JSON null', 400, 'CORE_ENVELOPE_INVALID', { body: 'null' }],
  ['a JSON array', 400, 'CORE_ENVELOPE_INVALID', { body: '[]' }],
  ['a JSON string', 400, 'CORE_ENVELOPE_INVALID', { body: '"EV-1"' }],
  ['an empty object', 400, 'CORE_ENVELOPE_INVALID', { body: '{}' }],
  ['a byte order mark alone', 400, 'CORE_ENVELOPE_INVALID', { body: Uint8Array.of(0xef, 0xbb, 0xbf) }],
  [
    'invalid UTF-8',
    400,
    'CORE_ENVELOPE_INVALID',
    { body: async () => invalidUtf8(await planChangeEnvelope({ changes: { summary: '¿' } })) },
  ],
  [
    'a duplicate member',
    400,
    'CORE_ENVELOPE_INVALID',
    rewritten((body) => body.replace('{', '{"id":"EV-0",')),
  ],
  ['an id that is a number', 400, 'CORE_ENVELOPE_INVALID', changed({ id: 1 })],
  ['no resource', 400, 'CORE_ENVELOPE_INVALID', changed({ resource: null })],
  ['a body of 100 KiB', 413, 'NOTIFY_BODY_TOO_LARGE', changed({ summary: 'x'.repeat(100 * 1024) })],
  ['a missing timestamp', 400, 'AUTH_HEADER_MISSING', header('wechatpay-timestamp', undefined)],
  ['a missing nonce', 400, 'AUTH_HEADER_MISSING', header('wechatpay-nonce', undefined)],
  ['a missing signature', 400, 'AUTH_HEADER_MISSING', header('wechatpay-signature', undefined)],
  ['a missing serial', 400, 'AUTH_HEADER_MISSING', header('wechatpay-serial', undefined)],
  ['a repeated serial', 400, 'AUTH_HEADER_INVALID', header('wechatpay-serial', 'A, B')],
  ['a malformed timestamp', 400, 'AUTH_TIMESTAMP_INVALID', header('wechatpay-timestamp', 'now')],
  ['a callback 301 s old', 401, 'AUTH_TIMESTAMP_EXPIRED', signedAt(second - 301)],
  ['a callback 301 s early', 401, 'AUTH_TIMESTAMP_EXPIRED', signedAt(second + 301)],
  ['an unknown serial', 401, 'AUTH_SERIAL_UNKNOWN', header('wechatpay-serial', `${keys.platform.serialNo}1`)],
  ['a forged signature', 401, 'AUTH_SIGNATURE_INVALID', header('wechatpay-signature', 'AAAA')],
  ['a body changed on the way', 401, 'AUTH_SIGNATURE_INVALID', { options: { sent: '{}' } }],
  ['another content type', 415, 'NOTIFY_CONTENT_TYPE', header('content-type', 'text/plain')],
  [
    'a resource that is not sealed as documented',
    400,
    'AUTH_SEALED_INVALID',
    rewritten((body) => body.replace('AEAD_AES_256_GCM', 'AEAD_AES_128_GCM')),
  ],
  ['another APIv3 key', 500, 'AUTH_OPEN_FAILED', { key: apiV3Key.replace('T', 't') }],
  [
    'a resource that was altered',
    500,
    'AUTH_OPEN_FAILED',
    rewritten((body) => body.replace(/(?<="ciphertext":")[^"]+/, (text) => flipBase64(text, 5))),
  ],
  [
    'a resource without its plan',
    500,
    'CORE_RESOURCE_INVALID',
    { body: () => planChangeEnvelope({ resource: { plan_state: 'PAUSED' } }) },
  ],
]

for (const [what, status, code, { body, options, key }] of refusals) {
  test(group, `${what} gets a ${status}: ${code}`, async () => {
    const { handler, handled, outcomes } = recordedHandler(undefined, key ? { apiV3Key: key } : {})
    const sent = typeof body === 'function' ? await body() : body
    const response = await handler(await callback(sent, options))
    const content = (await response.json()) as { code?: unknown; message?: unknown }
    equal(outcomes.join(), `${status < 500 ? 'refused' : 'failed'} ${status} ${code}`)
    alike([response.status, content.code, content.message], [status, 'FAIL', code])
    equal(response.headers.get('content-type'), 'application/json')
    equal(handled.length, 0)
  })
}

const url = 'https://pay.example.com/wechatpay/plans'

test(group, 'a GET gets a 405 that names POST', async () => {
  const { handler, outcomes } = recordedHandler()
  const response = await handler(new Request(url))
  alike([response.status, response.headers.get('allow')], [405, 'POST'])
  alike(outcomes, ['refused 405 NOTIFY_METHOD'])
})

test(group, 'a signed POST without a body gets a 400', async () => {
  const { handler } = recordedHandler()
  const headers = await signedHeaders('', {
    timestamp: second,
    headers: { 'content-type': 'application/json' },
  })
  equal((await handler(new Request(url, { method: 'POST', headers }))).status, 400)
})

test(group, 'a body that was already read gets a 500, and the event has the reason', async () => {
  const { handler, outcomes } = recordedHandler()
  const request = await callback()
  await request.text()
  equal((await handler(request)).status, 500)
  alike(outcomes, ['failed 500 NOTIFY_BODY_CONSUMED'])
})

test(group, 'a body that breaks off gets a 408', async () => {
  const { handler, outcomes } = recordedHandler()
  const sent = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.error(new Error('connection reset')),
  })
  equal((await handler(await callback('{}', { sent }))).status, 408)
  alike(outcomes, ['refused 408 NOTIFY_BODY_INCOMPLETE'])
})

test(group, 'a body that stalls gets a 408 in time', async () => {
  const { handler } = recordedHandler(undefined, { deadline: 50 })
  const sent = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(utf8('{')) })
  equal((await handler(await callback('{}', { sent }))).status, 408)
})

test(group, 'an endless body is not read past the limit', async () => {
  const { handler, outcomes } = recordedHandler()
  let pulled = 0
  const sent = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 1
      controller.enqueue(new Uint8Array(1024))
    },
  })
  equal((await handler(await callback('{}', { sent }))).status, 413)
  alike(outcomes, ['refused 413 NOTIFY_BODY_TOO_LARGE'])
  // 64 KiB, and what the host reads ahead.
  equal(pulled < 256, true)
})

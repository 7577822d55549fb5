// What is not accepted: the documented status, words for the sender, and nothing handled.
import { alike, equal, test } from '../harness/index.ts'
import { type CallbackOptions, callback, desk, envelope } from './callback.ts'
import { apiV3Key, flipBase64, invalidUtf8, platformSerial, utf8 } from './fixtures.ts'
import { second, signed } from './platform.ts'

const group = 'handler'

interface Refusal {
  readonly what: string
  readonly status: number
  readonly code: string
  readonly body?: () => string | Uint8Array | Promise<string | Uint8Array>
  readonly options?: CallbackOptions
  readonly key?: string
}

const invalidEnvelope = { status: 400, code: 'CORE_ENVELOPE_INVALID' } as const
const header = (name: string, value: string | undefined): CallbackOptions => ({
  changes: { [`wechatpay-${name}`]: value },
})

const refusals: readonly Refusal[] = [
  { what: 'an empty body', ...invalidEnvelope, body: () => '' },
  { what: 'a body that is no JSON', ...invalidEnvelope, body: () => 'a=b' },
  { what: 'JSON null', ...invalidEnvelope, body: () => 'null' },
  { what: 'a JSON array', ...invalidEnvelope, body: () => '[]' },
  { what: 'a JSON string', ...invalidEnvelope, body: () => '"EV-1"' },
  { what: 'an empty object', ...invalidEnvelope, body: () => '{}' },
  { what: 'a byte order mark alone', ...invalidEnvelope, body: () => new Uint8Array([0xef, 0xbb, 0xbf]) },
  {
    what: 'invalid UTF-8',
    ...invalidEnvelope,
    body: async () => invalidUtf8(await envelope('EV', { summary: '¿' })),
  },
  {
    what: 'a member that stands twice',
    ...invalidEnvelope,
    body: async () => (await envelope()).replace('{', '{"id":"EV-0",'),
  },
  { what: 'an id that is a number', ...invalidEnvelope, body: () => envelope('', { id: 1 }) },
  { what: 'no resource', ...invalidEnvelope, body: () => envelope('EV', { resource: null }) },
  {
    what: 'a body of 100 KiB',
    status: 413,
    code: 'NOTIFY_BODY_TOO_LARGE',
    body: () => envelope('EV', { summary: 'x'.repeat(100 * 1024) }),
  },
  {
    what: 'a missing timestamp',
    status: 400,
    code: 'AUTH_HEADER_MISSING',
    options: header('timestamp', undefined),
  },
  { what: 'a missing nonce', status: 400, code: 'AUTH_HEADER_MISSING', options: header('nonce', undefined) },
  {
    what: 'a missing signature',
    status: 400,
    code: 'AUTH_HEADER_MISSING',
    options: header('signature', undefined),
  },
  {
    what: 'a missing serial',
    status: 400,
    code: 'AUTH_HEADER_MISSING',
    options: header('serial', undefined),
  },
  { what: 'a repeated serial', status: 400, code: 'AUTH_HEADER_INVALID', options: header('serial', 'A, B') },
  {
    what: 'a malformed timestamp',
    status: 400,
    code: 'AUTH_TIMESTAMP_INVALID',
    options: header('timestamp', 'now'),
  },
  {
    what: 'a callback 301 s old',
    status: 401,
    code: 'AUTH_TIMESTAMP_EXPIRED',
    options: { timestamp: second - 301 },
  },
  {
    what: 'a callback 301 s early',
    status: 401,
    code: 'AUTH_TIMESTAMP_EXPIRED',
    options: { timestamp: second + 301 },
  },
  {
    what: 'an unknown serial',
    status: 401,
    code: 'AUTH_SERIAL_UNKNOWN',
    options: header('serial', `${platformSerial}1`),
  },
  {
    what: 'a forged signature',
    status: 401,
    code: 'AUTH_SIGNATURE_INVALID',
    options: header('signature', 'AAAA'),
  },
  { what: 'a body changed on the way', status: 401, code: 'AUTH_SIGNATURE_INVALID', options: { sent: '{}' } },
  {
    what: 'another content type',
    status: 415,
    code: 'NOTIFY_CONTENT_TYPE',
    options: { changes: { 'content-type': 'text/plain' } },
  },
  {
    what: 'a resource that is not sealed as documented',
    status: 400,
    code: 'AUTH_SEALED_INVALID',
    body: async () => (await envelope()).replace('AEAD_AES_256_GCM', 'AEAD_AES_128_GCM'),
  },
  { what: 'another APIv3 key', status: 500, code: 'AUTH_OPEN_FAILED', key: apiV3Key.replace('T', 't') },
  {
    what: 'a resource that was tampered with',
    status: 500,
    code: 'AUTH_OPEN_FAILED',
    body: async () =>
      (await envelope()).replace(
        /"ciphertext":"([^"]+)"/,
        (_, text: string) => `"ciphertext":"${flipBase64(text, 5)}"`,
      ),
  },
  {
    what: 'a resource without its plan',
    status: 500,
    code: 'CORE_RESOURCE_INVALID',
    body: () => envelope('EV', {}, { plan_state: 'PAUSED' }),
  },
]

for (const { what, status, code, body = envelope, options, key } of refusals) {
  test(group, `${what} is answered with a ${status}`, async () => {
    const { handler, handled, seen } = desk(undefined, key === undefined ? {} : { apiV3Key: key })
    const answer = await handler(await callback(await body(), options))
    const words = (await answer.json()) as { code?: unknown; message?: unknown }
    equal(seen.join(), `${status < 500 ? 'refused' : 'failed'} ${status} ${code}`)
    alike([answer.status, words.code, typeof words.message], [status, 'FAIL', 'string'])
    equal(answer.headers.get('content-type'), 'application/json')
    equal(handled.length, 0)
  })
}

test(group, 'a GET is answered with a 405 that names POST', async () => {
  const { handler, seen } = desk()
  const answer = await handler(new Request('https://pay.example.com/wechatpay/plans'))
  alike([answer.status, answer.headers.get('allow')], [405, 'POST'])
  alike(seen, ['refused 405 NOTIFY_METHOD'])
})

test(group, 'a signed POST without any body is answered with a 400', async () => {
  const { handler } = desk()
  const headers = { ...(await signed('')), 'content-type': 'application/json' }
  const request = new Request('https://pay.example.com/wechatpay/plans', { method: 'POST', headers })
  equal((await handler(request)).status, 400)
})

test(group, 'a body that was read before is answered with a 500 that says so to the log', async () => {
  const { handler, seen } = desk()
  const request = await callback(await envelope())
  await request.text()
  equal((await handler(request)).status, 500)
  alike(seen, ['failed 500 NOTIFY_BODY_CONSUMED'])
})

test(group, 'a body that breaks off is answered with a 408', async () => {
  const { handler, seen } = desk()
  const sent = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.error(new Error('hung up'))
    },
  })
  equal((await handler(await callback('{}', { sent }))).status, 408)
  alike(seen, ['refused 408 NOTIFY_BODY_INCOMPLETE'])
})

test(group, 'a body that never ends is answered with a 408 in time', async () => {
  const { handler } = desk(undefined, { deadline: 50 })
  const sent = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(utf8('{')) })
  equal((await handler(await callback('{}', { sent }))).status, 408)
})

test(group, 'a body without end is not read past the limit', async () => {
  const { handler, seen } = desk()
  let pulled = 0
  const sent = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 1
      controller.enqueue(new Uint8Array(1024))
    },
  })
  equal((await handler(await callback('{}', { sent }))).status, 413)
  alike(seen, ['refused 413 NOTIFY_BODY_TOO_LARGE'])
  // 64 KiB, and what the host reads ahead.
  equal(pulled < 256, true)
})

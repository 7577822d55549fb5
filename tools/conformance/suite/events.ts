// Function platforms: the same callbacks in the form of each, the same responses on every host.
import type { HandlerSettings } from '@wxdp/notify'
import { createEventHandler, type EventHandler, type EventHost } from '@wxdp/notify/event'
import { apiV3Key, official, utf8 } from '@wxdp-internal/fixtures'
import { events, receivedFrom, type SentRequest } from '@wxdp-internal/fixtures/events'
import { planChangeEnvelope, type SigningOptions, signedCallback } from '@wxdp-internal/fixtures/messages'
import { alike, equal, test } from '../harness/index.ts'
import { invalidUtf8 } from './support/bytes.ts'
import { second, verifier } from './support/platform.ts'

const group = 'events'

interface Recorded {
  readonly handler: EventHandler
  /** The code of every callback, or its outcome. */
  readonly outcomes: string[]
  /** How often `onNotification` was called. */
  readonly handled: () => number
}

function recorded(): Recorded {
  const outcomes: string[] = []
  let handled = 0
  const settings: HandlerSettings<undefined & never, EventHost> = {
    verifier,
    apiV3Key,
    onNotification() {
      handled += 1
    },
    observe: ({ outcome, code }) => outcomes.push(code ?? outcome),
  }
  return { handler: createEventHandler(settings), outcomes, handled: () => handled }
}

/** Created while the module loads, as the handler of a function is. */
const created = recorded()

const sent = async (body?: string | Uint8Array, options: SigningOptions = {}): Promise<SentRequest> =>
  signedCallback(body, { timestamp: second, ...options })
const notUtf8 = async () => sent(invalidUtf8(await planChangeEnvelope({ changes: { summary: '¿' } })))

const refusals: readonly (readonly [
  what: string,
  status: number,
  code: string,
  request: () => Promise<SentRequest>,
])[] = [
  [
    'a probe',
    401,
    'AUTH_SIGNATURE_PROBE',
    () => sent(undefined, { headers: { 'wechatpay-signature': official.probe.signature } }),
  ],
  ['a forged callback', 401, 'AUTH_SIGNATURE_INVALID', async () => ({ ...(await sent()), body: utf8('{}') })],
  ['a GET', 405, 'NOTIFY_METHOD', async () => ({ method: 'GET' })],
  ['no body', 400, 'CORE_ENVELOPE_INVALID', async () => ({ headers: { ...(await sent('')).headers } })],
  [
    'bytes that are not UTF-8',
    400,
    'CORE_ENVELOPE_INVALID',
    async () => ({ ...(await notUtf8()), isBase64: true }),
  ],
  [
    'a body of 100 KiB in Base64',
    413,
    'NOTIFY_BODY_TOO_LARGE',
    async () => ({ ...(await sent()), body: new Uint8Array(100 * 1024), isBase64: true }),
  ],
  ['a parsed body', 500, 'NOTIFY_BODY_CONSUMED', async () => ({ ...(await sent()), isParsed: true })],
]

for (const { name, call, form } of events) {
  test(group, `${name}: handled once, as text and in Base64`, async () => {
    const { handler, outcomes, handled } = recorded()
    for (const isBase64 of [false, true]) {
      const given = call({ ...(await sent()), isBase64 })
      const received = receivedFrom(await handler(given.event, given.context), given)
      alike(received, form({ status: 204, headers: {}, body: '' }))
    }
    alike([handled(), ...outcomes], [1, 'accepted', 'duplicate'])
  })

  for (const [what, status, code, request] of refusals) {
    test(group, `${name}: ${what} gets a ${status}: ${code}`, async () => {
      const { handler, outcomes, handled } = recorded()
      const given = call(await request())
      const received = receivedFrom(await handler(given.event, given.context), given)
      const headers = { 'Content-Type': 'application/json', ...(status === 405 && { Allow: 'POST' }) }
      alike(received, form({ status, headers, body: JSON.stringify({ code: 'FAIL', message: code }) }))
      alike([handled(), ...outcomes], [0, code])
    })
  }
}

test(group, 'an event of no known form gets a 500: NOTIFY_EVENT_INVALID', async () => {
  const { handler, outcomes } = created
  equal((await handler({ Records: [] })).statusCode, 500)
  alike(outcomes, ['NOTIFY_EVENT_INVALID'])
})

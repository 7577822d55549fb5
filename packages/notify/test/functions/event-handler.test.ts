import type { CallbackEvent, HandlerSettings, SourceCheckOptions } from '@wxdp/notify'
import { createSourceCheck } from '@wxdp/notify'
import { createEventHandler, type EventHost } from '@wxdp/notify/event'
import { official, utf8 } from '@wxdp-internal/fixtures'
import { address, events, receivedFrom, type SentRequest } from '@wxdp-internal/fixtures/events'
import { planChange, planChangeEnvelope } from '@wxdp-internal/fixtures/messages'
import { describe, expect, it, vi } from 'vitest'
import { callbackHeaders, settings } from '../support/settings.ts'

function setUp(changes: Partial<HandlerSettings<readonly [never], EventHost>> = {}) {
  const observed: CallbackEvent[] = []
  const onNotification = vi.fn()
  const handler = createEventHandler({
    ...settings,
    onNotification,
    observe: (event) => void observed.push(event),
    ...changes,
  } as HandlerSettings)
  return { handler, onNotification, observed }
}

async function genuine(
  id = 'EV-1',
  changes: object = {},
): Promise<Required<Pick<SentRequest, 'headers' | 'body'>>> {
  return signed(await planChangeEnvelope({ id, changes }))
}

async function signed(content: string | Uint8Array) {
  const body = typeof content === 'string' ? utf8(content) : content
  return { headers: { 'content-type': 'application/json', ...(await callbackHeaders(body)) }, body }
}

/** Signed bytes of which one is not UTF-8. */
async function notUtf8() {
  const body = utf8(await planChangeEnvelope({ changes: { summary: '\u00bf' } }))
  body[body.indexOf(0xc2)] = 0xff
  return signed(body)
}

interface Case {
  readonly sent: () => Promise<SentRequest>
  readonly status: number
  readonly outcome: string
}

const genuineSent = genuine
const cases: Readonly<Record<string, Case>> = {
  'a genuine callback': { sent: genuineSent, status: 204, outcome: 'accepted' },
  'a genuine callback in Base64': {
    sent: async () => ({ ...(await genuine()), isBase64: true }),
    status: 204,
    outcome: 'accepted',
  },
  'Chinese, and characters of four bytes': {
    sent: () => genuine('EV-1', { summary: '投放计划状态变更 🎉\u0000\u2028' }),
    status: 204,
    outcome: 'accepted',
  },
  'a probe': {
    sent: async () => {
      const { headers, body } = await genuine()
      return { headers: { ...headers, 'wechatpay-signature': official.probe.signature }, body }
    },
    status: 401,
    outcome: 'AUTH_SIGNATURE_PROBE',
  },
  'a forged callback': {
    sent: async () => ({ ...(await genuine()), body: utf8(await planChangeEnvelope({ id: 'EV-2' })) }),
    status: 401,
    outcome: 'AUTH_SIGNATURE_INVALID',
  },
  'a GET without a body': {
    sent: async () => ({ method: 'GET' }),
    status: 405,
    outcome: 'NOTIFY_METHOD',
  },
  'a signed POST without a body': {
    sent: async () => ({ headers: (await signed('')).headers }),
    status: 400,
    outcome: 'CORE_ENVELOPE_INVALID',
  },
  'a POST without headers': {
    sent: async () => ({ body: utf8('{}') }),
    status: 400,
    outcome: 'AUTH_HEADER_MISSING',
  },
  'a form': {
    sent: async () => ({
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: utf8('a=b'),
    }),
    status: 415,
    outcome: 'NOTIFY_CONTENT_TYPE',
  },
  'a body that is too large': {
    sent: async () => ({ ...(await genuine()), body: new Uint8Array(65_537).fill(0x41) }),
    status: 413,
    outcome: 'NOTIFY_BODY_TOO_LARGE',
  },
  'a body in Base64 that is too large': {
    sent: async () => ({ ...(await genuine()), body: new Uint8Array(65_537).fill(0x41), isBase64: true }),
    status: 413,
    outcome: 'NOTIFY_BODY_TOO_LARGE',
  },
  'bytes in Base64 that are not UTF-8': {
    sent: async () => ({ ...(await notUtf8()), isBase64: true }),
    status: 400,
    outcome: 'CORE_ENVELOPE_INVALID',
  },
  'a parsed body': {
    sent: async () => ({ ...(await genuine()), isParsed: true }),
    status: 500,
    outcome: 'NOTIFY_BODY_CONSUMED',
  },
}

function expected({ status, outcome }: Omit<Case, 'sent'>) {
  if (status === 204) return { status, headers: {}, body: '' }
  const headers = { 'Content-Type': 'application/json', ...(status === 405 && { Allow: 'POST' }) }
  return { status, headers, body: JSON.stringify({ code: 'FAIL', message: outcome }) }
}

describe.each(events)('$name', ({ platform, carries, tellsAddress, call, form }) => {
  it.each(Object.entries(cases))('%s', async (_, { sent, status, outcome }) => {
    const { handler, onNotification, observed } = setUp()
    const given = call(await sent())
    const received = receivedFrom(await handler(given.event, given.context), given)
    expect(observed.map((event) => event.code ?? event.outcome)).toEqual([outcome])
    expect(received).toEqual(form(expected({ status, outcome })))
    expect(onNotification.mock.calls.map(([notification]) => notification.resource)).toEqual(
      status === 204 ? [planChange] : [],
    )
  })

  it('a text that was not UTF-8 cannot be verified; bytes can', async () => {
    const { handler, observed } = setUp()
    const given = call(await notUtf8())
    const received = receivedFrom(await handler(given.event, given.context), given)
    const [status, outcome] =
      carries === 'text'
        ? ([401, 'AUTH_SIGNATURE_INVALID'] as const)
        : ([400, 'CORE_ENVELOPE_INVALID'] as const)
    expect(received).toEqual(form(expected({ status, outcome })))
    expect(observed).toMatchObject([{ code: outcome }])
  })

  it('a duplicate is answered and not handled again', async () => {
    const { handler, onNotification, observed } = setUp()
    const sent = await genuine()
    for (let i = 0; i < 2; i++) {
      const given = call(sent)
      const received = receivedFrom(await handler(given.event, given.context), given)
      expect(received).toEqual(form(expected({ status: 204, outcome: 'accepted' })))
    }
    expect(onNotification).toHaveBeenCalledTimes(1)
    expect(observed.map(({ outcome }) => outcome)).toEqual(['accepted', 'duplicate'])
  })

  it('a parsed body is refused by an error that names the platform', async () => {
    const { handler, observed } = setUp()
    const given = call({ ...(await genuine()), isParsed: true })
    await handler(given.event, given.context)
    expect(String(observed[0]?.error)).toContain(`On ${platform}: the body `)
    expect(String(observed[0]?.error)).toMatch(
      /The signature covers the raw bytes\. [A-Z].*\. \S+#notify_body_consumed$/,
    )
  })

  it('the source check gets the address', async () => {
    const hosts: EventHost[] = []
    const options: SourceCheckOptions<EventHost> = {
      address(host) {
        hosts.push(host)
        return host.address
      },
    }
    const { handler, observed } = setUp({ sourceCheck: createSourceCheck(options) })
    const given = call(await genuine())
    await handler(given.event, given.context)
    expect(hosts[0]?.address?.replace(/:51008$/, '')).toBe(tellsAddress ? address : undefined)
    expect(observed.map(({ status }) => status)).toEqual([tellsAddress ? 204 : 403])
  })

  it('another address is refused before the body is looked at', async () => {
    const sourceCheck = createSourceCheck<EventHost>({
      address: (host) => host.address,
      ranges: ['203.0.113.7'],
    })
    const { handler, observed } = setUp({ sourceCheck })
    const given = call({ ...(await genuine()), isParsed: true })
    const received = receivedFrom(await handler(given.event, given.context), given)
    expect(received).toEqual(form(expected({ status: 403, outcome: 'NOTIFY_SOURCE' })))
    expect(observed).toMatchObject([{ code: 'NOTIFY_SOURCE' }])
  })

  it('onNotification gets the event and the context', async () => {
    const { handler, onNotification } = setUp()
    const { event, context } = call(await genuine())
    await handler(event, context)
    const { host } = onNotification.mock.calls[0]?.[1] ?? {}
    expect(host.context).toBe(context)
    expect(host.event).toEqual(
      event instanceof Uint8Array ? JSON.parse(new TextDecoder().decode(event)) : event,
    )
  })
})

// No damaged callback may be accepted, hang the handler, or cause anything but a documented refusal.
import { createVerifier, sameSerial } from '@wxdp/auth'
import { sealResource } from '@wxdp/auth/platform'
import {
  type CallbackEvent,
  createHandler,
  createReceiver,
  type RawCallback,
  type ReceivedNotification,
} from '@wxdp/notify'
import { apiV3Key, keys, utf8 } from '@wxdp-internal/fixtures'
import { planChange, planChangeEnvelope, signedCallback } from '@wxdp-internal/fixtures/messages'
import { pick, type Random, randomFrom } from '@wxdp-internal/fixtures/random'
import { expect, it } from 'vitest'
import { type MutableCallback, mutateJson, mutateSigned } from '../support/mutate-callback.ts'

/** WXDP_FUZZ=50000 for the whole run. */
const count = Number(process.env.WXDP_FUZZ ?? 3000)
const seed = 20261128
const signedAt = 1_790_000_000
const options = { timeout: 20_000 + count * 20 }

const verifier = createVerifier({
  keys: { [keys.platform.serialNo]: keys.platform.publicKey },
  now: () => signedAt * 1000,
})

/** The codes that a sender can cause, with the status of each. */
const documented: Readonly<Record<string, number>> = {
  NOTIFY_CONTENT_TYPE: 415,
  NOTIFY_BODY_TOO_LARGE: 413,
  AUTH_HEADER_MISSING: 400,
  AUTH_HEADER_INVALID: 400,
  AUTH_TIMESTAMP_INVALID: 400,
  AUTH_TIMESTAMP_EXPIRED: 401,
  AUTH_SERIAL_UNKNOWN: 401,
  AUTH_SIGNATURE_INVALID: 401,
  AUTH_SIGNATURE_PROBE: 401,
  AUTH_SEALED_INVALID: 400,
  AUTH_OPEN_FAILED: 500,
  CORE_ENVELOPE_INVALID: 400,
  CORE_RESOURCE_INVALID: 500,
}

interface Result {
  /** `accepted`, or the code of the refusal. */
  readonly outcome: string
  readonly notification?: ReceivedNotification
  /** The four headers of the signature and the content type, as the host presents them. */
  readonly seen: (name: string) => unknown
}

const receive = createReceiver({ verifier, apiV3Key })

/** Through createReceiver, from a record of headers. */
async function throughReceiver(callback: MutableCallback): Promise<Result> {
  const { headers } = callback
  const seen = (name: string): unknown => {
    // Two spellings of one name are a repeat, if both have a value.
    const spellings = Object.keys(headers).filter((key) => key.toLowerCase() === name)
    const keys = spellings.filter((key) => [headers[key] ?? []].flat().length > 0)
    const value = keys.length > 1 ? keys : headers[keys[0] ?? name]
    return Array.isArray(value) && value.length === 1 ? value[0] : name === 'content-type' ? undefined : value
  }
  try {
    return { outcome: 'accepted', notification: await receive(callback as RawCallback), seen }
  } catch (error) {
    const { name, code } = error as { name: string; code?: string }
    expect(['AuthError', 'CoreError', 'NotifyError'], String(error)).toContain(name)
    return { outcome: `${code}`, seen }
  }
}

/** Through createHandler, from a Request; undefined where a Request cannot hold the headers. */
async function throughHandler({ headers, body }: MutableCallback): Promise<Result | undefined> {
  const events: CallbackEvent[] = []
  const notifications: ReceivedNotification[] = []
  const request = requestOf(headers, body)
  if (!request) return undefined
  const handler = createHandler({
    verifier,
    apiV3Key,
    onNotification: (notification) => void notifications.push(notification),
    observe: (event) => void events.push(event),
  })
  const response = await handler(request)
  const [{ outcome, code, error } = { outcome: 'nothing observed' }] = events
  const seen = (name: string): unknown => request.headers.get(name)
  expect(notifications).toHaveLength(outcome === 'accepted' ? 1 : 0)
  if (outcome === 'accepted') {
    expect([response.status, await response.text()]).toEqual([204, ''])
    return { outcome, notification: notifications[0] as ReceivedNotification, seen }
  }
  expect(response.status, String(error)).toBe(documented[`${code}`])
  expect(await response.json()).toEqual({ code: 'FAIL', message: expect.any(String) })
  return { outcome: `${code}`, seen }
}

function requestOf(headers: MutableCallback['headers'], body: Uint8Array): Request | undefined {
  try {
    const list = Object.entries(headers).flatMap(([name, value]) =>
      [value ?? []].flat().map((each): [string, string] => [name, each]),
    )
    return new Request('https://pay.example.com/', { method: 'POST', headers: list, body: body as BodyInit })
  } catch {
    return undefined
  }
}

/** Runs the callbacks of one kind, and counts the outcomes. */
async function run(
  next: (random: Random, i: number) => Promise<[MutableCallback, (result: Result) => void]>,
) {
  const random = randomFrom(seed)
  const outcomes: Record<string, number> = {}
  let slowest = 0
  for (let i = 0; i < count / 2; i++) {
    const [callback, check] = await next(random, i)
    const began = performance.now()
    const result = (random(2) === 0 && (await throughHandler(callback))) || (await throughReceiver(callback))
    slowest = Math.max(slowest, performance.now() - began)
    expect(['accepted', ...Object.keys(documented)], `callback ${i}`).toContain(result.outcome)
    check(result)
    outcomes[result.outcome] = (outcomes[result.outcome] ?? 0) + 1
  }
  if (process.env.WXDP_FUZZ) console.info(JSON.stringify({ count: count / 2, seed, outcomes, slowest }))
  return outcomes
}

const sign = (body: string | Uint8Array, timestamp = signedAt) => signedCallback(body, { timestamp })
/** The bytes of a text in Base64 as documented: standard digits, no blanks. */
function bytesOf(base64: unknown): string {
  try {
    return typeof base64 === 'string' && !/\s/.test(base64) ? atob(base64) : 'not Base64'
  } catch {
    return 'not Base64'
  }
}

it(
  'damaged after it was signed, a callback is accepted only if nothing signed has changed',
  options,
  async () => {
    const bodies = [
      await planChangeEnvelope({ id: 'EV-1' }),
      await planChangeEnvelope({ id: 'EV-2', resource: { ...planChange, plan_state: 'PAUSED' } }),
      await planChangeEnvelope({ id: 'EV-3', changes: { event_type: 'SOMETHING.NEW', summary: '微信支付' } }),
    ]
    const genuine = await Promise.all(bodies.map((body, i) => sign(body, signedAt + i)))
    const outcomes = await run(async (random) => {
      const original = pick(genuine, random)
      const callback = mutateSigned(original, random, pick(genuine, random))
      return [
        callback,
        ({ outcome, seen }) => {
          const { headers } = original
          const type = seen('content-type')
          const unchanged =
            seen('wechatpay-timestamp') === headers['wechatpay-timestamp'] &&
            seen('wechatpay-nonce') === headers['wechatpay-nonce'] &&
            // The last digit of Base64 has bits that are not part of the signature.
            bytesOf(seen('wechatpay-signature')) === bytesOf(headers['wechatpay-signature']) &&
            // It only names a key, in any spelling of it.
            sameSerial(`${seen('wechatpay-serial')}`, `${headers['wechatpay-serial']}`) &&
            Buffer.compare(callback.body, original.body) === 0 &&
            (!type || /^application\/json$/i.test(`${type}`.split(';')[0]?.trim() ?? ''))
          expect(outcome === 'accepted', JSON.stringify([outcome, callback.headers])).toBe(unchanged)
        },
      ]
    })
    // The damage reaches every check, and some of it changes nothing that is signed.
    expect(outcomes.accepted).toBeGreaterThan(count / 50)
    expect(outcomes.AUTH_SIGNATURE_INVALID).toBeGreaterThan(count / 10)
  },
)

it(
  'damaged before it was signed, a callback is accepted only as it was signed and sealed',
  options,
  async () => {
    const outcomes = await run(async (random) => {
      const damage = pick(['none', 'resource', 'envelope', 'envelope', 'seal', 'timestamp'] as const, random)
      const text = JSON.stringify(planChange)
      const plaintext = damage === 'resource' ? mutateJson(text, random) : utf8(text)
      const key = damage === 'seal' && random(2) === 0 ? 'AnotherKeyOf32BytesForAPIv3Test.' : apiV3Key
      const sealed = await sealResource(key, plaintext, {
        associatedData: 'delivery_plan',
        nonce: `nonce${1_000_000 + random(9_000_000)}`,
      })
      const associated = damage === 'seal' && key === apiV3Key ? { associated_data: 'other' } : {}
      const resource = { ...sealed, ...associated, original_type: 'delivery_plan' }
      const envelope = await planChangeEnvelope({ changes: { resource } })
      const body = damage === 'envelope' ? mutateJson(envelope, random) : utf8(envelope)
      const offset = damage === 'timestamp' ? pick([-1e6, -301, -300, -1, 1, 300, 301, 1e6], random) : 0
      return [
        await sign(body, signedAt + offset),
        ({ outcome, notification }) => {
          if (damage === 'none') expect(outcome).toBe('accepted')
          if (damage === 'seal') expect(outcome).toBe('AUTH_OPEN_FAILED')
          if (damage === 'timestamp')
            expect(outcome).toBe(Math.abs(offset) <= 300 ? 'accepted' : 'AUTH_TIMESTAMP_EXPIRED')
          if (!notification) return
          const { resource: opened, resourceText, original_type, kind, ...members } = notification
          const { resource: sent, original_type: _, ...others } = JSON.parse(new TextDecoder().decode(body))
          expect({ kind, ...members }).toEqual({ kind, ...withoutOddFields(others) })
          expect([sent.algorithm, sent.nonce, sent.associated_data, bytesOf(sent.ciphertext)]).toEqual([
            sealed.algorithm,
            sealed.nonce,
            sealed.associated_data,
            bytesOf(sealed.ciphertext),
          ])
          expect(original_type).toBe(typeof sent.original_type === 'string' ? sent.original_type : undefined)
          expect(resourceText).toBe(new TextDecoder().decode(plaintext))
          expect(opened).toEqual(JSON.parse(new TextDecoder().decode(plaintext)))
        },
      ]
    })
    expect(outcomes.accepted).toBeGreaterThan(count / 10)
    expect(outcomes.CORE_ENVELOPE_INVALID).toBeGreaterThan(count / 50)
    expect(outcomes.CORE_RESOURCE_INVALID).toBeGreaterThan(count / 100)
  },
)

/** An envelope without the documented fields that are not strings: those are left out. */
function withoutOddFields(envelope: object): object {
  const documented = ['create_time', 'event_type', 'resource_type', 'summary']
  return Object.fromEntries(
    Object.entries(envelope).filter(
      ([name, value]) => typeof value === 'string' || !documented.includes(name),
    ),
  )
}

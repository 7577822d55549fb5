// Serialises, inspects and logs every error and every object of the packages, and finds no secret. A new error code does
// not compile until it is added here.
import { createPrivateKey } from 'node:crypto'
import type { AuthErrorCode } from '@wxdp/auth'
import * as auth from '@wxdp/auth'
import { readCertificate, verifyIssuedBy } from '@wxdp/auth/certificate'
import { parseAuthorization, sealResource, verifyAuthorization } from '@wxdp/auth/platform'
import type { CoreErrorCode } from '@wxdp/core'
import * as core from '@wxdp/core'
import { setNotifyUrl as brandNotifyUrl } from '@wxdp/core/brand'
import { createPlan, setNotifyUrl } from '@wxdp/core/partner'
import { echo } from '@wxdp/core/security'
import { createClient, type FetchErrorCode, type FetchFunction } from '@wxdp/fetch'
import { createCertificateKeyring } from '@wxdp/fetch/certificates'
import type { NotifyErrorCode } from '@wxdp/notify'
import * as notify from '@wxdp/notify'
import {
  createBullmqConsumer,
  createBullmqSender,
  createRedisPlans,
  type PlanStore,
  type QueueConsumerSettings,
  type QueueEvent,
  replayBullmqJob,
} from '@wxdp/notify/bullmq'
import { createEventHandler } from '@wxdp/notify/event'
import { createNodeHandler } from '@wxdp/notify/node'
import { createRedisInbox } from '@wxdp/notify/redis'
import { createSandbox } from '@wxdp/sandbox'
import { keys, utf8 } from '@wxdp-internal/fixtures'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'
import {
  callbackRequest,
  type HeaderChanges,
  planChangeEnvelope,
  signedHeaders,
  signedResponse,
} from '@wxdp-internal/fixtures/messages'
import { certificateFor } from '@wxdp-internal/fixtures/openssl'
import { describe, expect, it, vi } from 'vitest'
import { dump } from './support/dump.ts'
import { ofPrivateKey, ofText } from './support/spellings.ts'

const { mchid, serialNo, privateKey } = keys.merchant
const apiV3Key = 'k3yThatN0body.MaySee.1nAnyLog.32'
const { platform } = keys
const other = freshKeyPair()
const small = freshKeyPair(1024)
/** A sensitive field. It is short, as names are. */
const personal = '机密姓名 Confidential Person'
const sealedText = '{"plan_id":"sealed-plaintext-that-is-not-verified"}'

const signer = auth.createSigner({ mchid, serialNo, privateKey })
const verifier = auth.createVerifier({ keys: { [keys.platform.serialNo]: platform.publicKey } })
const request = { method: 'POST', target: '/v3/example', body: utf8('{"a":1}') }
const authorization = await signer.authorize(request)

const needles = new Map([
  ["the merchant's private key", ofPrivateKey(privateKey)],
  ["the platform's private key", ofPrivateKey(platform.privateKey)],
  ['a private key that is too small', ofPrivateKey(small.privateKey)],
  ['the APIv3 key', [...ofText(apiV3Key), ...ofText(`${apiV3Key} `)]],
  ['a sensitive field', ofText(personal)],
  ['the plaintext of a sealed resource', ofText(sealedText)],
  ['an Authorization value', [authorization.slice(-200), ...ofText(authorization)]],
])

/** The secrets that a value reveals. */
function shown(value: unknown): string[] {
  const text = dump(value)
  return [...needles].filter(([, spellings]) => spellings.some((s) => text.includes(s))).map(([name]) => name)
}

async function errorOf(run: () => unknown): Promise<unknown> {
  try {
    await run()
  } catch (error) {
    return error
  }
  throw new Error('Expected the call to fail, but it succeeded.')
}

const sealed = await sealResource(apiV3Key, utf8(sealedText))
const merchants = certificateFor(privateKey, { subject: `/CN=${mchid}`, serialNo })
const keyObject = createPrivateKey(privateKey)
const jwk = keyObject.export({ format: 'jwk' })
const der = keyObject.export({ type: 'pkcs8', format: 'der' })
const encrypted = keyObject
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
  .toString()
const damaged = { ...jwk, e: 'AQ' }

const verify = async (headers: HeaderChanges, body: unknown = request.body) =>
  verifier.verify({ headers: await signedHeaders(request.body, { headers }), body: body as Uint8Array })
const authErrors: Record<AuthErrorCode, () => unknown> = {
  AUTH_KEY_INVALID: () => auth.importPrivateKey(damaged),
  AUTH_KEY_ROLE: () => auth.importPublicKey(privateKey),
  AUTH_KEY_UNSUPPORTED: () => auth.importPrivateKey(small.privateKey),
  AUTH_CERTIFICATE_INVALID: () => readCertificate(personal),
  AUTH_CERTIFICATE_UNTRUSTED: () =>
    verifyIssuedBy(readCertificate(merchants), readCertificate(certificateFor(other.privateKey))),
  AUTH_SERIAL_INVALID: () => auth.createSigner({ mchid, serialNo: privateKey, privateKey }),
  AUTH_SERIAL_MISMATCH: () =>
    auth.createVerifier({
      keys: { [serialNo]: certificateFor(platform.privateKey, { subject: '/CN=Tenpay.com sign' }) },
    }),
  AUTH_API_V3_KEY_INVALID: () => auth.importApiV3Key(`${apiV3Key} `),
  AUTH_MESSAGE_INVALID: () => verify({}, personal),
  AUTH_AUTHORIZATION_INVALID: () => parseAuthorization(authorization.replace('",', '", ')),
  AUTH_HEADER_MISSING: () => verify({ 'Wechatpay-Nonce': undefined }),
  AUTH_HEADER_INVALID: () => verify({ 'Wechatpay-Serial': `${apiV3Key},${apiV3Key}` }),
  AUTH_TIMESTAMP_INVALID: () => verify({ 'Wechatpay-Timestamp': apiV3Key }),
  AUTH_TIMESTAMP_EXPIRED: () => verify({ 'Wechatpay-Timestamp': '1' }),
  AUTH_SERIAL_UNKNOWN: () => verify({ 'Wechatpay-Serial': 'PUB_KEY_ID_1' }),
  AUTH_SIGNATURE_INVALID: () => verify({ 'Wechatpay-Nonce': 'another' }),
  AUTH_SIGNATURE_PROBE: () => verify({ 'Wechatpay-Signature': 'WECHATPAY/SIGNTEST/x' }),
  AUTH_SEALED_INVALID: () => auth.openResource(apiV3Key, { ...sealed, ciphertext: `${sealed.ciphertext}!` }),
  AUTH_OPEN_FAILED: () => auth.openResource(apiV3Key, { ...sealed, associated_data: 'another' }),
  AUTH_FIELD_INVALID: () => auth.decryptField(privateKey, personal),
  AUTH_FIELD_TOO_LONG: () => auth.encryptField(verifier.keyring, personal.repeat(20)),
  AUTH_DECRYPT_FAILED: async () =>
    auth.decryptField(privateKey, (await auth.encryptField(verifier.keyring, personal)).ciphertext),
}

const unread = (): never => {
  throw new Error('must not be called')
}
const page = 'https://pay.weixin.qq.com/doc/v3/partner/4012081726'
const response = { status: 200, headers: new Headers(), verified: true as const }
const verifiedBytes = async (text: string) => {
  const body = utf8(text)
  return (await verifier.verify({ headers: await signedHeaders(body), body })).body
}
const coreErrors: Record<CoreErrorCode, () => unknown> = {
  CORE_INPUT_INVALID: () =>
    core.toRequest(echo, { echo_message: 1, encrypted_echo_message: personal } as unknown as {
      echo_message: string
    }),
  CORE_RESPONSE_UNVERIFIED: () =>
    core.fromResponse(setNotifyUrl, { ...response, verified: 'unsigned', body: utf8(sealedText) } as never),
  CORE_RESPONSE_INVALID: async () =>
    core.fromResponse(setNotifyUrl, {
      ...response,
      body: await verifiedBytes(`{"notify_url":null,"x":"${personal}"}`),
    }),
  CORE_ENVELOPE_INVALID: async () => core.parseEnvelope(await verifiedBytes(`{"id":"${personal}"}`)),
  CORE_RESOURCE_INVALID: async () =>
    core.parseNotification([core.planChange], await planEnvelope(), utf8(`{"plan_id":${sealedText}}`)),
}
async function planEnvelope() {
  const resource = { ...sealed, original_type: 'delivery_plan' }
  const envelope = {
    id: 'EV-1',
    create_time: '2026-03-23T10:29:36+08:00',
    event_type: 'DELIVERY_PLAN.CHANGE',
  }
  const rest = { resource_type: 'encrypt-resource', summary: 's', resource }
  return core.parseEnvelope(await verifiedBytes(JSON.stringify({ ...envelope, ...rest })))
}

const input = { sp_mchid: mchid, notify_url: 'https://pay.example.com/plans' }
const callWith =
  (fetch: FetchFunction, options: object = {}) =>
  () =>
    createClient({ signer, verifier, fetch, attempts: 1, ...options }).call(setNotifyUrl, input)
/** A transport that fails as the worst would: with the whole request in its error. */
const careless: FetchFunction = (url, init) =>
  Promise.reject(
    Object.assign(new Error(`cannot reach ${url} with ${JSON.stringify(init.headers)}`, { cause: init }), {
      config: init,
      request: new Request(url, init),
    }),
  )
const certificatesFrom = (fetch: FetchFunction) => () =>
  createCertificateKeyring({ signer, apiV3Key, fetch }).find(serialNo)
const fetchErrors: Record<FetchErrorCode, () => unknown> = {
  FETCH_UNTRUSTED: callWith(async () => new Response(sealedText)),
  FETCH_NETWORK: callWith(careless),
  FETCH_TIMEOUT: callWith(() => new Promise(() => {}), { timeout: 5 }),
  FETCH_BODY_TOO_LARGE: callWith(async () => new Response(sealedText), { maxBytes: 3 }),
  FETCH_LIMITED: callWith(unread, { limiter: { acquire: () => Promise.reject(new Error('full')) } }),
  FETCH_CERTIFICATES_NONE: certificatesFrom(async () =>
    Response.json({ code: 'RESOURCE_NOT_EXISTS' }, { status: 404 }),
  ),
  FETCH_CERTIFICATES_EXPIRED: certificatesFrom(async () =>
    Response.json({ code: 'NOT_ENOUGH' }, { status: 404 }),
  ),
  FETCH_CERTIFICATES_INVALID: certificatesFrom(async () => {
    const body = JSON.stringify({ data: [{ serial_no: 'x', encrypt_certificate: sealed }] })
    return signedResponse(body, { by: { serialNo, privateKey: platform.privateKey } })
  }),
  FETCH_REDIRECTED: callWith(async () => Response.redirect('https://elsewhere.example/')),
  FETCH_IDENTITY: () =>
    createClient({ signer, verifier, fetch: unread }).call(brandNotifyUrl, { notify_url: input.notify_url }),
  FETCH_SERIAL_UNKNOWN: async () => {
    const elsewhere = auth.createVerifier({ keys: { PUB_KEY_ID_9: other.publicKey } })
    const encrypted_echo_message = await auth.encryptField(elsewhere.keyring, personal)
    const client = createClient({ signer, verifier, fetch: unread })
    return client.call(echo, { echo_message: 'hello', encrypted_echo_message })
  },
  FETCH_TARGET_CHANGED: () => {
    const endpoint = core.defineEndpoint<Record<never, never>>({
      ...{ name: 'odd', method: 'GET', caller: 'mchid', path: '/v3/a/../b', retry: 'safe', page },
      input: echo.input as never,
    })
    return createClient({ signer, verifier, fetch: unread }).call(endpoint, { echo_message: 'x' } as never)
  },
}

const receive = notify.createReceiver({ verifier, apiV3Key })
const wrongKey = notify.createReceiver({ verifier, apiV3Key: [...apiV3Key].reverse().join('') })
async function callback(id: string, sent?: BodyInit): Promise<Request> {
  const resource = { ...(await sealResource(apiV3Key, utf8(sealedText))), original_type: 'other' }
  return callbackRequest(await planChangeEnvelope({ id, changes: { event_type: 'X', resource } }), {
    ...(sent && { sent }),
  })
}
/** What the handler reports of a callback that it did not accept. */
async function refused(sent: Request, options: Partial<notify.HandlerSettings> = {}): Promise<never> {
  const events: notify.CallbackEvent[] = []
  const observe = (event: notify.CallbackEvent): number => events.push(event)
  const handler = notify.createHandler({ verifier, apiV3Key, onNotification() {}, observe, ...options })
  const response = await handler(sent)
  expect(shown(await response.text())).toEqual([])
  expect(shown(events)).toEqual([])
  throw events[0]?.error
}
const handled = (claim: notify.InboxClaim) => ({ inbox: { claim: async () => claim } })
const hanging = (): Promise<void> => new Promise(() => {})
const signed = { serialNo: platform.serialNo, timestamp: 0 }
const resourceText =
  '{"plan_id":"sealed-plaintext-that-is-not-verified","plan_state":"","audit_state":"","change_reason":"","modify_time":""}'
const queued = {
  wxdp: 1,
  id: '12',
  kind: 'planChange',
  event_type: 'DELIVERY_PLAN.CHANGE',
  resourceText,
  ...signed,
}
/** A store that has one text, and refuses the second time that it is to write. */
function plansOf(text?: string): PlanStore {
  let writes = 0
  const replace = async () => writes++ !== 1
  return { read: async () => ({ text, now: 0 }), replace, known: async () => undefined }
}
/** What a consumer reports of a message that it did not handle, or handled too late. */
async function consume(data: unknown, options: Partial<QueueConsumerSettings> = {}): Promise<never> {
  const events: QueueEvent[] = []
  const observe = (event: QueueEvent): number => events.push(event)
  const { processor } = createBullmqConsumer({ onNotification() {}, observe, plans: plansOf(), ...options })
  const job = { id: '1', data, attemptsMade: 0, opts: {}, moveToDelayed: hanging, retry: hanging }
  const run = processor({ ...job, moveToDelayed: async () => {}, getState: async () => 'active' })
  const thrown = await run.catch((error: unknown) => error)
  expect(shown([thrown, events])).toEqual([])
  throw events[0]?.error
}
const notifyErrors: Record<NotifyErrorCode, () => unknown> = {
  NOTIFY_METHOD: async () => refused(new Request('https://pay.example.com/')),
  NOTIFY_CONTENT_TYPE: async () =>
    refused(new Request('https://pay.example.com/', { method: 'POST', body: sealedText })),
  NOTIFY_SOURCE: async () =>
    refused(await callback('0'), { sourceCheck: notify.createSourceCheck({ address: () => '203.0.113.1' }) }),
  NOTIFY_BODY_CONSUMED: async () => {
    const sent = await callback('1')
    await sent.text()
    return receive(sent)
  },
  NOTIFY_EVENT_INVALID: async () => {
    const events: notify.CallbackEvent[] = []
    const observe = (event: notify.CallbackEvent): number => events.push(event)
    const handler = createEventHandler({ verifier, apiV3Key, onNotification() {}, observe })
    const event = { apiV3Key, serialNo, headers: { personal }, body: sealedText }
    expect(shown(await handler(event))).toEqual([])
    throw events[0]?.error
  },
  NOTIFY_BODY_TOO_LARGE: async () => {
    const body = new Uint8Array(65 * 1024).fill(0x41)
    return refused(await callback('8', body))
  },
  NOTIFY_BODY_INCOMPLETE: async () => {
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error('reset')) })
    return refused(await callback('2', body))
  },
  NOTIFY_IN_PROGRESS: async () => refused(await callback('3'), handled({ state: 'busy' })),
  NOTIFY_HANDLER_FAILED: async () =>
    refused(await callback('9'), { onNotification: () => Promise.reject(new Error('mine')) }),
  NOTIFY_SETTINGS_FAILED: async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
    const handler = notify.createHandler(() => ({ verifier, apiV3Key: 'short', onNotification() {} }))
    await handler(await callback('10'))
    const lines = logged.mock.calls.flat()
    logged.mockRestore()
    expect(shown(lines)).toEqual([])
    throw Object.assign(new Error(lines.join()), { code: /NOTIFY_\w+/.exec(lines.join())?.[0] })
  },
  NOTIFY_DEADLINE: async () => refused(await callback('4'), { onNotification: hanging, deadline: 50 }),
  NOTIFY_INBOX_UNAVAILABLE: async () => {
    const client = {
      call: () => Promise.reject(Object.assign(new Error('WRONGPASS'), { command: { args: [apiV3Key] } })),
    }
    return refused(await callback('7'), { inbox: createRedisInbox({ client }) })
  },
  NOTIFY_INBOX_FULL: async () => {
    const inbox = notify.createMemoryInbox({ capacity: 1 })
    await inbox.claim('one')
    return inbox.claim('two')
  },
  NOTIFY_QUEUE_UNAVAILABLE: async () => {
    const add = () => Promise.reject(Object.assign(new Error('OOM'), { command: { args: [sealedText] } }))
    return createBullmqSender({ queue: { add } })(await receive(await callback('11')), signed)
  },
  NOTIFY_QUEUE_MESSAGE: () => consume({ ...queued, wxdp: 2 }),
  NOTIFY_QUEUE_REJECTED: () =>
    consume(queued, {
      onNotification: () => {
        throw new notify.NotifyError('NOTIFY_QUEUE_REJECTED', 'mine')
      },
    }),
  NOTIFY_PLAN_BUSY: () => consume(queued, { plans: plansOf('1 {"begun":{"until":1},"ids":[]}') }),
  NOTIFY_PLANS_UNAVAILABLE: () => {
    const error = Object.assign(new Error('WRONGPASS'), { command: { args: [apiV3Key] } })
    return consume(queued, { plans: createRedisPlans({ client: { call: () => Promise.reject(error) } }) })
  },
  NOTIFY_LEASE_EXCEEDED: () => {
    const texts = [undefined, '1 {"ids":[]}']
    return consume(queued, { plans: { ...plansOf(), read: async () => ({ text: texts.shift(), now: 0 }) } })
  },
  NOTIFY_DEAD_LETTER_MISSING: () => replayBullmqJob({ queue: { getJob: async () => undefined }, id: 'EV-1' }),
}

describe('no secret is in', () => {
  const tables = { ...authErrors, ...coreErrors, ...fetchErrors, ...notifyErrors }
  it.each(Object.entries(tables))('an error with the code %s', async (code, run) => {
    const error = await errorOf(run)
    expect(error).toMatchObject({ code })
    expect(shown(error)).toEqual([])
  })

  it('an error about any form of a private key', async () => {
    const forms = [privateKey, privateKey.replaceAll('\n', '\\n'), der, jwk, keyObject, encrypted, damaged]
    for (const form of forms) {
      expect(shown(await errorOf(() => auth.importPublicKey(form as auth.KeyInput)))).toEqual([])
    }
    const cut = [
      privateKey.slice(0, -200),
      `${privateKey.slice(0, 400)}\n-----END PRIVATE KEY-----`,
      der.subarray(1),
    ]
    for (const form of [...cut, encrypted, damaged]) {
      expect(shown(await errorOf(() => auth.importPrivateKey(form)))).toEqual([])
    }
  })

  it('an error response of WeChat Pay, and its explanation', async () => {
    const error = await errorOf(callWith(async () => Response.json({ code: 'SIGN_ERROR' }, { status: 401 })))
    expect(shown(error)).toEqual([])
    expect(shown(core.explain(error))).toEqual([])
  })

  it('errors about wrong options', async () => {
    const secrets = { mchid: privateKey, privateKey: apiV3Key, apiV3Key: [apiV3Key, privateKey] } as never
    const wrong = [
      auth.createSigner,
      auth.createVerifier,
      createClient,
      notify.createReceiver,
      notify.createHandler,
    ]
    for (const make of [...wrong, createNodeHandler] as ((options: never) => unknown)[]) {
      expect(shown(await errorOf(() => make(secrets)))).toEqual([])
    }
  })

  it('objects that contain a secret', async () => {
    const imported = await auth.importPrivateKey(privateKey)
    const secret = auth.importApiV3Key(apiV3Key)
    // Used, so that what is kept of them is there.
    await auth.createSigner({ mchid, serialNo, privateKey: imported }).authorize(request)
    await auth.openResource(secret, sealed)
    const fetch = unread
    const makers = {
      imported,
      secret,
      signer,
      verifier,
      client: createClient({ signer, verifier, fetch }),
      receive,
      handler: notify.createHandler({ verifier, apiV3Key, onNotification() {} }),
      node: createNodeHandler({ verifier, apiV3Key, onNotification() {} }),
      publicKey: await auth.importPublicKey(platform.publicKey),
      certificate: readCertificate(merchants),
      field: await auth.encryptField(verifier.keyring, personal),
      request: core.toRequest(createPlan, {
        ...{ out_request_no: 'create-1', brand_id: '1', product_coupon_id: '1', stock_id: '1' },
        reuse_coupon_config: true,
      }),
    }
    for (const [name, value] of Object.entries(makers)) expect([name, shown(value)]).toEqual([name, []])
  })

  it('a failed check of an Authorization value', async () => {
    const check = { ...request, authorization, findKey: () => other.publicKey }
    expect(shown(await errorOf(() => verifyAuthorization(check)))).toEqual([])
  })

  it('a sandbox, except in its credentials', async () => {
    const { credentials, ...rest } = await createSandbox()
    const inside = [...ofText(credentials.apiV3Key), ...ofPrivateKey(credentials.privateKey)]
    expect(inside.filter((spelling) => dump(rest).includes(spelling))).toEqual([])
  })

  it('the error of a callback that was opened with the wrong key', async () => {
    const error = await errorOf(async () => wrongKey(await callback('5')))
    expect(error).toMatchObject({ code: 'AUTH_OPEN_FAILED' })
    expect(shown(error)).toEqual([])
  })
})

describe('the search for secrets', () => {
  it.each([
    ['a PEM', { privateKey }, "the merchant's private key"],
    ['a DER', { key: der }, "the merchant's private key"],
    ['an array of bytes', new Uint8Array(der), "the merchant's private key"],
    ['a list of numbers', JSON.stringify([...der]), "the merchant's private key"],
    ['hexadecimal', der.toString('hex'), "the merchant's private key"],
    ['a JWK', jwk, "the merchant's private key"],
    ['a cause', new Error('x', { cause: new Error(apiV3Key) }), 'the APIv3 key'],
    ['a hidden property', Object.defineProperty({}, 'key', { value: utf8(apiV3Key) }), 'the APIv3 key'],
    ['a field', new Error(`found ${personal}`), 'a sensitive field'],
    ['a header', new Headers({ authorization }), 'an Authorization value'],
  ])('finds them in %s', (_, value, name) => {
    expect(shown(value)).toEqual([name])
  })
})

// Runs one block of a README in a process, with a sandbox in place of WeChat Pay.
//
//   node host.mjs FILE
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { setNotifyUrl } from '@wxdp/core/partner'
import { createClient } from '@wxdp/fetch'
import { createSandbox } from '@wxdp/sandbox'
// SM2 keys: the sandbox has none.
import sm from '@wxdp-internal/fixtures/sm.json' with { type: 'json' }
import { oldClients, takeHttps } from './old-clients.mjs'

const weChatPay = 'https://api.mch.weixin.qq.com'
const expected = '401 204 204'
// The snippets are for production, where a verifier refuses the sandbox's keys. No signature covers the serial.
const productionSerial = 'PUB_KEY_ID_0114232134912410000000000000'

/** @typedef {(...args: any[]) => any} Handler */
/** @type {{ handler?: Handler, main?: Handler, main_handler?: Handler, default?: { fetch?: Handler } }} */
let snippet = {}

const file = process.argv[2] ?? ''
// A handler for function platforms is called with an event.
const code = readFileSync(file, 'utf8')
const takesEvents = code.includes('@wxdp/notify/event')
const handlerOf = () => snippet.handler ?? snippet.main_handler ?? snippet.main ?? snippet.default?.fetch

const sandbox = await createSandbox({
  // Another client that downloads platform certificates finds some. Ours refuses those of a sandbox.
  platformKeys: oldClients.test(code) && code.includes('ertificates') ? 'both' : 'publicKey',
  async deliver(sent) {
    const request = new Request(sent, { headers: renamed(sent.headers, platformSerial, productionSerial) })
    const handler = handlerOf()
    if (!handler) return Response.error()
    if (!takesEvents) return handler(request, env, context)
    const { statusCode, headers, body } = await handler(await toEvent(request), {})
    return new Response(body || null, { status: statusCode, headers })
  },
})
const { mchid, serialNo, privateKey, apiV3Key, platformSerial, platformPublicKey } = sandbox.credentials
Object.assign(process.env, {
  MCHID: mchid,
  SERIAL_NO: serialNo,
  PRIVATE_KEY: privateKey,
  API_V3_KEY: apiV3Key,
  PLATFORM_SERIAL: productionSerial,
  PLATFORM_PUBLIC_KEY: platformPublicKey,
  SM2_PRIVATE_KEY: sm.merchant.privateKey,
  SM2_PLATFORM_PUBLIC_KEY: sm.platform.publicKey,
})
// What Cloudflare passes beside the request.
const env = { ...process.env, INBOX: createNamespace(), QUEUE: { async send() {} } }
const context = { waitUntil() {} }
Object.assign(globalThis, { fetch: toSandbox })
if (oldClients.test(code)) await takeHttps(toSandbox)

snippet = await import(pathToFileURL(file).href)
if (handlerOf()) {
  if (sandbox.control.notifyUrl === undefined) await setUrl()
  const deliveries = await sandbox.control.sendPlanChange({ plan_id: '1234567890' })
  const statuses = deliveries.map(({ status, error }) => status ?? error.code).join(' ')
  if (statuses !== expected) {
    const bodies = deliveries.map(({ body, error }) => body ?? error.message).join(' ')
    fail(
      `its handler answered probe, notification and duplicate with ${statuses}, not ${expected}. ${bodies}`,
    )
  }
  console.log('answered')
}
// The exit code 0 alone does not prove that the snippet reached its end.
console.log('loaded')

/**
 * The event of a request, in the form that most platforms share. The tests of @wxdp/notify have that of each.
 *
 * @param {Request} request
 */
async function toEvent(request) {
  return {
    httpMethod: request.method,
    path: new URL(request.url).pathname,
    headers: Object.fromEntries(request.headers),
    body: await request.text(),
    isBase64Encoded: false,
  }
}

/** A namespace of Durable Objects for `createDurableObjectInbox`, in memory. */
function createNamespace() {
  /** @type {Map<unknown, string>} */
  const states = new Map()
  return {
    /** @param {string} name */
    idFromName: (name) => name,
    /** @param {unknown} id */
    get: (id) => ({
      /**
       * @param {string} _url
       * @param {{ body: string }} init
       */
      async fetch(_url, { body }) {
        /** @type {{ action: 'claim' | 'complete' | 'release' }} */
        const { action } = JSON.parse(body)
        const state = states.get(id) ?? 'new'
        const next = { claim: state === 'new' ? 'busy' : state, complete: 'done', release: 'new' }
        states.set(id, next[action])
        return new Response(action === 'claim' ? state : 'ok')
      },
    }),
  }
}

async function setUrl() {
  const client = createClient(sandbox.clientOptions())
  await client.call(setNotifyUrl, { sp_mchid: mchid, notify_url: 'https://pay.example.com/wechatpay/plans' })
}

/**
 * @param {string | URL | Request} input
 * @param {RequestInit} [init]
 */
async function toSandbox(input, init) {
  const request = new Request(input, init)
  if (new URL(request.url).origin === weChatPay) {
    const headers = renamed(request.headers, productionSerial, platformSerial)
    const { body, status, headers: received } = await sandbox.fetch(new Request(request, { headers }))
    return new Response(body, { status, headers: renamed(received, platformSerial, productionSerial) })
  }
  // The snippet may catch the error below; the exit code stays.
  fail(`it called ${request.url}; only ${weChatPay} is there.`)
  throw new TypeError('fetch failed')
}

/**
 * The same headers, with another serial in place of one.
 *
 * @param {Headers} headers
 * @param {string} from
 * @param {string} to
 */
function renamed(headers, from, to) {
  const changed = new Headers(headers)
  if (headers.get('wechatpay-serial') === from) changed.set('wechatpay-serial', to)
  return changed
}

/** @param {string} message */
function fail(message) {
  console.error(message)
  process.exitCode = 1
}

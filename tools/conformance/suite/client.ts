// One call, with the sandbox as the server, in process.
import { createSigner, createVerifier } from '@wxdp/auth'
import { ApiError } from '@wxdp/core'
import { setNotifyUrl } from '@wxdp/core/partner'
import { createClient } from '@wxdp/fetch'
import { createSandboxFor } from '@wxdp/sandbox'
import { keys } from '@wxdp-internal/fixtures'
import { alike, codeIn, equal, refuses, test, thrownBy } from '../harness/index.ts'
import { input, notifyUrl, success } from './support/call.ts'
import { callers, merchant, now, signer, verifier } from './support/platform.ts'

const group = 'client'

// Created once, by the first case that needs it: a key pair takes a second on some hosts.
let sandbox: ReturnType<typeof createSandboxFor> | undefined
function theSandbox(): ReturnType<typeof createSandboxFor> {
  sandbox ??= createSandboxFor(callers, { now })
  return sandbox
}

interface ConnectOptions {
  /** How far the verifier's clock is ahead, in seconds. */
  readonly skew?: number
  readonly tamper?: (response: Response) => Response
}

async function connect({ skew = 0, tamper = (response) => response }: ConnectOptions = {}) {
  const { fetch, credentials, control } = await theSandbox()
  const known = { [credentials.platformSerial]: credentials.platformPublicKey }
  const verifier = createVerifier({ keys: known, now: () => now() + skew * 1000, sandbox: true })
  const requests: Request[] = []
  const client = createClient({
    signer,
    verifier,
    async fetch(...sent) {
      requests.push(new Request(...sent))
      return tamper(await fetch(...sent))
    },
  })
  return { client, control, requests, set: () => client.call(setNotifyUrl, input) }
}

/** Expects a successful response to be refused for this reason. */
async function distrusts(cause: string, options: ConnectOptions): Promise<void> {
  const error = await thrownBy((await connect(options)).set)
  alike([codeIn(error), codeIn((error as Error).cause)], ['FETCH_UNTRUSTED', cause])
}

test(group, 'sets the notify URL', async () => {
  const { set, control } = await connect()
  equal((await set()).notify_url, notifyUrl)
  equal(control.notifyUrl, notifyUrl)
})

test(group, 'sends the signed bytes to the first host, with the required headers', async () => {
  const { set, requests } = await connect()
  await set()
  equal(requests.length, 1)
  const request = requests[0] as Request
  const url = `https://api.mch.weixin.qq.com/v3/marketing/partner/delivery-plan/${merchant.mchid}/notify-url`
  alike([request.method, request.url, await request.text()], ['POST', url, success])
  const header = (name: string): string => request.headers.get(name) ?? ''
  alike([header('accept'), header('content-type')], ['application/json', 'application/json'])
  equal(header('wechatpay-serial').startsWith('PUB_KEY_ID_'), true)
  equal(header('user-agent').startsWith('wxdp/'), true)
})

test(group, 'trusts a response 300 s old, and not one 301 s off', async () => {
  await (await connect({ skew: 300 })).set()
  await distrusts('AUTH_TIMESTAMP_EXPIRED', { skew: 301 })
  await distrusts('AUTH_TIMESTAMP_EXPIRED', { skew: -301 })
})

test(group, 'does not trust a success without its signature', () =>
  distrusts('AUTH_HEADER_MISSING', { tamper: ({ body, status }) => new Response(body, { status }) }),
)

test(group, 'does not trust a success whose body was changed', () =>
  distrusts('AUTH_SIGNATURE_INVALID', {
    tamper: ({ headers }) => new Response('{"notify_url":"https://evil.example/a"}', { headers }),
  }),
)

test(group, 'does not trust a success signed under an unknown serial', () =>
  distrusts('AUTH_SERIAL_UNKNOWN', {
    tamper({ body, headers }) {
      const changed = new Headers(headers)
      changed.set('wechatpay-serial', keys.platform.serialNo)
      return new Response(body, { headers: changed })
    },
  }),
)

test(group, 'an error of the platform is an ApiError, verified and with its detail', async () => {
  const { client } = await connect()
  const error = await thrownBy(() => client.call(setNotifyUrl, { ...input, sp_mchid: '1900000999' }))
  equal(error instanceof ApiError, true)
  const { code, status, verified, endpoint, requestId, detail } = error as ApiError
  alike([code, status, verified, endpoint], ['PARAM_ERROR', 400, true, 'setNotifyUrl'])
  equal(typeof requestId, 'string')
  equal((detail as { location?: unknown }).location, 'url')
})

test(group, 'a caller with a wrong clock gets an unsigned error', async () => {
  const { fetch } = await theSandbox()
  const late = createSigner({ ...merchant, now: () => now() - 301_000 })
  const error = await thrownBy(() =>
    createClient({ signer: late, verifier, fetch }).call(setNotifyUrl, input),
  )
  const { code, status, verified } = error as ApiError
  alike([code, status, verified], ['SIGN_ERROR', 401, 'unsigned'])
})

test(group, 'invalid input is refused before anything is sent', async () => {
  const { client, requests } = await connect()
  for (const notify_url of [
    '',
    'ftp://a.example/b',
    'https://a.example',
    'https://127.0.0.1/a',
    `${notifyUrl}?a=1`,
  ]) {
    await refuses('CORE_INPUT_INVALID', () => client.call(setNotifyUrl, { ...input, notify_url }))
  }
  equal(requests.length, 0)
})

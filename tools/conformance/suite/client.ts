// One call, with the sandbox on the other side, in process.
import { createSigner, createVerifier } from '@wxdp/auth'
import { ApiError } from '@wxdp/core'
import { setNotifyUrl } from '@wxdp/core/partner'
import { createClient } from '@wxdp/fetch'
import { createSandboxFor } from '@wxdp/sandbox'
import { alike, codeIn, equal, refuses, test, thrownBy } from '../harness/index.ts'
import { mchid, platformSerial, privateKey, publicKey, serialNo } from './fixtures.ts'
import { now } from './platform.ts'

const group = 'client'
const url = 'https://pay.example.com/wechatpay/plans'

// Made once, in the first case that asks: a key pair takes some hosts a second.
let sandbox: ReturnType<typeof createSandboxFor> | undefined
function theSandbox(): ReturnType<typeof createSandboxFor> {
  sandbox ??= createSandboxFor({ merchant: { mchid, serialNo, publicKey } }, { now })
  return sandbox
}

/** A client of the sandbox; `skew` is how far its verifier's clock is ahead, in seconds. */
async function connect({
  skew = 0,
  tamper,
}: {
  skew?: number
  tamper?: (answer: Response) => Response
} = {}) {
  const { clientOptions, credentials, control } = await theSandbox()
  const { signer, fetch } = clientOptions({ privateKey })
  const keys = { [credentials.platformSerial]: credentials.platformPublicKey }
  const verifier = createVerifier({ keys, now: () => now() + skew * 1000 })
  const requests: Request[] = []
  const client = createClient({
    signer,
    verifier,
    async fetch(request) {
      requests.push(request.clone())
      const answer = await fetch(request)
      return tamper ? tamper(answer) : answer
    },
  })
  return {
    client,
    control,
    requests,
    set: () => client.call(setNotifyUrl, { sp_mchid: mchid, notify_url: url }),
  }
}

/** Why a success answer was not believed. */
async function distrust(run: () => Promise<unknown>): Promise<unknown> {
  const error = await thrownBy(run)
  equal(codeIn(error), 'FETCH_UNTRUSTED')
  return codeIn((error as Error).cause)
}

test(group, 'sets the notify URL', async () => {
  const { set, control } = await connect()
  equal((await set()).notify_url, url)
  equal(control.notifyUrl, url)
})

test(group, 'sends the signed bytes to the first host, with the headers demanded', async () => {
  const { set, requests } = await connect()
  await set()
  const [request] = requests
  equal(requests.length, 1)
  equal(request?.method, 'POST')
  equal(request?.url, `https://api.mch.weixin.qq.com/v3/marketing/partner/delivery-plan/${mchid}/notify-url`)
  equal(await request?.text(), JSON.stringify({ notify_url: url }))
  const { headers } = request ?? new Response()
  equal(headers.get('accept'), 'application/json')
  equal(headers.get('content-type'), 'application/json')
  equal(headers.get('wechatpay-serial')?.startsWith('PUB_KEY_ID_'), true)
  equal(headers.get('user-agent')?.startsWith('wxdp/'), true)
})

test(group, 'an answer 300 s old is believed, one 301 s old is not', async () => {
  await (await connect({ skew: 300 })).set()
  const late = await connect({ skew: 301 })
  equal(await distrust(late.set), 'AUTH_TIMESTAMP_EXPIRED')
  const early = await connect({ skew: -301 })
  equal(await distrust(early.set), 'AUTH_TIMESTAMP_EXPIRED')
})

test(group, 'a success stripped of its signature is not believed', async () => {
  const { set } = await connect({ tamper: ({ body, status }) => new Response(body, { status }) })
  equal(await distrust(set), 'AUTH_HEADER_MISSING')
})

test(group, 'a success whose body was changed on the way is not believed', async () => {
  const { set } = await connect({
    tamper: ({ headers }) => new Response('{"notify_url":"https://evil.example/a"}', { headers }),
  })
  equal(await distrust(set), 'AUTH_SIGNATURE_INVALID')
})

test(group, 'a success signed under a serial that is not known is not believed', async () => {
  const { set } = await connect({
    tamper({ body, headers }) {
      const changed = new Headers(headers)
      changed.set('wechatpay-serial', platformSerial)
      return new Response(body, { headers: changed })
    },
  })
  equal(await distrust(set), 'AUTH_SERIAL_UNKNOWN')
})

test(group, 'a refusal of the platform is an ApiError, signed and with its detail', async () => {
  const { client } = await connect()
  const other = { sp_mchid: '1900000999', notify_url: url }
  const error = await thrownBy(() => client.call(setNotifyUrl, other))
  equal(error instanceof ApiError, true)
  const { code, status, verified, endpoint, requestId, detail } = error as ApiError
  alike([code, status, verified, endpoint], ['PARAM_ERROR', 400, true, 'setNotifyUrl'])
  equal(typeof requestId, 'string')
  equal((detail as { location?: unknown }).location, 'url')
})

test(group, 'a caller whose clock is off is refused, and that answer is unsigned', async () => {
  const { fetch } = await theSandbox()
  const signer = createSigner({ mchid, serialNo, privateKey, now: () => now() - 301_000 })
  const verifier = createVerifier({ keys: { [platformSerial]: publicKey }, now })
  const error = await thrownBy(() =>
    createClient({ signer, verifier, fetch }).call(setNotifyUrl, { sp_mchid: mchid, notify_url: url }),
  )
  const { code, status, verified } = error as ApiError
  alike([code, status, verified], ['SIGN_ERROR', 401, 'unsigned'])
})

test(group, 'wrong input is refused before anything is sent', async () => {
  const { client, requests } = await connect()
  for (const notify_url of [
    '',
    'ftp://a.example/b',
    'https://a.example',
    'https://127.0.0.1/a',
    `${url}?a=1`,
  ]) {
    const wrong = { sp_mchid: mchid, notify_url }
    await refuses('CORE_INPUT_INVALID', () => client.call(setNotifyUrl, wrong))
  }
  equal(requests.length, 0)
})

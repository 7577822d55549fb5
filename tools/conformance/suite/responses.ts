// Responses that the sandbox never gives, and what a client does with each.
import { ApiError } from '@wxdp/core'
import { setNotifyUrl } from '@wxdp/core/partner'
import { type ClientOptions, createClient } from '@wxdp/fetch'
import { keys, official } from '@wxdp-internal/fixtures'
import { alike, equal, refuses, test, thrownBy } from '../harness/index.ts'
import { invalidUtf8 } from './support/bytes.ts'
import { call, clientOf, input, respondWith, success } from './support/call.ts'
import { signed, signer, verifier } from './support/platform.ts'

const group = 'client'

test(group, 'unknown fields stay in the output', async () => {
  const body = '{"notify_url":"https://a.example/b","new":[1]}'
  alike(await call(respondWith(body)), JSON.parse(body))
})

const unreadable: Readonly<Record<string, string | Uint8Array>> = {
  'HTML instead of JSON': '<html>',
  'an empty body': '',
  'half a JSON': success.slice(0, 9),
  'invalid UTF-8': invalidUtf8('{"notify_url":"https://a.example/¿"}'),
  null: 'null',
  'an array': `[${success}]`,
  'a duplicate member': '{"notify_url":"https://a.example/b","notify_url":"https://a.example/c"}',
  'a field of another type': '{"notify_url":1}',
}
for (const [what, body] of Object.entries(unreadable)) {
  test(group, `a signed success with ${what} is refused`, () =>
    refuses('CORE_RESPONSE_INVALID', () => call(respondWith(body))),
  )
}

test(group, 'an unsigned success is refused with 200, 201 and 204', async () => {
  for (const status of [200, 201, 204]) {
    const unsigned = async () => new Response(status === 204 ? null : success, { status })
    await refuses('FETCH_UNTRUSTED', () => call(unsigned))
  }
})

test(group, 'a success with the signature of a probe is refused', () =>
  refuses('FETCH_UNTRUSTED', () =>
    call(respondWith(success, { headers: { 'wechatpay-signature': official.probe.signature } })),
  ),
)

test(group, 'a success signed over other bytes is refused', () =>
  refuses('FETCH_UNTRUSTED', () => call(respondWith(success, { sent: `${success} ` }))),
)

for (const [what, body, code] of [
  ['HTML', '<html>', 'HTTP_502'],
  ['nothing', '', 'HTTP_502'],
  ['null', 'null', 'HTTP_502'],
  ['a code', '{"code":"SYSTEM_ERROR","message":"系统错误"}', 'SYSTEM_ERROR'],
] as const) {
  test(group, `an error response with ${what} is an ApiError, signed or not`, async () => {
    const status = 502
    const proofs: unknown[] = []
    for (const respond of [
      respondWith(body, { status }),
      respondWith(body, { status, sent: `${body} ` }),
      async () => new Response(body, { status }),
    ]) {
      const error = (await thrownBy(() => call(respond))) as ApiError
      equal(error instanceof ApiError, true)
      alike([error.code, error.status], [code, status])
      proofs.push(error.verified)
    }
    alike(proofs, [true, false, 'unsigned'])
  })
}

test(group, 'a redirect is refused, although it is signed', async () => {
  for (const status of [301, 302, 307]) {
    await refuses('FETCH_REDIRECTED', () => call(respondWith('', { status, headers: { location: '/' } })))
  }
})

test(group, 'a response larger than allowed is not read', () =>
  refuses('FETCH_BODY_TOO_LARGE', () => call(respondWith('x'.repeat(2000)), { maxBytes: 1000 })),
)

test(group, 'a response that never ends times out', async () => {
  const endless = async () => new Response(new ReadableStream(), { headers: await signed('') })
  await refuses('FETCH_TIMEOUT', () => call(endless, { timeout: 50 }))
})

test(group, 'after a failed connection and a time-out the next host is tried', async () => {
  const tried: string[] = []
  const hosts = ['https://one.example', 'https://two.example', 'https://three.example']
  const client = clientOf(
    async (url) => {
      tried.push(new URL(url).hostname)
      if (tried.length === 1) throw new TypeError('no connection')
      return tried.length === 2 ? new Promise<Response>(() => {}) : respondWith(success)()
    },
    { hosts, timeout: 500 },
  )
  await client.call(setNotifyUrl, input)
  alike(tried, ['one.example', 'two.example', 'three.example'])
})

test(group, 'a call fails if no host can be reached', () =>
  refuses('FETCH_NETWORK', () => call(() => Promise.reject(new TypeError('no connection')))),
)

test(group, 'a caller aborts a call with its own reason', async () => {
  const controller = new AbortController()
  const { signal } = controller
  const reason = new Error('enough')
  const client = clientOf(() => new Promise<Response>(() => {}))
  const pending = thrownBy(() => client.call(setNotifyUrl, input, { signal }))
  setTimeout(() => controller.abort(reason), 10)
  equal(await pending, reason)
  equal(await thrownBy(() => client.call(setNotifyUrl, input, { signal })), reason)
})

const wrong: Readonly<Record<string, object>> = {
  'without a signer': { signer: undefined },
  'without a verifier': { verifier: undefined },
  'without hosts': { hosts: [] },
  'with a host over plain HTTP': { hosts: ['http://a.example'] },
  'with a host that has a path': { hosts: ['https://a.example/v3'] },
  'with a time-out of 0': { timeout: 0 },
}
for (const [what, options] of Object.entries(wrong)) {
  test(group, `a client ${what} is refused when it is created`, () =>
    refuses('FETCH_OPTION_INVALID', () => createClient({ signer, verifier, ...options } as ClientOptions)),
  )
}

test(group, "a verifier that has the merchant's own serial is refused", () => {
  const serials = () => [keys.platform.serialNo, signer.serialNo]
  const own = { ...verifier, keyring: { ...verifier.keyring, serials } }
  return refuses('FETCH_OPTION_INVALID', () => createClient({ signer, verifier: own }))
})

// Answers that no sandbox gives: what a client makes of each.
import { ApiError } from '@wxdp/core'
import { setNotifyUrl } from '@wxdp/core/partner'
import { type ClientOptions, createClient } from '@wxdp/fetch'
import { alike, equal, refuses, test, thrownBy } from '../harness/index.ts'
import { answer, call, clientOf, input, signer } from './call.ts'
import { invalidUtf8, official, platformSerial } from './fixtures.ts'
import { signed, verifier } from './platform.ts'

const group = 'client'
const good = JSON.stringify({ notify_url: input.notify_url })

test(group, 'fields that nobody knows yet stay in the output', async () => {
  alike(await call(answer('{"notify_url":"https://a.example/b","new":[1]}')), {
    notify_url: 'https://a.example/b',
    new: [1],
  })
})

const unreadable: Readonly<Record<string, string | Uint8Array>> = {
  'no JSON': '<html>',
  'an empty body': '',
  'half of a JSON': good.slice(0, 9),
  'invalid UTF-8': invalidUtf8('{"notify_url":"https://a.example/¿"}'),
  null: 'null',
  'an array': `[${good}]`,
  'a member twice': '{"notify_url":"https://a.example/b","notify_url":"https://a.example/c"}',
  'a field of another type': '{"notify_url":1}',
}
for (const [what, body] of Object.entries(unreadable)) {
  test(group, `a signed success with ${what} is no output`, () =>
    refuses('CORE_RESPONSE_INVALID', () => call(answer(body))),
  )
}

test(group, 'an unsigned success is refused with 200, 201 and 204', async () => {
  for (const status of [200, 201, 204]) {
    const unsigned = async (): Promise<Response> => new Response(status === 204 ? null : good, { status })
    await refuses('FETCH_UNTRUSTED', () => call(unsigned))
  }
})

test(group, 'a success with the signature of a probe is refused', () =>
  refuses('FETCH_UNTRUSTED', () =>
    call(answer(good, { changes: { 'wechatpay-signature': official.probe.signature } })),
  ),
)

test(group, 'a success signed over other bytes is refused', () =>
  refuses('FETCH_UNTRUSTED', () => call(answer(good, { sent: `${good} ` }))),
)

for (const [what, body, code] of [
  ['HTML', '<html>', 'HTTP_502'],
  ['nothing', '', 'HTTP_502'],
  ['null', 'null', 'HTTP_502'],
  ['a code', '{"code":"SYSTEM_ERROR","message":"系统错误"}', 'SYSTEM_ERROR'],
] as const) {
  test(group, `an error answer with ${what} is an ApiError, signed or not`, async () => {
    const proofs: unknown[] = []
    for (const each of [
      answer(body, { status: 502 }),
      answer(body, { status: 502, sent: `${body} ` }),
      async () => new Response(body, { status: 502 }),
    ]) {
      const error = (await thrownBy(() => call(each))) as ApiError
      equal(error instanceof ApiError, true)
      alike([error.code, error.status], [code, 502])
      proofs.push(error.verified)
    }
    alike(proofs, [true, false, 'unsigned'])
  })
}

test(group, 'a redirect is refused, signed or not', async () => {
  for (const status of [301, 302, 307]) {
    await refuses('FETCH_REDIRECTED', () => call(answer('', { status, changes: { location: '/' } })))
  }
})

test(group, 'an answer larger than allowed is not read', () =>
  refuses('FETCH_BODY_TOO_LARGE', () => call(answer('x'.repeat(2000)), { maxBytes: 1000 })),
)

test(group, 'an answer that never ends is given up in time', async () => {
  const endless = async (): Promise<Response> =>
    new Response(new ReadableStream(), { headers: await signed('') })
  await refuses('FETCH_TIMEOUT', () => call(endless, { timeout: 50 }))
})

test(group, 'a host that cannot be reached or does not answer gives way to the next', async () => {
  const tried: string[] = []
  const hosts = ['https://one.example', 'https://two.example', 'https://three.example']
  const client = clientOf(
    async ({ url }) => {
      tried.push(new URL(url).hostname)
      if (tried.length === 1) throw new TypeError('no connection')
      return tried.length === 2 ? new Promise<Response>(() => {}) : answer(good)()
    },
    { hosts, timeout: 500 },
  )
  await client.call(setNotifyUrl, input)
  alike(tried, ['one.example', 'two.example', 'three.example'])
})

test(group, 'without any host that can be reached the call fails', () =>
  refuses('FETCH_NETWORK', () => call(() => Promise.reject(new TypeError('no connection')))),
)

test(group, 'a caller ends a call with a reason of its own', async () => {
  const controller = new AbortController()
  const reason = new Error('enough')
  const client = clientOf(() => new Promise<Response>(() => {}))
  const pending = thrownBy(() => client.call(setNotifyUrl, input, { signal: controller.signal }))
  setTimeout(() => controller.abort(reason), 10)
  equal(await pending, reason)
  const { signal } = controller
  equal(await thrownBy(() => client.call(setNotifyUrl, input, { signal })), reason)
})

const wrong: Readonly<Record<string, object>> = {
  'without signer': { signer: undefined },
  'without verifier': { verifier: undefined },
  'without hosts': { hosts: [] },
  'with a host over plain http': { hosts: ['http://a.example'] },
  'with a host that has a path': { hosts: ['https://a.example/v3'] },
  'without time': { timeout: 0 },
}
for (const [what, options] of Object.entries(wrong)) {
  test(group, `a client ${what} is refused when it is made`, () =>
    refuses('FETCH_OPTION_INVALID', () => createClient({ signer, verifier, ...options } as ClientOptions)),
  )
}

test(group, "a verifier that holds the merchant's own serial is refused", () => {
  const { serialNo } = signer
  const own = { ...verifier, keyring: { ...verifier.keyring, serials: () => [platformSerial, serialNo] } }
  return refuses('FETCH_OPTION_INVALID', () => createClient({ signer, verifier: own }))
})

// Requests: signed here, verified as the platform verifies them.
import { createSigner, type SignableRequest, type SignerIdentity } from '@wxdp/auth'
import { verifyAuthorization } from '@wxdp/auth/platform'
import { keys, utf8 } from '@wxdp-internal/fixtures'
import { alike, equal, refuses, test } from '../harness/index.ts'
import { flip, flipBase64 } from './support/bytes.ts'
import { merchant, now, second } from './support/platform.ts'

const group = 'signing'
const { mchid, serialNo, privateKey } = merchant
const body = utf8('{"a":"中"}')
const request: SignableRequest = { method: 'POST', target: '/v3/plans?a=%E4%B8%AD', body }

function authorize(parts = request, identity: SignerIdentity = { mchid }): Promise<string> {
  return createSigner({ ...identity, serialNo, privateKey, now }).authorize(parts)
}

function verify(authorization: string, parts = request, key: string | undefined = keys.merchant.publicKey) {
  return verifyAuthorization({ ...parts, authorization, now, findKey: () => key })
}

test(group, 'a merchant signs and is recognised', async () => {
  const { scheme, id, timestamp } = await verify(await authorize())
  alike([scheme, id, timestamp], ['WECHATPAY2-SHA256-RSA2048', mchid, String(second)])
})

test(group, 'a brand signs and is recognised', async () => {
  const { scheme, id } = await verify(await authorize(request, { brandId: '40000' }))
  alike([scheme, id], ['WECHATPAY-BRAND-SHA256-RSA2048', '40000'])
})

for (const [name, body] of [
  ['no body', undefined],
  ['every byte value', Uint8Array.from({ length: 256 }, (_, i) => i)],
  ['a body of 1 MiB', new Uint8Array(1024 * 1024).fill(0x61)],
] as const) {
  test(group, `${name} is signed as it is`, async () => {
    const parts = { method: 'POST', target: '/v3/plans', body }
    await verify(await authorize(parts), parts)
  })
}

test(group, 'a body is signed as the bytes of its view, not of the buffer behind it', async () => {
  const body = utf8('..{"a":1}..').subarray(2, 9)
  await verify(await authorize({ ...request, body }), { ...request, body: utf8('{"a":1}') })
})

test(group, 'each signature has its own nonce', async () => {
  const authorizations = await Promise.all(Array.from({ length: 20 }, () => authorize()))
  const verified = await Promise.all(authorizations.map((each) => verify(each)))
  equal(new Set(verified.map(({ nonce }) => nonce)).size, 20)
})

const changedParts: Readonly<Record<string, Partial<SignableRequest>>> = {
  method: { method: 'PUT' },
  target: { target: '/v3/plans?a=%E4%B8%AE' },
  'bit of the body': { body: flip(body, 6) },
  'body, cut by a byte': { body: body.subarray(0, -1) },
}
for (const [what, change] of Object.entries(changedParts)) {
  test(group, `another ${what} is refused`, async () => {
    const authorization = await authorize()
    await refuses('AUTH_SIGNATURE_INVALID', () => verify(authorization, { ...request, ...change }))
  })
}

for (const [what, pattern, change] of [
  ['timestamp', /timestamp="(\d+)"/, (value: string) => String(Number(value) + 1)],
  [
    'nonce',
    /nonce_str="(\w+)"/,
    (value: string) => value.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
  ],
  ['bit of the signature', /signature="([^"]+)"/, (value: string) => flipBase64(value, 255)],
] as const) {
  test(group, `another ${what} is refused`, async () => {
    const changed = (await authorize()).replace(pattern, (all, value: string) =>
      all.replace(value, change(value)),
    )
    await refuses('AUTH_SIGNATURE_INVALID', () => verify(changed))
  })
}

test(group, 'another key under the serial is refused', async () => {
  const authorization = await authorize()
  await refuses('AUTH_SIGNATURE_INVALID', () => verify(authorization, request, keys.platform.publicKey))
})

test(group, 'a serial without a key is refused', async () => {
  const authorization = await authorize()
  const findKey = (): undefined => undefined
  await refuses('AUTH_SERIAL_UNKNOWN', () => verifyAuthorization({ ...request, authorization, now, findKey }))
})

test(group, 'a malformed Authorization is refused', async () => {
  const good = await authorize()
  for (const bad of [
    '',
    'Bearer x',
    good.replace(' ', '  '),
    good.replace('WECHATPAY2', 'WECHATPAY3'),
    good.replace(/,timestamp="\d+"/, ''),
    good.replaceAll(',', ', '),
    `${good},timestamp="1"`,
  ]) {
    await refuses('AUTH_AUTHORIZATION_INVALID', () => verify(bad))
  }
})

for (const [what, parts] of [
  ['a method in lower case', { method: 'post', target: '/v3' }],
  ['a target that is a URL', { method: 'GET', target: 'https://api.mch.weixin.qq.com/v3' }],
  ['a target with a fragment', { method: 'GET', target: '/v3#a' }],
  ['a target that is not encoded', { method: 'GET', target: '/v3/中' }],
  ['a target with a line break', { method: 'GET', target: '/v3\n' }],
  ['a body that is a string', { method: 'POST', target: '/v3', body: '{}' as unknown as Uint8Array }],
] as const) {
  test(group, `${what} is not signed`, () => refuses('AUTH_MESSAGE_INVALID', () => authorize(parts)))
}

// Answers and callbacks: what is genuine passes, everything else is refused by its own code.
import { createVerifier, importPublicKey, type Keyring } from '@wxdp/auth'
import { alike, equal, refuses, test } from '../harness/index.ts'
import { flip, flipBase64, official, platformSerial, publicKey, utf8 } from './fixtures.ts'
import { type Changes, now, second, signed, verifier } from './platform.ts'

const group = 'verifying'
const body = utf8('{"plan_id":"12000","change_reason":"审核通过"}')
const otherSerial = '408B07E79B8269FEC3D5D3E6AB8ED163A6A380DC'
const otherKey = official.verify[0]?.public_key ?? ''

async function verify(changes: Changes = {}, bytes = body) {
  return verifier.verify({ headers: await signed(body, { changes }), body: bytes })
}

test(group, 'a genuine answer comes back as the same bytes', async () => {
  const { body: trusted, serialNo, timestamp } = await verify()
  equal(trusted, body)
  alike([serialNo, timestamp], [platformSerial, second])
})

test(group, 'a genuine answer without body', async () => {
  const empty = new Uint8Array()
  await verifier.verify({ headers: await signed(empty), body: empty })
})

test(group, 'headers as Headers, as a record, as spelled on the wire, as lists of one', async () => {
  const record = await signed(body)
  const spelled = Object.entries(record).map(([name, value]) => [name.toUpperCase(), value])
  const lists = Object.entries(record).map(([name, value]) => [name, [value]])
  for (const headers of [new Headers(record), Object.fromEntries(spelled), Object.fromEntries(lists)]) {
    await verifier.verify({ headers, body })
  }
})

test(group, 'a serial in lower case is the same serial', async () => {
  equal((await verify({ 'wechatpay-serial': platformSerial.toLowerCase() })).serialNo, platformSerial)
})

test(group, 'two keys at once, while they are exchanged', async () => {
  const both = createVerifier({ keys: { [otherSerial]: otherKey, [platformSerial]: publicKey }, now })
  await both.verify({ headers: await signed(body), body })
})

test(group, 'a keyring that looks its keys up', async () => {
  const keyring: Keyring = {
    find: async (serial) => (serial === platformSerial ? importPublicKey(publicKey) : undefined),
    serials: () => [],
    preferred: undefined,
  }
  const lookedUp = createVerifier({ keys: keyring, now })
  await lookedUp.verify({ headers: await signed(body), body })
})

test(group, 'any flipped bit of the body is refused', async () => {
  const headers = await signed(body)
  for (let at = 0; at < body.length; at++) {
    await refuses('AUTH_SIGNATURE_INVALID', () => verifier.verify({ headers, body: flip(body, at) }))
  }
})

test(group, 'a longer and a shorter body are refused', async () => {
  await refuses('AUTH_SIGNATURE_INVALID', () => verify({}, utf8('{}\n')))
  await refuses('AUTH_SIGNATURE_INVALID', () => verify({}, body.subarray(1)))
  await refuses('AUTH_SIGNATURE_INVALID', () => verify({}, new Uint8Array()))
})

test(group, 'another timestamp is refused', () =>
  refuses('AUTH_SIGNATURE_INVALID', () => verify({ 'wechatpay-timestamp': String(second + 1) })),
)

test(group, 'the same timestamp written differently is refused', () =>
  refuses('AUTH_SIGNATURE_INVALID', () => verify({ 'wechatpay-timestamp': `0${second}` })),
)

test(group, 'another nonce is refused', () =>
  refuses('AUTH_SIGNATURE_INVALID', () => verify({ 'wechatpay-nonce': 'another' })),
)

test(group, 'a flipped bit anywhere in the signature is refused', async () => {
  const headers = await signed(body)
  const signature = headers['wechatpay-signature'] ?? ''
  for (const at of [0, 1, 127, 254, 255]) {
    const changed = { ...headers, 'wechatpay-signature': flipBase64(signature, at) }
    await refuses('AUTH_SIGNATURE_INVALID', () => verifier.verify({ headers: changed, body }))
  }
})

test(group, 'a signature cut, lengthened or in any Base64 but the standard one is refused', async () => {
  const headers = await signed(body, { nonce: 'always-the-same' })
  const good = headers['wechatpay-signature'] ?? ''
  const urlSafe = good.replaceAll('+', '-').replaceAll('/', '_')
  equal(urlSafe === good, false)
  const parted = `${good.slice(0, 8)}    ${good.slice(8)}`
  const unpadded = good.replaceAll('=', '')
  for (const bad of [
    urlSafe,
    parted,
    unpadded,
    `${good}====`,
    good.slice(4),
    `AAAA${good}`,
    'A',
    'AAAA',
    '====',
  ]) {
    const changed = { ...headers, 'wechatpay-signature': bad }
    await refuses('AUTH_SIGNATURE_INVALID', () => verifier.verify({ headers: changed, body }))
  }
})

test(group, 'the key of another serial is refused', async () => {
  const both = createVerifier({ keys: { [otherSerial]: otherKey, [platformSerial]: publicKey }, now })
  const headers = await signed(body, { changes: { 'wechatpay-serial': otherSerial } })
  await refuses('AUTH_SIGNATURE_INVALID', () => both.verify({ headers, body }))
})

test(group, 'an unknown serial is refused, also on a probe', async () => {
  const unknown = { 'wechatpay-serial': otherSerial }
  await refuses('AUTH_SERIAL_UNKNOWN', () => verify(unknown))
  const probe = { ...unknown, 'wechatpay-signature': official.probe.signature }
  await refuses('AUTH_SERIAL_UNKNOWN', () => verify(probe))
})

test(group, 'a probe has a code of its own, also where it is no Base64', async () => {
  for (const probe of [official.probe.signature, 'WECHATPAY/SIGNTEST/', 'WECHATPAY/SIGNTEST/?']) {
    await refuses('AUTH_SIGNATURE_PROBE', () => verify({ 'wechatpay-signature': probe }))
  }
})

for (const name of ['timestamp', 'nonce', 'signature', 'serial']) {
  const header = `wechatpay-${name}`
  test(group, `no ${header}, an empty one and two of them are refused`, async () => {
    await refuses('AUTH_HEADER_MISSING', () => verify({ [header]: undefined }))
    await refuses('AUTH_HEADER_MISSING', () => verify({ [header]: '' }))
    const headers = await signed(body)
    const twice = { ...headers, [header]: [headers[header] ?? '', 'x'] }
    await refuses('AUTH_HEADER_INVALID', () => verifier.verify({ headers: twice, body }))
  })
}

test(group, 'headers that the host joined are refused', async () => {
  const headers = new Headers(await signed(body))
  headers.append('wechatpay-serial', platformSerial)
  await refuses('AUTH_HEADER_INVALID', () => verifier.verify({ headers, body }))
})

test(group, 'a nonce cannot borrow lines from the body', async () => {
  const headers = await signed('first\nrest', { nonce: 'n' })
  const borrowed = { ...headers, 'wechatpay-nonce': 'n\nfirst' }
  await refuses('AUTH_HEADER_INVALID', () => verifier.verify({ headers: borrowed, body: utf8('rest') }))
})

test(group, 'a body that was parsed already is refused', async () => {
  const headers = await signed(body)
  for (const parsed of ['{}', {}, null, [1]]) {
    const message = { headers, body: parsed as unknown as Uint8Array }
    await refuses('AUTH_MESSAGE_INVALID', () => verifier.verify(message))
  }
})

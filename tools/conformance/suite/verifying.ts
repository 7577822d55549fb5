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

test(group, 'another timestamp is refused', () =>
  refuses('AUTH_SIGNATURE_INVALID', () => verify({ 'wechatpay-timestamp': String(second + 1) })),
)

test(group, 'a flipped bit anywhere in the signature is refused', async () => {
  const headers = await signed(body)
  const signature = headers['wechatpay-signature'] ?? ''
  for (const at of [0, 1, 127, 254, 255]) {
    const changed = { ...headers, 'wechatpay-signature': flipBase64(signature, at) }
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

// Responses and callbacks: a genuine one passes, everything else is refused with its own code.
import { createVerifier, importPublicKey, type Keyring } from '@wxdp/auth'
import { keys, official, utf8 } from '@wxdp-internal/fixtures'
import type { HeaderChanges } from '@wxdp-internal/fixtures/messages'
import { alike, equal, refuses, test } from '../harness/index.ts'
import { flip, flipBase64 } from './support/bytes.ts'
import { now, platformKeys, second, signed, verifier } from './support/platform.ts'

const group = 'verifying'
const body = utf8('{"plan_id":"12000","change_reason":"审核通过"}')
const otherSerial = '408B07E79B8269FEC3D5D3E6AB8ED163A6A380DC'
const both = createVerifier({ keys: { [otherSerial]: keys.merchant.publicKey, ...platformKeys }, now })

async function verify(headers: HeaderChanges = {}, verifiedBy = verifier) {
  return verifiedBy.verify({ headers: await signed(body, { headers }), body })
}

test(group, 'a genuine message comes back as the same bytes', async () => {
  const { body: trusted, serialNo, timestamp } = await verify()
  equal(trusted, body)
  alike([serialNo, timestamp], [keys.platform.serialNo, second])
})

test(group, 'a genuine message without a body is accepted', async () => {
  const empty = new Uint8Array()
  await verifier.verify({ headers: await signed(empty), body: empty })
})

test(group, 'headers may be Headers, a record, in any case, or lists of one', async () => {
  const record = await signed(body)
  const spelled = Object.entries(record).map(([name, value]) => [name.toUpperCase(), value])
  const lists = Object.entries(record).map(([name, value]) => [name, [value]])
  for (const headers of [new Headers(record), Object.fromEntries(spelled), Object.fromEntries(lists)]) {
    await verifier.verify({ headers, body })
  }
})

test(group, 'two keys are accepted at once, for a key rotation', async () => void (await verify({}, both)))

test(group, 'a keyring may look its keys up', async () => {
  const keyring: Keyring = {
    find: async (serial) =>
      serial === keys.platform.serialNo ? importPublicKey(keys.platform.publicKey) : undefined,
    serials: () => [],
    preferred: undefined,
  }
  await verify({}, createVerifier({ keys: keyring, now }))
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

test(group, 'the key of another serial is refused', () =>
  refuses('AUTH_SIGNATURE_INVALID', () => verify({ 'wechatpay-serial': otherSerial }, both)),
)

test(group, 'an unknown serial is refused, also on a probe', async () => {
  const unknown = { 'wechatpay-serial': otherSerial }
  await refuses('AUTH_SERIAL_UNKNOWN', () => verify(unknown))
  const probe = { ...unknown, 'wechatpay-signature': official.probe.signature }
  await refuses('AUTH_SERIAL_UNKNOWN', () => verify(probe))
})

// Five minutes either way, to the second, on both sides.
import { createSigner, createVerifier } from '@wxdp/auth'
import { verifyAuthorization } from '@wxdp/auth/platform'
import { refuses, test } from '../harness/index.ts'
import { mchid, official, platformSerial, privateKey, publicKey, serialNo, utf8 } from './fixtures.ts'
import { now, second, signed } from './platform.ts'

const group = 'clock'
const body = utf8('{}')

/** Verifies a message that is off by some seconds, at the last millisecond of the verifier's second. */
async function verifyOff(seconds: number, tolerance?: number) {
  const verifier = createVerifier({
    keys: { [platformSerial]: publicKey },
    now: () => now() + 999,
    ...(tolerance !== undefined && { tolerance }),
  })
  return verifier.verify({ headers: await signed(body, { timestamp: second + seconds }), body })
}

async function callOff(seconds: number) {
  const signer = createSigner({ mchid, serialNo, privateKey, now: () => now() + seconds * 1000 })
  const request = { method: 'POST', target: '/v3/plans', body }
  const authorization = await signer.authorize(request)
  return verifyAuthorization({ ...request, authorization, now, findKey: () => publicKey })
}

for (const [off, side] of [
  [-1, 'behind'],
  [1, 'ahead'],
] as const) {
  test(group, `an answer 300 s ${side} is accepted`, () => verifyOff(300 * off))
  test(group, `an answer 301 s ${side} is refused`, () =>
    refuses('AUTH_TIMESTAMP_EXPIRED', () => verifyOff(301 * off)),
  )
  test(group, `a request 300 s ${side} is accepted`, () => callOff(300 * off))
  test(group, `a request 301 s ${side} is refused`, () =>
    refuses('AUTH_TIMESTAMP_EXPIRED', () => callOff(301 * off)),
  )
  test(group, `a tolerance of 1 s holds to the second, ${side}`, async () => {
    await verifyOff(off, 1)
    await refuses('AUTH_TIMESTAMP_EXPIRED', () => verifyOff(2 * off, 1))
  })
}

test(group, 'a stale probe is stale before it is a probe', async () => {
  const headers = await signed(body, {
    timestamp: second - 301,
    changes: { 'wechatpay-signature': official.probe.signature },
  })
  const verifier = createVerifier({ keys: { [platformSerial]: publicKey }, now })
  await refuses('AUTH_TIMESTAMP_EXPIRED', () => verifier.verify({ headers, body }))
})

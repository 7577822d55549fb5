// Five minutes in both directions, exact to the second, on both sides.
import { createSigner, createVerifier } from '@wxdp/auth'
import { verifyAuthorization } from '@wxdp/auth/platform'
import { keys, official, utf8 } from '@wxdp-internal/fixtures'
import { refuses, test } from '../harness/index.ts'
import { merchant, now, platformKeys, second, signed, verifier } from './support/platform.ts'

const group = 'clock'
const body = utf8('{}')

/** Verifies a response that is off by some seconds, in the last millisecond of the verifier's second. */
async function verifyResponse(seconds: number, options: { readonly tolerance?: number } = {}) {
  const verifier = createVerifier({ keys: platformKeys, now: () => now() + 999, ...options })
  return verifier.verify({ headers: await signed(body, { timestamp: second + seconds }), body })
}

async function verifyRequest(seconds: number) {
  const signer = createSigner({ ...merchant, now: () => now() + seconds * 1000 })
  const request = { method: 'POST', target: '/v3/plans', body }
  const authorization = await signer.authorize(request)
  return verifyAuthorization({ ...request, authorization, now, findKey: () => keys.merchant.publicKey })
}

for (const [sign, side] of [
  [-1, 'behind'],
  [1, 'ahead'],
] as const) {
  for (const [what, verify] of [
    ['response', verifyResponse],
    ['request', verifyRequest],
  ] as const) {
    test(group, `a ${what} 300 s ${side} is accepted`, () => verify(300 * sign))
    test(group, `a ${what} 301 s ${side} is refused`, () =>
      refuses('AUTH_TIMESTAMP_EXPIRED', () => verify(301 * sign)),
    )
  }
  test(group, `a tolerance of 1 s is exact to the second, ${side}`, async () => {
    await verifyResponse(sign, { tolerance: 1 })
    await refuses('AUTH_TIMESTAMP_EXPIRED', () => verifyResponse(2 * sign, { tolerance: 1 }))
  })
}

test(group, 'a stale probe is refused as stale', async () => {
  const headers = { 'wechatpay-signature': official.probe.signature }
  const stale = await signed(body, { timestamp: second - 301, headers })
  await refuses('AUTH_TIMESTAMP_EXPIRED', () => verifier.verify({ headers: stale, body }))
})

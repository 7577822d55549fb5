import { createSigner } from '@wxdp/auth'
import { createSm2Signer } from '@wxdp/auth-sm'
import { type Sm2AuthorizationCheck, verifySm2Authorization } from '@wxdp/auth-sm/platform'
import { codeOf, keys, utf8 } from '@wxdp-internal/fixtures'
import { describe, expect, it } from 'vitest'

const second = 1_700_000_000
const now = (): number => second * 1000
const { mchid, serialNo, privateKey } = keys.sm.merchant
const request = { method: 'POST', target: '/v3/x?y=%20', body: utf8('{"a":1}') }
const signer = createSm2Signer({ mchid, serialNo, privateKey, now })

describe('verifySm2Authorization', () => {
  const check = (change: object) => async () =>
    verifySm2Authorization({
      ...request,
      authorization: await signer.authorize(request),
      now,
      findKey: () => keys.sm.merchant.publicKey,
      ...change,
    } as Sm2AuthorizationCheck)

  it.each<[string, object, string]>([
    ['another method', { method: 'PUT' }, 'AUTH_SIGNATURE_INVALID'],
    ['another body', { body: utf8('{}') }, 'AUTH_SIGNATURE_INVALID'],
    ['another key', { findKey: () => keys.sm.platform.publicKey }, 'AUTH_SIGNATURE_INVALID'],
    ['a caller without a key', { findKey: () => undefined }, 'AUTH_SERIAL_UNKNOWN'],
    ['a clock 301 s ahead', { now: () => (second + 301) * 1000 }, 'AUTH_TIMESTAMP_EXPIRED'],
  ])('rejects %s', async (_, change, code) => {
    expect(await codeOf(check(change))).toBe(code)
  })

  it('rejects the scheme of another suite', async () => {
    const rsa = await createSigner({ ...keys.merchant, now }).authorize(request)
    const run = check({ authorization: rsa })
    expect(await codeOf(run)).toBe('AUTH_AUTHORIZATION_INVALID')
    await expect(run()).rejects.toThrow(/WECHATPAY2-SHA256-RSA2048 is not for the caller's SM2 key/)
    const relabeled = (await signer.authorize(request)).replace('SM2-WITH-SM3', 'SHA256-RSA2048')
    expect(await codeOf(check({ authorization: relabeled }))).toBe('AUTH_AUTHORIZATION_INVALID')
  })
})

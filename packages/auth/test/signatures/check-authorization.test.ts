import { createSigner } from '@wxdp/auth'
import { type AuthorizationCheck, parseAuthorization, verifyAuthorization } from '@wxdp/auth/platform'
import { codeOf, keys, utf8 } from '@wxdp-internal/fixtures'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'
import { describe, expect, it } from 'vitest'

const { merchant } = keys
const { privateKey, publicKey } = freshKeyPair()
const seconds = 1_700_000_000
const request = { method: 'POST', target: '/v3/x?y=1', body: utf8('{"a":1}') }
const authorization = await createSigner({ ...merchant, privateKey, now: () => seconds * 1000 }).authorize(
  request,
)
const check =
  (change: Partial<AuthorizationCheck> = {}) =>
  () =>
    verifyAuthorization({
      ...request,
      authorization,
      findKey: () => publicKey,
      now: () => seconds * 1000,
      ...change,
    })

describe('verifyAuthorization', () => {
  it('returns who signed', async () => {
    const lookups: unknown[] = []
    const caller = await check({
      findKey: async (who) => {
        lookups.push(who)
        return publicKey
      },
    })()
    expect(caller).toMatchObject({
      id: merchant.mchid,
      serialNo: merchant.serialNo,
      timestamp: String(seconds),
    })
    expect(lookups).toEqual([{ id: merchant.mchid, serialNo: merchant.serialNo }])
  })

  it.each(['WECHATPAY-BRAND-SHA256-RSA2048 brand_id', 'WECHATPAY2-SM2-WITH-SM3 mchid'])(
    'reads %s',
    (start) => {
      const [scheme, field] = start.split(' ')
      const parsed = parseAuthorization(
        `${scheme} ${field}="7",nonce_str="n",signature="s",timestamp="1",serial_no="S"`,
      )
      expect(parsed).toMatchObject({ scheme, id: '7' })
    },
  )

  it('rejects the scheme of another suite', async () => {
    const other = authorization.replace('WECHATPAY2-SHA256-RSA2048', 'WECHATPAY2-SM2-WITH-SM3')
    expect(await codeOf(check({ authorization: other }))).toBe('AUTH_AUTHORIZATION_INVALID')
  })

  it('accepts the pairs in any order', async () => {
    const [scheme, pairs = ''] = authorization.split(' ')
    await expect(
      check({ authorization: `${scheme} ${pairs.split(',').reverse().join(',')}` })(),
    ).resolves.toBeDefined()
  })

  it.each<[string, Partial<AuthorizationCheck>, string]>([
    ['another method', { method: 'PUT' }, 'AUTH_SIGNATURE_INVALID'],
    ['another query', { target: '/v3/x?y=2' }, 'AUTH_SIGNATURE_INVALID'],
    ['another body', { body: utf8('{"a": 1}') }, 'AUTH_SIGNATURE_INVALID'],
    ['no body', { body: undefined }, 'AUTH_SIGNATURE_INVALID'],
    [
      'a signature that is not Base64',
      { authorization: authorization.replace('signature="', 'signature="_') },
      'AUTH_SIGNATURE_INVALID',
    ],
    ['a clock 301 s ahead', { now: () => (seconds + 301) * 1000 }, 'AUTH_TIMESTAMP_EXPIRED'],
    ['a clock 301 s behind', { now: () => (seconds - 301) * 1000 }, 'AUTH_TIMESTAMP_EXPIRED'],
    ['a caller without a key', { findKey: () => undefined }, 'AUTH_SERIAL_UNKNOWN'],
    ['the real clock', { now: undefined as never }, 'AUTH_TIMESTAMP_EXPIRED'],
  ])('rejects %s', async (_, change, code) => {
    expect(await codeOf(check(change))).toBe(code)
  })

  it.each([
    ['no scheme', authorization.replace('WECHATPAY2-SHA256-RSA2048 ', '')],
    ['another scheme', authorization.replace('WECHATPAY2', 'WECHATPAY9')],
    ['spaces after commas', authorization.replaceAll(',', ', ')],
    ['two spaces after the scheme', authorization.replace(' ', '  ')],
    ['something after a pair', authorization.replace('",', '"x,')],
    ['single quotes', authorization.replaceAll('"', "'")],
    ['a pair twice', `${authorization},serial_no="1"`],
    ['a pair missing', authorization.replace(/,serial_no="[^"]*"/, '')],
    ['an empty pair', authorization.replace(/timestamp="[^"]*"/, 'timestamp=""')],
    ['the id of the other kind of caller', authorization.replace('mchid', 'brand_id')],
    ['nothing in it', ''],
  ])('rejects a value with %s', (_, value) => {
    expect(() => parseAuthorization(value)).toThrow(
      expect.objectContaining({ code: 'AUTH_AUTHORIZATION_INVALID' }),
    )
  })
})

import { inspect } from 'node:util'
import { createSigner, importApiV3Key, importPrivateKey, type SignerOptions } from '@wxdp/auth'
import { parseAuthorization } from '@wxdp/auth/platform'
import { apiV3Key, codeOf, keys } from '@wxdp-internal/fixtures'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'
import { describe, expect, it } from 'vitest'

const { merchant } = keys
const platformSerial = keys.platform.serialNo
const request = { method: 'GET', target: '/v3/certificates' }

describe('createSigner', () => {
  it('signs as a brand with the brand scheme', async () => {
    const { mchid: _, ...rest } = merchant
    const signer = createSigner({ ...rest, brandId: '100123' })
    expect(signer).toMatchObject({ scheme: 'WECHATPAY-BRAND-SHA256-RSA2048', id: '100123' })
    expect(await signer.authorize(request)).toMatch(
      /^WECHATPAY-BRAND-SHA256-RSA2048 brand_id="100123",nonce_str=/,
    )
  })

  it('creates a new nonce of 32 hexadecimal digits each time', async () => {
    const signer = createSigner(merchant)
    const nonces = new Set<string>()
    for (let i = 0; i < 20; i++) nonces.add(parseAuthorization(await signer.authorize(request)).nonce)
    expect(nonces.size).toBe(20)
    for (const nonce of nonces) expect(nonce).toMatch(/^[0-9A-F]{32}$/)
  })

  it('writes the serial in upper case', () => {
    expect(createSigner({ ...merchant, serialNo: merchant.serialNo.toLowerCase() }).serialNo).toBe(
      merchant.serialNo,
    )
  })

  it('accepts an imported key', async () => {
    const signer = createSigner({ ...merchant, privateKey: await importPrivateKey(merchant.privateKey) })
    await expect(signer.authorize(request)).resolves.toContain(merchant.serialNo)
  })

  it.each<[string, object]>([
    ['no id', { mchid: undefined }],
    ['two ids', { brandId: '1' }],
    ['an id with a quote', { mchid: '19"' }],
    ['an id with a quote before it', { mchid: '"19' }],
    ['a number for an id', { mchid: 1900007291 }],
  ])('%s is a TypeError immediately', (_, change) => {
    const make = () => createSigner({ ...merchant, ...change } as SignerOptions)
    expect(make).toThrow(TypeError)
    expect(make).toThrow(expect.objectContaining({ code: 'AUTH_OPTION_INVALID' }))
  })

  it.each<[string, unknown, RegExp]>([
    ['the id of a public key of WeChat Pay', platformSerial, /is the id of a WeChat Pay public key/],
    ['41 digits', `4${merchant.serialNo}`, /found 41 characters/],
    ['a character after the digits', `${merchant.serialNo}-`, /found 41 characters/],
    ['39 digits', merchant.serialNo.slice(1), /found 39 characters/],
    ['30 digits', merchant.serialNo.slice(10), /found 30 characters/],
    ['an mchid', '1900007291', /found 10 characters/],
    ['a decimal number', BigInt(`0x${merchant.serialNo}`).toString(), /a decimal number: convert it/],
    ['an empty string', '', /found 0 characters/],
    ['a number', 408, /found a number/],
    ['null', null, /found null/],
    ['undefined', undefined, /found undefined \(is the environment variable set\?\)/],
    ['a promise', Promise.resolve(merchant.serialNo), /found a Promise \(await it first\)/],
  ])('rejects %s as serial and says how to find it', (_, serialNo, words) => {
    const make = () => createSigner({ ...merchant, serialNo: serialNo as string })
    expect(make).toThrow(expect.objectContaining({ code: 'AUTH_SERIAL_INVALID' }))
    expect(make).toThrow(words)
    expect(make).toThrow(/openssl x509/)
  })

  it.each<[string, object]>([
    ['a lower-case method', { method: 'get' }],
    ['a method that begins in lower case', { method: 'gET' }],
    ['a method with more after it', { method: 'GET x' }],
    ['a full URL', { target: 'https://api.mch.weixin.qq.com/v3/certificates' }],
    ['a fragment', { target: '/v3/x#y' }],
    ['a space', { target: '/v3/a b' }],
    ['Chinese', { target: '/v3/中' }],
    ['a line break', { target: '/v3/x\n' }],
    ['a string as body', { body: '{}' }],
  ])('rejects %s', async (_, change) => {
    const signer = createSigner(merchant)
    expect(await codeOf(() => signer.authorize({ ...request, ...change }))).toBe('AUTH_MESSAGE_INVALID')
  })

  it.each<[string, object]>([
    ['The method', { method: '' }],
    ['The target', { target: '' }],
    ['is an array', { body: [] }],
    ['is a string', { body: '' }],
  ])('says what is wrong: %s', async (words, change) => {
    await expect(createSigner(merchant).authorize({ ...request, ...change })).rejects.toThrow(words)
    await expect(createSigner({ ...merchant, nonce: () => '' }).authorize(request)).rejects.toThrow(
      'The nonce',
    )
  })

  it.each(['', 'a"b', 'a\nb', 'x'.repeat(129), '中'])('rejects the nonce %j', async (nonce) => {
    const signer = createSigner({ ...merchant, nonce: () => nonce })
    expect(await codeOf(() => signer.authorize(request))).toBe('AUTH_MESSAGE_INVALID')
  })

  it('reports an unsuitable key at the first signature', async () => {
    const { privateKey } = freshKeyPair(1024)
    expect(await codeOf(() => createSigner({ ...merchant, privateKey }).authorize(request))).toBe(
      'AUTH_KEY_UNSUPPORTED',
    )
  })

  it('shows nothing of the keys when logged or serialised', async () => {
    const key = await importPrivateKey(merchant.privateKey)
    const signer = createSigner({ ...merchant, privateKey: key })
    await signer.authorize(request)
    const apiKey = importApiV3Key(apiV3Key)
    for (const value of [key, signer, apiKey]) {
      const shown = inspect(value, { depth: 9, showHidden: true }) + JSON.stringify(value)
      expect(shown).not.toContain(apiV3Key)
      expect(shown).not.toMatch(/MII|BEGIN|Uint8Array|Buffer/)
    }
  })
})

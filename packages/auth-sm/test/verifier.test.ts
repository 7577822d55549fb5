import { inspect } from 'node:util'
import { createSigner as createRsaSigner, createVerifier, importPublicKey as importRsa } from '@wxdp/auth'
import { signMessage as signWithRsa, verifyAuthorization as verifyOf } from '@wxdp/auth/platform'
import { createSm2Keyring, createSm2Signer, importSm2PrivateKey, importSm2PublicKey } from '@wxdp/auth-sm'
import { type Sm2AuthorizationCheck, signSm2Message, verifySm2Authorization } from '@wxdp/auth-sm/platform'
import { codeOf, keys, utf8 } from '@wxdp-internal/fixtures'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'

import { describe, expect, it } from 'vitest'

const second = 1_700_000_000
const now = (): number => second * 1000
const { mchid, serialNo, privateKey } = keys.sm.merchant
const body = utf8('{"a":1}')
const request = { method: 'POST', target: '/v3/x?y=%20', body }
const platformKeys = { [keys.platform.serialNo]: keys.sm.platform.publicKey }
const signer = createSm2Signer({ mchid, serialNo, privateKey, now })

describe('createSigner', () => {
  it('signs under the scheme of SM2, and the platform side recognises it', async () => {
    expect(signer).toMatchObject({ scheme: 'WECHATPAY2-SM2-WITH-SM3', id: mchid, serialNo })
    const authorization = await signer.authorize(request)
    expect(authorization).toMatch(/^WECHATPAY2-SM2-WITH-SM3 mchid="1900007291",nonce_str="[0-9A-F]{32}",/)
    const findKey = () => keys.sm.merchant.publicKey
    const caller = await verifySm2Authorization({ ...request, authorization, now, findKey })
    expect(caller).toMatchObject({ scheme: 'WECHATPAY2-SM2-WITH-SM3', id: mchid, serialNo })
  })

  it('takes a key that was imported before, also in the other package', async () => {
    const imported = await importSm2PrivateKey(privateKey)
    for (const make of [createSm2Signer, createRsaSigner]) {
      const one = make({ mchid, serialNo, privateKey: imported, now })
      expect(one.scheme).toBe('WECHATPAY2-SM2-WITH-SM3')
      const authorization = await one.authorize(request)
      const findKey = async () => importSm2PublicKey(keys.sm.merchant.certificate)
      await expect(verifyOf({ ...request, authorization, now, findKey })).resolves.toBeDefined()
    }
  })

  it.each<[string, object]>([
    ['a brand: no scheme is documented', { mchid: undefined, brandId: '100123' }],
    ['nobody', { mchid: undefined }],
    ['two', { brandId: '1' }],
    ['an id with a quote', { mchid: '19"' }],
  ])('%s is a TypeError at once', async (_, change) => {
    const imported = await importSm2PrivateKey(privateKey)
    for (const make of [createSm2Signer, createRsaSigner]) {
      const call = () => make({ mchid, serialNo, privateKey: imported, ...change } as never)
      expect(call).toThrow(TypeError)
      expect(call).toThrow(expect.objectContaining({ code: 'AUTH_OPTION_INVALID' }))
    }
  })

  it('refuses a serial that is none', () => {
    const make = () => createSm2Signer({ mchid, serialNo: keys.platform.serialNo, privateKey })
    expect(make).toThrow(expect.objectContaining({ code: 'AUTH_SERIAL_INVALID' }))
  })

  it('shows nothing of the key when it is logged or serialised', async () => {
    const key = await importSm2PrivateKey(privateKey)
    await signer.authorize(request)
    for (const value of [key, signer]) {
      const shown = inspect(value, { depth: 9, showHidden: true }) + JSON.stringify(value)
      expect(shown).not.toMatch(/MIGH|BEGIN|Uint8Array|Buffer|[0-9a-f]{32}/)
    }
  })
})

describe('verifyAuthorization', () => {
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
  ])('refuses %s', async (_, change, code) => {
    expect(await codeOf(check(change))).toBe(code)
  })

  it('refuses the scheme of another kind of key', async () => {
    const rsa = await createRsaSigner({ ...keys.merchant, now }).authorize(request)
    const run = check({ authorization: rsa })
    expect(await codeOf(run)).toBe('AUTH_AUTHORIZATION_INVALID')
    await expect(run()).rejects.toThrow(/WECHATPAY2-SHA256-RSA2048 is not that of the caller's SM2 key/)
    const relabelled = (await signer.authorize(request)).replace('SM2-WITH-SM3', 'SHA256-RSA2048')
    expect(await codeOf(check({ authorization: relabelled }))).toBe('AUTH_AUTHORIZATION_INVALID')
  })
})

describe('createVerifier', () => {
  const signed = async (from = keys.sm.platform.privateKey as string) => ({
    headers: {
      ...(await signSm2Message({
        body,
        serialNo: keys.platform.serialNo,
        privateKey: from,
        timestamp: second,
      })),
    },
    body,
  })

  it('accepts what WeChat Pay signed', async () => {
    const message = await signed()
    expect(message.headers['Wechatpay-Signature-Type']).toBe('WECHATPAY2-SM2-WITH-SM3')
    const verified = await createVerifier({ keys: createSm2Keyring(platformKeys), now }).verify(message)
    expect(verified).toEqual({ body, serialNo: keys.platform.serialNo, timestamp: second })
    const { keyring } = createVerifier({ keys: createSm2Keyring(platformKeys) })
    await expect(createVerifier({ keys: keyring, now }).verify(message)).resolves.toBeDefined()
  })

  it('refuses what another key signed', async () => {
    const message = await signed(privateKey)
    const verifier = createVerifier({ keys: createSm2Keyring(platformKeys), now })
    expect(await codeOf(() => verifier.verify(message))).toBe('AUTH_SIGNATURE_INVALID')
  })

  it('has keys of both kinds side by side: each signature counts under its own serial only', async () => {
    const rsa = freshKeyPair()
    const rsaSerial = 'PUB_KEY_ID_1'
    const imported = { [rsaSerial]: await importRsa(rsa.publicKey) }
    const theirs = {
      [keys.platform.serialNo]: await importSm2PublicKey(keys.sm.platform.publicKey),
      [rsaSerial]: rsa.publicKey,
    }
    const sm = await signed()
    const headers = await signWithRsa({
      body,
      serialNo: rsaSerial,
      privateKey: rsa.privateKey,
      timestamp: second,
    })
    for (const verifier of [
      createVerifier({ keys: createSm2Keyring({ ...platformKeys, ...imported }), now }),
      createVerifier({ keys: theirs, now }),
    ]) {
      await expect(verifier.verify(sm)).resolves.toMatchObject({ serialNo: keys.platform.serialNo })
      await expect(verifier.verify({ headers: { ...headers }, body })).resolves.toMatchObject({
        serialNo: rsaSerial,
      })
      // Whatever a message says of its algorithm, the key under its serial decides.
      const swapped = { headers: { ...sm.headers, 'Wechatpay-Serial': rsaSerial }, body }
      expect(await codeOf(() => verifier.verify(swapped))).toBe('AUTH_SIGNATURE_INVALID')
      const back = { headers: { ...headers, 'Wechatpay-Serial': keys.platform.serialNo }, body }
      expect(await codeOf(() => verifier.verify(back))).toBe('AUTH_SIGNATURE_INVALID')
    }
  })

  it.each<[string, unknown, string?]>([
    ['no keys', undefined],
    ['null for keys', null],
    ['an empty map', {}],
    ['a preferred serial that is not there', platformKeys, 'PUB_KEY_ID_2'],
  ])('%s is a TypeError at once', (_, given, preferred) => {
    const make = () => createSm2Keyring(given as never, { ...(preferred && { preferred }) })
    expect(make).toThrow(TypeError)
    expect(make).toThrow(expect.objectContaining({ code: 'AUTH_OPTION_INVALID' }))
  })

  it('a key that cannot serve is refused at once', () => {
    const make = () =>
      createVerifier({ keys: createSm2Keyring({ [keys.platform.serialNo]: freshKeyPair().publicKey }) })
    expect(make).toThrow(expect.objectContaining({ code: 'AUTH_KEY_UNSUPPORTED' }))
    const certified = () =>
      createVerifier({ keys: createSm2Keyring({ [keys.platform.serialNo]: keys.sm.platform.certificate }) })
    expect(certified).toThrow(expect.objectContaining({ code: 'AUTH_KEY_ROLE' }))
  })
})

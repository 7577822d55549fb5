import { inspect } from 'node:util'
import { createSigner as createRsaSigner, type PublicKey } from '@wxdp/auth'
import { verifyAuthorization } from '@wxdp/auth/platform'
import { createSm2Keyring, createSm2Signer, importSm2PrivateKey, importSm2PublicKey } from '@wxdp/auth-sm'
import { verifySm2Authorization } from '@wxdp/auth-sm/platform'
import { keys, utf8 } from '@wxdp-internal/fixtures'
import { describe, expect, it } from 'vitest'
import { pkcs8Of, spkiOf } from '../support/pkcs8.ts'

const now = (): number => 1_700_000_000_000
const { mchid, serialNo, privateKey } = keys.sm.merchant
const request = { method: 'POST', target: '/v3/x?y=%20', body: utf8('{"a":1}') }
const signer = createSm2Signer({ mchid, serialNo, privateKey, now })

describe('createSm2Signer', () => {
  it('signs with the SM2 scheme, and verifySm2Authorization accepts it', async () => {
    expect(signer).toMatchObject({ scheme: 'WECHATPAY2-SM2-WITH-SM3', id: mchid, serialNo })
    const authorization = await signer.authorize(request)
    expect(authorization).toMatch(/^WECHATPAY2-SM2-WITH-SM3 mchid="1900007291",nonce_str="[0-9A-F]{32}",/)
    const findKey = () => keys.sm.merchant.publicKey
    const caller = await verifySm2Authorization({ ...request, authorization, now, findKey })
    expect(caller).toMatchObject({ scheme: 'WECHATPAY2-SM2-WITH-SM3', id: mchid, serialNo })
  })

  it('accepts an imported key, and so does createSigner of @wxdp/auth', async () => {
    const imported = await importSm2PrivateKey(privateKey)
    for (const make of [createSm2Signer, createRsaSigner]) {
      const one = make({ mchid, serialNo, privateKey: imported, now })
      expect(one.scheme).toBe('WECHATPAY2-SM2-WITH-SM3')
      const authorization = await one.authorize(request)
      const findKey = async () => importSm2PublicKey(keys.sm.merchant.certificate)
      await expect(verifyAuthorization({ ...request, authorization, now, findKey })).resolves.toBeDefined()
    }
  })

  it.each<[string, object]>([
    ['a brand, for which no scheme is documented,', { mchid: undefined, brandId: '100123' }],
    ['no id', { mchid: undefined }],
    ['two ids', { brandId: '1' }],
    ['an id with a quote', { mchid: '19"' }],
  ])('%s is a TypeError immediately', async (_, change) => {
    const imported = await importSm2PrivateKey(privateKey)
    for (const make of [createSm2Signer, createRsaSigner]) {
      const call = () => make({ mchid, serialNo, privateKey: imported, ...change } as never)
      expect(call).toThrow(TypeError)
      expect(call).toThrow(expect.objectContaining({ code: 'AUTH_OPTION_INVALID' }))
    }
  })

  it('rejects the id of a public key as its serial', () => {
    const make = () => createSm2Signer({ mchid, serialNo: keys.platform.serialNo, privateKey })
    expect(make).toThrow(expect.objectContaining({ code: 'AUTH_SERIAL_INVALID' }))
  })

  it('shows nothing of the key when logged or serialised', async () => {
    const key = await importSm2PrivateKey(privateKey)
    await signer.authorize(request)
    for (const value of [key, signer]) {
      const shown = inspect(value, { depth: 9, showHidden: true }) + JSON.stringify(value)
      expect(shown).not.toMatch(/MIGH|BEGIN|Uint8Array|Buffer|[0-9a-f]{32}/)
    }
  })
})

describe('isOwn', () => {
  const { merchant, platform } = keys.sm
  const keyOf = (input: string | Uint8Array, serialNo = keys.platform.serialNo): PublicKey =>
    createSm2Keyring({ [serialNo]: input }).find(serialNo) as PublicKey

  it('recognises the public key of the private key, in any form', async () => {
    const signer = createSm2Signer({ ...merchant, privateKey: platform.privateKey })
    const point = Buffer.from(platform.publicKey.replace(/-----[^-]+-----/g, ''), 'base64').subarray(-65)
    const compressed = Uint8Array.of(2 + ((point[64] as number) & 1), ...point.subarray(1, 33))
    for (const own of [platform.publicKey, spkiOf(point), spkiOf(compressed)]) {
      expect(signer.isOwn?.(keyOf(own))).toBe(true)
      expect(createSm2Signer(merchant).isOwn?.(keyOf(own))).toBe(false)
    }
    expect(signer.isOwn?.(keyOf(platform.certificate, platform.certificateSerial))).toBe(true)
    expect(createRsaSigner(keys.merchant).isOwn?.(keyOf(platform.publicKey))).toBe(false)
  })

  it('is false for keys that cannot be used', () => {
    const zero = createSm2Signer({ ...merchant, privateKey: pkcs8Of('00') })
    const nowhere = keyOf(spkiOf(Uint8Array.of(0)))
    expect(zero.isOwn?.(nowhere)).toBe(false)
    expect(zero.isOwn?.(keyOf(platform.publicKey))).toBe(false)
    expect(createSm2Signer(merchant).isOwn?.(nowhere)).toBe(false)
    expect(createSm2Signer(merchant).isOwn?.(keyOf(spkiOf(new Uint8Array(), 1)))).toBe(false)
  })
})

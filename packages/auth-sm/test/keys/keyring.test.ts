import { createVerifier, importPublicKey as importRsa } from '@wxdp/auth'
import { signMessage } from '@wxdp/auth/platform'
import { createSm2Keyring, importSm2PublicKey } from '@wxdp/auth-sm'
import { signSm2Message } from '@wxdp/auth-sm/platform'
import { codeOf, keys, utf8 } from '@wxdp-internal/fixtures'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'
import { describe, expect, it } from 'vitest'

const second = 1_700_000_000
const now = (): number => second * 1000
const body = utf8('{"a":1}')
const platformKeys = { [keys.platform.serialNo]: keys.sm.platform.publicKey }

describe('a verifier with createSm2Keyring', () => {
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

  it('accepts a message that WeChat Pay signed', async () => {
    const message = await signed()
    expect(message.headers['Wechatpay-Signature-Type']).toBe('WECHATPAY2-SM2-WITH-SM3')
    const verified = await createVerifier({ keys: createSm2Keyring(platformKeys), now }).verify(message)
    expect(verified).toEqual({ body, serialNo: keys.platform.serialNo, timestamp: second })
    const { keyring } = createVerifier({ keys: createSm2Keyring(platformKeys) })
    await expect(createVerifier({ keys: keyring, now }).verify(message)).resolves.toBeDefined()
  })

  it('rejects a message that another key signed', async () => {
    const message = await signed(keys.sm.merchant.privateKey)
    const verifier = createVerifier({ keys: createSm2Keyring(platformKeys), now })
    expect(await codeOf(() => verifier.verify(message))).toBe('AUTH_SIGNATURE_INVALID')
  })

  it('accepts keys of both suites, each only under its own serial', async () => {
    const rsa = freshKeyPair()
    const rsaSerial = 'PUB_KEY_ID_1'
    const imported = { [rsaSerial]: await importRsa(rsa.publicKey) }
    const theirs = {
      [keys.platform.serialNo]: await importSm2PublicKey(keys.sm.platform.publicKey),
      [rsaSerial]: rsa.publicKey,
    }
    const sm = await signed()
    const headers = await signMessage({
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
      // The key under the serial decides, whatever the message says about its algorithm.
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
    ['a preferred serial that is missing', platformKeys, 'PUB_KEY_ID_2'],
  ])('%s is a TypeError immediately', (_, given, preferred) => {
    const make = () => createSm2Keyring(given as never, { ...(preferred && { preferred }) })
    expect(make).toThrow(TypeError)
    expect(make).toThrow(expect.objectContaining({ code: 'AUTH_OPTION_INVALID' }))
  })

  it('rejects an unsuitable key immediately', () => {
    const make = () =>
      createVerifier({ keys: createSm2Keyring({ [keys.platform.serialNo]: freshKeyPair().publicKey }) })
    expect(make).toThrow(expect.objectContaining({ code: 'AUTH_KEY_UNSUPPORTED' }))
    const certified = () =>
      createVerifier({ keys: createSm2Keyring({ [keys.platform.serialNo]: keys.sm.platform.certificate }) })
    expect(certified).toThrow(expect.objectContaining({ code: 'AUTH_KEY_ROLE' }))
  })
})

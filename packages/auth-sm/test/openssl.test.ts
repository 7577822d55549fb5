// OpenSSL's command line as an oracle, in both directions.
import { randomBytes } from 'node:crypto'
import { createVerifier } from '@wxdp/auth'
import { parseAuthorization } from '@wxdp/auth/platform'
import {
  createSm2Keyring,
  createSm2Signer,
  decryptSm2Field,
  encryptSm2Field,
  importSm2PrivateKey,
  importSm2PublicKey,
  openSm4Resource,
} from '@wxdp/auth-sm'
import { sealSm4Resource, signSm2Message } from '@wxdp/auth-sm/platform'
import { apiV3Key, codeOf, keys, utf8 } from '@wxdp-internal/fixtures'
import { certificateFor } from '@wxdp-internal/fixtures/openssl'

import { describe, expect, it } from 'vitest'
import { hash } from '../src/primitives/primitives.ts'
import {
  decryptWith,
  encryptWith,
  isMissing,
  keyOf,
  openssl,
  oracle,
  publicOf,
  sealWithSm4,
  signWith,
  sm3,
  verifiesWith,
} from './support/openssl.ts'

const second = 1_700_000_000
const now = (): number => second * 1000
const { mchid, serialNo } = keys.sm.merchant
const body = '{"notify_url":"https://pay.example.com/回调"}'
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

describe.skipIf(isMissing)(oracle, () => {
  const privateKey = isMissing ? '' : keyOf('SM2')
  const publicKey = isMissing ? '' : publicOf(privateKey)
  const verifier = () =>
    createVerifier({ keys: createSm2Keyring({ [keys.platform.serialNo]: publicKey }), now })

  /** A message signed by OpenSSL. */
  const signedBy = (message: Uint8Array) => ({
    headers: {
      'wechatpay-timestamp': String(second),
      'wechatpay-nonce': 'n0nce',
      'wechatpay-serial': keys.platform.serialNo,
      'wechatpay-signature': base64(
        signWith(privateKey, Buffer.concat([utf8(`${second}\nn0nce\n`), message, utf8('\n')])),
      ),
    },
    body: message,
  })

  it('verifies what the signer signs, and nothing else', async () => {
    const signer = createSm2Signer({ mchid, serialNo, privateKey, now })
    const target = '/v3/marketing/partner/delivery-plan/1900007291/notify-url?a=%E4%B8%AD'
    for (const text of [body, '']) {
      const value = await signer.authorize({ method: 'POST', target, body: utf8(text) })
      const { scheme, nonce, signature } = parseAuthorization(value)
      expect(scheme).toBe('WECHATPAY2-SM2-WITH-SM3')
      const message = `POST\n${target}\n${second}\n${nonce}\n${text}\n`
      const der = Buffer.from(signature, 'base64')
      expect(verifiesWith(publicKey, message, der)).toBe(true)
      expect(verifiesWith(publicKey, `${message}\n`, der)).toBe(false)
    }
  })

  it('verifies 40 signatures, with r and s of different lengths', async () => {
    const lengths = new Set<number>()
    for (let i = 0; i < 40; i++) {
      const message = utf8(`{"number":${i}}`)
      const headers = await signSm2Message({ body: message, serialNo: keys.platform.serialNo, privateKey })
      const der = Buffer.from(headers['Wechatpay-Signature'], 'base64')
      lengths.add(der.length)
      const { 'Wechatpay-Timestamp': timestamp, 'Wechatpay-Nonce': nonce } = headers
      expect(verifiesWith(publicKey, `${timestamp}\n${nonce}\n{"number":${i}}\n`, der)).toBe(true)
    }
    expect(lengths.size).toBeGreaterThan(1)
  })

  it('signs 40 messages that the verifier accepts', async () => {
    const one = verifier()
    for (let i = 0; i < 40; i++) {
      await expect(one.verify(signedBy(utf8(`{"number":${i}}`)))).resolves.toMatchObject({
        timestamp: second,
      })
    }
  })

  it.each<[string, Uint8Array]>([
    ['a string', utf8(body)],
    ['an empty body (204)', new Uint8Array()],
    ['CRLF inside', utf8('{\r\n}\r\n')],
    ['a byte order mark', utf8('\ufeff{}')],
    ['bytes that are not UTF-8', Uint8Array.of(0xff, 0xfe, 0x00, 0x80)],
  ])('signs a message that the verifier accepts unchanged only: %s', async (_, bytes) => {
    const message = signedBy(bytes)
    await expect(verifier().verify(message)).resolves.toBeDefined()
    const longer = { ...message, body: Uint8Array.of(...bytes, 0x20) }
    expect(await codeOf(() => verifier().verify(longer))).toBe('AUTH_SIGNATURE_INVALID')
  })

  it('signs with another user id, which the verifier rejects', async () => {
    const text = utf8(`${second}\nn0nce\n{}\n`)
    const signature = openssl((file) => {
      const of = ['-inkey', file('key.pem', privateKey), '-in', file('message', text)]
      return ['pkeyutl', '-sign', '-rawin', '-digest', 'sm3', ...of, '-pkeyopt', 'distid:wxdp']
    })
    const { headers } = signedBy(utf8('{}'))
    const message = { headers: { ...headers, 'wechatpay-signature': base64(signature) }, body: utf8('{}') }
    expect(await codeOf(() => verifier().verify(message))).toBe('AUTH_SIGNATURE_INVALID')
  })

  it('computes the same hashes', () => {
    for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 1000]) {
      const bytes = randomBytes(length)
      expect(Buffer.from(hash(bytes))).toEqual(sm3(bytes))
    }
  })

  it('seals resources that open', async () => {
    const key = sm3(utf8(apiV3Key)).subarray(0, 16)
    for (const [plaintext, associatedData] of [
      ['{"plan_id":"计划"}', 'delivery_plan'],
      ['x', ''],
      ['', 'delivery_plan'],
      ['y'.repeat(1000), '数据'.repeat(20)],
    ] as const) {
      const parts = { associatedData: utf8(associatedData), plaintext: utf8(plaintext) }
      const ciphertext = base64(sealWithSm4(key, utf8('abcdefghijkl'), parts))
      const sealed = {
        algorithm: 'AEAD_SM4_GCM',
        ciphertext,
        nonce: 'abcdefghijkl',
        associated_data: associatedData,
      }
      expect(new TextDecoder().decode(await openSm4Resource(apiV3Key, sealed))).toBe(plaintext)
      const ours = await sealSm4Resource(apiV3Key, utf8(plaintext), { associatedData, nonce: 'abcdefghijkl' })
      expect(ours).toEqual(sealed)
    }
  })

  it.each(['ab', '张三', '\u{1F600}', '字'.repeat(1000)])(
    'decrypts what encryptSm2Field encrypts: %s',
    async (text) => {
      const { ciphertext } = await encryptSm2Field(verifier().keyring, text)
      expect(decryptWith(privateKey, Buffer.from(ciphertext, 'base64'))).toBe(text)
    },
  )

  it.each(['ab', '张三', '\ufeffwith a mark', '字'.repeat(1000)])(
    'encrypts what decryptSm2Field decrypts: %s',
    async (text) => {
      const key = await importSm2PrivateKey(privateKey)
      for (let i = 0; i < 5; i++) {
        expect(await decryptSm2Field(key, base64(encryptWith(publicKey, text)))).toBe(text)
      }
    },
  )

  it('issues certificates whose keys verify under their serials', async () => {
    const serial = '5123456789ABCDEF0123456789ABCDEF01234567'
    const more = ['-sm3', '-sigopt', 'distid:1234567812345678']
    const certificate = certificateFor(privateKey, { serialNo: serial, more })
    const certified = createVerifier({ keys: createSm2Keyring({ [serial.toLowerCase()]: certificate }), now })
    const { headers, body: bytes } = signedBy(utf8('{}'))
    const message = { headers: { ...headers, 'wechatpay-serial': serial }, body: bytes }
    await expect(certified.verify(message)).resolves.toMatchObject({ serialNo: serial })
    const misfiled = () =>
      createVerifier({ keys: createSm2Keyring({ [keys.sm.merchant.serialNo]: certificate }) })
    expect(misfiled).toThrow(expect.objectContaining({ code: 'AUTH_SERIAL_MISMATCH' }))
  })

  it('writes SEC 1 keys that import', async () => {
    const sec1 = openssl((file) => ['ec', '-in', file('key.pem', privateKey)]).toString()
    expect(sec1).toMatch(/BEGIN (EC|SM2) PRIVATE KEY/)
    const headers = await signSm2Message({
      body: utf8('{}'),
      serialNo: keys.platform.serialNo,
      privateKey: sec1,
      timestamp: second,
    })
    const message = { headers: { ...headers }, body: utf8('{}') }
    await expect(verifier().verify(message)).resolves.toBeDefined()
  })

  it.each(['P-256', 'secp256k1'])('a key on %s is rejected by name', async (curve) => {
    const other = keyOf(curve)
    for (const run of [() => importSm2PrivateKey(other), () => importSm2PublicKey(publicOf(other))]) {
      expect(await codeOf(run)).toBe('AUTH_KEY_UNSUPPORTED')
      await expect(run()).rejects.toThrow(/an EC key.*1\.2\.156\.10197\.1\.301/)
    }
  })

  it('a key with explicit curve parameters is rejected', async () => {
    const explicit = keyOf('P-256', '-pkeyopt', 'ec_param_enc:explicit')
    expect(await codeOf(() => importSm2PrivateKey(explicit))).toBe('AUTH_KEY_UNSUPPORTED')
  })

  it('an encrypted key is rejected with a command that decrypts it', async () => {
    const locked = openssl((file) => {
      const cipher = ['-aes-256-cbc', '-passout', 'pass:x']
      return ['pkey', '-in', file('key.pem', privateKey), ...cipher]
    }).toString()
    const error = await importSm2PrivateKey(locked).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'AUTH_KEY_UNSUPPORTED' })
    expect(String(error)).toContain('openssl pkey -in encrypted.pem -out apiclient_key.pem')
    const opened = openssl((file) => ['pkey', '-in', file('encrypted.pem', locked), '-passin', 'pass:x'])
    await expect(importSm2PrivateKey(opened.toString())).resolves.toMatchObject({ role: 'private' })
  })
})

// OpenSSL's command line as an oracle: it verifies our signatures, and we verify its signatures.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSigner, createVerifier } from '@wxdp/auth'
import { parseAuthorization, verifyAuthorization } from '@wxdp/auth/platform'
import { codeOf, keys, utf8 } from '@wxdp-internal/fixtures'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'
import { afterAll, describe, expect, it } from 'vitest'

const { merchant } = keys
const platformSerial = keys.platform.serialNo
const dir = mkdtempSync(join(tmpdir(), 'wxdp-'))
afterAll(() => rmSync(dir, { recursive: true }))
const file = (name: string, contents: string | Uint8Array): string => {
  const path = join(dir, name)
  writeFileSync(path, contents, { mode: 0o600 })
  return path
}
const { privateKey, publicKey } = freshKeyPair()
const privateFile = file('private.pem', privateKey)
const publicFile = file('public.pem', publicKey)

const opensslSign = (message: string | Uint8Array): string =>
  execFileSync('openssl', ['dgst', '-sha256', '-sign', privateFile], { input: message }).toString('base64')
const opensslVerifies = (message: string, signature: string): boolean => {
  const args = [
    'dgst',
    '-sha256',
    '-verify',
    publicFile,
    '-signature',
    file('signature', Buffer.from(signature, 'base64')),
  ]
  return spawnSync('openssl', args, { input: message }).status === 0
}

describe('OpenSSL as oracle', () => {
  const body = '{"notify_url":"https://pay.example.com/回调"}'

  it('verifies what the signer signs', async () => {
    const signer = createSigner({ ...merchant, privateKey })
    const target = '/v3/marketing/partner/delivery-plan/1900007291/notify-url?a=%E4%B8%AD'
    const value = await signer.authorize({ method: 'POST', target, body: utf8(body) })
    const { timestamp, nonce, signature } = parseAuthorization(value)
    const message = `POST\n${target}\n${timestamp}\n${nonce}\n${body}\n`
    expect(opensslVerifies(message, signature)).toBe(true)
    expect(opensslVerifies(message.trimEnd(), signature)).toBe(false)
  })

  it('verifies what the signer signs without a body', async () => {
    const value = await createSigner({ ...merchant, privateKey }).authorize({
      method: 'GET',
      target: '/v3/certificates',
    })
    const { timestamp, nonce, signature } = parseAuthorization(value)
    expect(opensslVerifies(`GET\n/v3/certificates\n${timestamp}\n${nonce}\n\n`, signature)).toBe(true)
  })

  it.each([
    ['a string', body],
    ['an empty body (204)', ''],
    ['CRLF inside', '{\r\n}\r\n'],
    ['a byte order mark', '\ufeff{}'],
  ])('signs a body that the verifier accepts: %s', async (_, text) => {
    const timestamp = String(Math.floor(Date.now() / 1000))
    const headers = {
      'wechatpay-timestamp': timestamp,
      'wechatpay-nonce': 'n0nce',
      'wechatpay-serial': platformSerial,
      'wechatpay-signature': opensslSign(`${timestamp}\nn0nce\n${text}\n`),
    }
    const verifier = createVerifier({ keys: { [platformSerial]: publicKey } })
    await expect(verifier.verify({ headers, body: utf8(text) })).resolves.toBeDefined()
    expect(await codeOf(() => verifier.verify({ headers, body: utf8(`${text} `) }))).toBe(
      'AUTH_SIGNATURE_INVALID',
    )
  })

  it('signs bytes that are not UTF-8, which the verifier accepts', async () => {
    const bytes = new Uint8Array([0xff, 0xfe, 0x00, 0x80])
    const timestamp = String(Math.floor(Date.now() / 1000))
    const head = utf8(`${timestamp}\nn\n`)
    const headers = {
      'wechatpay-timestamp': timestamp,
      'wechatpay-nonce': 'n',
      'wechatpay-serial': platformSerial,
      'wechatpay-signature': opensslSign(Buffer.concat([head, bytes, utf8('\n')])),
    }
    const verifier = createVerifier({ keys: { [platformSerial]: publicKey } })
    await expect(verifier.verify({ headers, body: bytes })).resolves.toBeDefined()
  })

  it('signs a request that verifyAuthorization accepts', async () => {
    const timestamp = Math.floor(Date.now() / 1000)
    const signature = opensslSign(`POST\n/v3/x\n${timestamp}\nABC\n${body}\n`)
    const authorization = `WECHATPAY2-SHA256-RSA2048 mchid="1900007291",nonce_str="ABC",timestamp="${timestamp}",serial_no="${merchant.serialNo}",signature="${signature}"`
    const caller = await verifyAuthorization({
      authorization,
      method: 'POST',
      target: '/v3/x',
      body: utf8(body),
      findKey: () => publicKey,
    })
    expect(caller.id).toBe('1900007291')
  })
})

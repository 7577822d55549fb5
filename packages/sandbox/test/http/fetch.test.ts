import { Readable } from 'node:stream'
import { createSandboxFor } from '@wxdp/sandbox'
import { keys } from '@wxdp-internal/fixtures'
import { describe, expect, it } from 'vitest'
import { authorizationOf, documented, pairsOf, type SignedParts, sign } from '../support/signing.ts'

const { mchid, serialNo, publicKey } = keys.merchant
const now = 1_795_903_893_000
const box = await createSandboxFor({ merchant: { mchid, serialNo, publicKey } }, { now: () => now })
const target = `/v3/marketing/partner/delivery-plan/${mchid}/notify-url`
const url = `https://api.mch.weixin.qq.com${target}`
const body = '{"notify_url":"https://pay.example.com/plans"}'
const parts: SignedParts = { method: 'POST', target, timestamp: String(now / 1000), nonce: 'A', body }
const headers = {
  Accept: 'application/json',
  'Content-Type': 'application/json',
  'User-Agent': 'test',
  Authorization: authorizationOf(pairsOf(parts, sign(documented(parts)))),
}
const init = { method: 'POST', headers, body }

describe('fetch', () => {
  it.each<[string, () => Promise<Response>]>([
    ['a request', () => box.fetch(new Request(url, init))],
    ['a URL as a string, and options', () => box.fetch(url, init)],
    ['a URL, and options', () => box.fetch(new URL(url), init)],
    ['a request, and options that change it', () => box.fetch(new Request(url), init)],
    ['a body as bytes', () => box.fetch(url, { ...init, body: new TextEncoder().encode(body) })],
    [
      'a body as a stream',
      () => box.fetch(url, { ...init, body: new Blob([body]).stream(), duplex: 'half' } as RequestInit),
    ],
    [
      'a request of another class',
      () =>
        box.fetch({
          url,
          method: 'POST',
          headers: new Headers(headers),
          body: new Blob([body]).stream(),
        } as Request),
    ],
    [
      'a request whose body is a stream of Node',
      () =>
        box.fetch({
          url,
          method: 'POST',
          headers: new Headers(headers),
          body: Readable.from([Buffer.from(body)]),
        } as unknown as Request),
    ],
  ])('takes %s', async (_, call) => {
    expect((await call()).status).toBe(200)
  })

  it('takes a request of another class without a body', async () => {
    const list = '/v3/marketing/partner/delivery-plan/delivery-plans/120344/delivery-plans'
    const get = { ...parts, method: 'GET', target: list, body: '' }
    const Authorization = authorizationOf(pairsOf(get, sign(documented(get))))
    const request = {
      url: `https://api.mch.weixin.qq.com${list}`,
      method: 'GET',
      headers: new Headers({ ...headers, Authorization }),
    } as Request
    expect((await box.fetch(request)).status).toBe(200)
  })

  it('rejects what is neither', async () => {
    await expect(box.fetch(undefined as unknown as string)).rejects.toThrow(TypeError)
    await expect(box.fetch('/v3/certificates')).rejects.toThrow(TypeError)
  })
})

import { createSandbox } from '@wxdp/sandbox'
import { describe, expect, it } from 'vitest'
import { fault } from '../../support/caller.ts'
import {
  filePart,
  hashOf,
  metaOf,
  metaPart,
  multipartOf,
  png,
  type SentUpload,
  upload,
} from '../../support/upload.ts'

const box = await createSandbox()
const jpg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)
const bmp = new TextEncoder().encode('BM6')
const mebibyte = 1024 * 1024
const imageOf = (length: number): Uint8Array => {
  const bytes = new Uint8Array(length)
  bytes.set(png)
  return bytes
}
const both = (content: Uint8Array, name: string): SentUpload => ({
  parts: [metaPart(metaOf(name, content)), filePart(content, name)],
})

describe('an upload', () => {
  it.each(['partner', 'brand'] as const)('of a %s gets a URL that follows from the image', async (to) => {
    const first = await upload(box, { to })
    expect([first.status, first.body]).toEqual([
      200,
      { image_url: `https://img.wxdp.example/product-coupon/${hashOf(png)}.png` },
    ])
    expect(first.headers.has('wechatpay-signature')).toBe(true)
    expect((await upload(box, { to })).body).toEqual(first.body)
  })

  it.each<[string, SentUpload]>([
    ['a JPG', both(jpg, 'a.JPG')],
    ['a BMP', both(bmp, 'a.bmp')],
    ['a name in Chinese', both(png, '商品.png')],
    ['a name of 150 characters', both(png, `${'图'.repeat(146)}.png`)],
    ['2 MiB', both(imageOf(2 * mebibyte), 'item.png')],
    ['its file first', { parts: [filePart(), metaPart()] }],
    [
      'a part meta without a type',
      { parts: [{ disposition: 'name="meta"', content: metaOf() }, filePart()] },
    ],
    [
      'a part meta with a file name',
      { parts: [{ ...metaPart(), disposition: 'name="meta"; filename="meta.json"' }, filePart()] },
    ],
    [
      'a hash in upper case',
      { parts: [metaPart(metaOf().replace(hashOf(png), hashOf(png).toUpperCase())), filePart()] },
    ],
    ['JSON with spaces', { parts: [metaPart(JSON.stringify(JSON.parse(metaOf()), null, 2)), filePart()] }],
  ])('may have %s', async (_, sent) => {
    expect(fault(await upload(box, sent))).toBe('200')
  })

  it.each<[string, SentUpload, string]>([
    ['no file', { parts: [metaPart()] }, '400 PARAM_ERROR 268578426'],
    ['an empty file', both(new Uint8Array(), 'item.png'), '400 PARAM_ERROR 268578426'],
    ['more than 2 MiB', both(imageOf(2 * mebibyte + 1), 'item.png'), '400 PARAM_ERROR 268578427'],
    ['another type', both(png, 'item.gif'), '400 PARAM_ERROR /filename 268578428'],
    ['a name of 151 characters', both(png, `${'a'.repeat(147)}.png`), '400 PARAM_ERROR /filename 268578428'],
    ['the name of another type', both(png, 'item.jpg'), '400 PARAM_ERROR 268578428'],
    [
      'another hash',
      { parts: [metaPart(metaOf('item.png', jpg)), filePart()] },
      '400 INVALID_REQUEST 268578429',
    ],
    ['two names', { parts: [metaPart(), filePart(png, 'other.png')] }, '400 INVALID_REQUEST 268578430'],
    [
      'a file without a name',
      { parts: [metaPart(), { disposition: 'name="file"', content: png }] },
      '400 INVALID_REQUEST 268578430',
    ],
    [
      'no hash',
      { parts: [metaPart('{"filename":"item.png"}'), filePart()] },
      '400 PARAM_ERROR /sha256 268578101',
    ],
    [
      'a short hash',
      { parts: [metaPart('{"filename":"item.png","sha256":"9f"}'), filePart()] },
      '400 PARAM_ERROR /sha256 268578101',
    ],
    [
      'a brand',
      { parts: [metaPart(metaOf().replace('{', '{"brand_id":"40001",')), filePart()] },
      '400 PARAM_ERROR /brand_id 268578101',
    ],
    ['two files', { parts: [metaPart(), filePart(), filePart()] }, '400 PARAM_ERROR /file 268578101'],
    [
      'another part',
      { parts: [metaPart(), filePart(), { disposition: 'name="brand_id"', content: '40001' }] },
      '400 PARAM_ERROR /brand_id 268578101',
    ],
    ['a meta that is not JSON', { parts: [metaPart('item.png'), filePart()] }, '400 INVALID_REQUEST'],
  ])('must not have %s', async (_, sent, refusal) => {
    const response = await upload(box, sent)
    expect(fault(response)).toBe(refusal)
    expect(response.headers.has('wechatpay-signature')).toBe(true)
  })

  it.each(['application/json', undefined])('as %s is refused for its header', async (type) => {
    const response = await upload(box, { body: Buffer.from(metaOf()), headers: { 'Content-Type': type } })
    expect(fault(response)).toBe('400 INVALID_REQUEST')
    expect(response.body.message).toContain('multipart/form-data')
    expect(response.headers.has('wechatpay-signature')).toBe(true)
  })

  it.each<[string, SentUpload]>([
    ['cut off', { body: multipartOf([metaPart(), filePart()]).subarray(0, 40), signed: metaOf() }],
    ['of another boundary', { headers: { 'Content-Type': 'multipart/form-data; boundary=other' } }],
    ['without a boundary', { headers: { 'Content-Type': 'multipart/form-data;' } }],
    ['without meta', { parts: [filePart()] }],
  ])('%s is refused before its signature is checked', async (_, sent) => {
    const response = await upload(box, sent)
    expect(fault(response)).toBe('400 INVALID_REQUEST')
    expect(response.headers.has('wechatpay-signature')).toBe(false)
    expect(box.control.requests.at(-1)?.signature.result).toBe('unchecked')
  })

  it('may have at most 4 MiB in all, other requests 1 MiB', async () => {
    const tooLarge = await upload(box, { body: new Uint8Array(4 * mebibyte + 1) })
    expect(tooLarge.body.message).toContain(String(4 * mebibyte))
  })
})

describe('the signature of an upload', () => {
  const body = multipartOf([metaPart(), filePart()])

  it.each<[string, Uint8Array | string]>([
    ['bytes', body],
    ['text in UTF-8', new TextDecoder().decode(body)],
    ['text in Latin-1', body.toString('latin1')],
  ])('over the whole body as %s is named as such', async (_, signed) => {
    const response = await upload(box, { signed, headers: { 'Accept-Language': 'en' } })
    expect(fault(response)).toBe('401 SIGN_ERROR signature')
    expect(response.body.message).toBe(
      'The signature is wrong: the message has the whole body; of an upload, only the JSON of the part meta is signed.',
    )
    const { expected, signed: found, firstDifference = 0 } = box.control.requests.at(-1)?.signature ?? {}
    expect(expected?.slice(firstDifference)).toBe(`${metaOf()}\n`)
    expect(found?.slice(firstDifference)).toMatch(/^--test-boundary\r\n/)
  })

  it('over a large body is shown shortened', async () => {
    const parts = both(imageOf(2 * mebibyte), 'item.png')
    const response = await upload(box, { ...parts, signed: multipartOf(parts.parts ?? []) })
    expect(response.body.message).toContain('整个请求体')
    expect(box.control.requests.at(-1)?.signature.signed?.length).toBeLessThan(1300)
  })

  it('over another meta is explained like that of any body', async () => {
    const signed = JSON.stringify(JSON.parse(metaOf()), null, 2)
    const response = await upload(box, { signed, headers: { 'Accept-Language': 'en' } })
    expect(response.body.message).toContain('serialised again')
    const { expected } = box.control.requests.at(-1)?.signature ?? {}
    expect(expected).toMatch(new RegExp(`\n${metaOf()}\n$`))
  })

  it('that fits is in the record with the part meta', async () => {
    await upload(box)
    const { signature } = box.control.requests.at(-1) ?? {}
    expect(signature?.result).toBe('genuine')
    expect(signature?.signed).toMatch(new RegExp(`\n${metaOf()}\n$`))
  })
})

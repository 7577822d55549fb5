// Uploads without a client, of any form.
import { createHash } from 'node:crypto'
import type { Signer } from '@wxdp/auth'
import type { Sandbox } from '@wxdp/sandbox'
import type { CallResponse } from './caller.ts'

export const uploads = {
  partner: '/v3/marketing/partner/product-coupon/media/upload-image',
  brand: '/brand/marketing/product-coupon/media/upload-image',
} as const

/** The beginning of a PNG, and a byte that is not UTF-8. */
export const png: Uint8Array = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0xff)

export const hashOf = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex')

export const metaOf = (filename = 'item.png', content = png): string =>
  JSON.stringify({ filename, sha256: hashOf(content) })

export interface Part {
  readonly disposition: string
  readonly type?: string
  readonly content: Uint8Array | string
}

export const metaPart = (content = metaOf()): Part => ({
  disposition: 'name="meta"',
  type: 'application/json',
  content,
})
export const filePart = (content: Uint8Array = png, name = 'item.png'): Part => ({
  disposition: `name="file"; filename="${name}"`,
  type: 'image/png',
  content,
})

/** Node 20 finds a boundary without its dashes, too: it must not be hexadecimal, as hashes are. */
export const boundary = 'test-boundary'

export function multipartOf(parts: readonly Part[]): Buffer {
  const pieces = parts.flatMap(({ disposition, type, content }) => [
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n`),
    Buffer.from(type === undefined ? '\r\n' : `Content-Type: ${type}\r\n\r\n`),
    Buffer.from(content as Uint8Array),
    Buffer.from('\r\n'),
  ])
  return Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)])
}

export interface SentUpload {
  readonly to?: keyof typeof uploads
  readonly parts?: readonly Part[]
  readonly body?: Uint8Array
  /** Default: the part `meta`. */
  readonly signed?: Uint8Array | string
  /** `undefined` takes a header out. */
  readonly headers?: Readonly<Record<string, string | undefined>>
}

/** Sends an upload as documented, but for what is given. */
export async function upload(
  box: Sandbox,
  { to = 'partner', parts = [metaPart(), filePart()], headers, ...sent }: SentUpload = {},
): Promise<CallResponse> {
  const options = await (to === 'brand' ? box.brand : box).clientOptions()
  const { platformSerial } = await (to === 'brand' ? box.brand.credentials() : box.credentials)
  const signer: Signer = options.signer
  const meta = parts.find(({ disposition }) => disposition.startsWith('name="meta"'))?.content ?? ''
  const { body = multipartOf(parts), signed = meta } = sent
  const target = uploads[to]
  const response = await box.fetch(`https://api.mch.weixin.qq.com${target}`, {
    method: 'POST',
    headers: withoutUndefined({
      Accept: 'application/json',
      'Content-Type': `multipart/form-data; boundary=${boundary}`,
      'User-Agent': 'test',
      'Wechatpay-Serial': platformSerial,
      Authorization: await signer.authorize({
        method: 'POST',
        target,
        body: Buffer.from(signed as Uint8Array),
      }),
      ...headers,
    }),
    body: body as BodyInit,
  })
  return { status: response.status, body: JSON.parse(await response.text()), headers: response.headers }
}

function withoutUndefined(headers: Readonly<Record<string, string | undefined>>): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
}

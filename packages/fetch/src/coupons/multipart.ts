import type { FetchInit } from '../call/transport.ts'

const types = { jpg: 'image/jpeg', bmp: 'image/bmp', png: 'image/png' } as const
const signatures = { jpg: [0xff, 0xd8, 0xff], bmp: [0x42, 0x4d], png: [0x89, 0x50, 0x4e, 0x47] } as const

export type ImageType = keyof typeof types

/** The type that a name ends in, if it is one that WeChat Pay takes. */
export function imageTypeOf(filename: string): ImageType | undefined {
  const type = filename.slice(filename.lastIndexOf('.') + 1).toLowerCase()
  return Object.hasOwn(types, type) ? (type as ImageType) : undefined
}

/** Whether bytes begin as files of a type do. */
export function isImage(bytes: Uint8Array, type: ImageType): boolean {
  return signatures[type].every((byte, i) => bytes[i] === byte)
}

export interface Upload {
  /** JSON, exactly as it was signed. */
  readonly meta: Uint8Array
  readonly filename: string
  readonly type: ImageType
  /** In hexadecimal. The boundary comes from it: no file contains its own hash. */
  readonly sha256: string
  readonly content: Uint8Array
}

export interface Multipart {
  readonly contentType: string
  readonly body: NonNullable<FetchInit['body']>
}

/** The body of an upload: RFC 7578, with the name of the file in UTF-8. */
export function toMultipart({ meta, filename, type, sha256, content }: Upload): Multipart {
  const boundary = `wxdp-${sha256}`
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text.replaceAll('\n', '\r\n'))
  const parts = [
    encode(`--${boundary}\nContent-Disposition: form-data; name="meta"\nContent-Type: application/json\n\n`),
    meta,
    encode(
      `\n--${boundary}\nContent-Disposition: form-data; name="file"; filename="${filename}"\nContent-Type: ${types[type]}\n\n`,
    ),
    content,
    encode(`\n--${boundary}--\n`),
  ]
  const body = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    body.set(part, at)
    at += part.length
  }
  return { contentType: `multipart/form-data; boundary=${boundary}`, body }
}

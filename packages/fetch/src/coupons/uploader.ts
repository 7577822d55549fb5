import { BodyTooLarge, type ByteStream, readBytes } from '@wxdp/bounds'
import { CoreError, type CoreIssue, type Endpoint } from '@wxdp/core'
import type { ImageMeta, UploadImageOutput } from '@wxdp/core/coupon'
import type { CallOptions } from '../call/call.ts'
import { wrongOption } from '../call/check-option.ts'
import { createClient } from '../call/client.ts'
import type { ClientOptions } from '../call/options.ts'
import type { FetchFunction, FetchInit } from '../call/transport.ts'
import { fromIterable } from './from-iterable.ts'
import { imageTypeOf, isImage, toMultipart } from './multipart.ts'
import { sha256Hex } from './sha256.ts'

/** An image to upload. */
export interface ImageFile {
  /** At most 150 characters, ends in `.jpg`, `.bmp` or `.png`; that must be what the content is. */
  readonly filename: string
  /** At most 2 MiB. A stream is read once, up to this limit. */
  readonly content: Uint8Array | BlobLike | WebStreamLike | AsyncIterable<Uint8Array>
}

/** A `Blob`, a `File`, or what reads like one. */
export interface BlobLike {
  stream(): WebStreamLike | AsyncIterable<Uint8Array>
}

/** A `ReadableStream` of bytes, of any runtime. */
export interface WebStreamLike {
  getReader(): unknown
}

/** Uploads images. */
export interface ImageUploader {
  /**
   * Uploads one image and returns its URL, verified.
   *
   * The SHA-256 is computed here. Retries send the same bytes, signed anew: each would make another URL, which does no
   * harm.
   *
   * @throws {CoreError} `CORE_INPUT_INVALID` before anything is sent, if the image or its name is wrong
   * @throws what `client.call` throws
   */
  upload(
    endpoint: Endpoint<ImageMeta, UploadImageOutput>,
    file: ImageFile,
    options?: CallOptions,
  ): Promise<UploadImageOutput>
}

/** WeChat Pay says 2 MB. That this means 2 × 1024 × 1024 bytes is inferred. */
const maxBytes = 2 * 1024 * 1024

/**
 * Makes what uploads images for coupons, with the options of a client.
 *
 * An upload is `multipart/form-data`, of which only the part `meta` is signed. It works on every runtime that `createClient`
 * works on, and with any `fetch`.
 *
 * @throws {TypeError} `FETCH_OPTION_INVALID`
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781275}
 *
 * @example
 * import { uploadImage } from '@wxdp/core/partner/coupon'
 * import { createImageUploader } from '@wxdp/fetch/coupon'
 *
 * const { upload } = createImageUploader({ signer, verifier })
 * const { image_url } = await upload(uploadImage, { filename: 'item.png', content: rawBytes })
 */
export function createImageUploader(options: ClientOptions): ImageUploader {
  // A client signs the JSON of its input: here, the part `meta`. Its transport then adds the file. By the JSON it is
  // known which: the hash is in it.
  const files = new Map<string, FileInTransit>()
  const send: FetchFunction = (url, init) => {
    const { fetch = globalThis.fetch } = options
    return fetch(url, withFile(init, files))
  }
  const client = createClient({ ...options, fetch: send })
  return {
    async upload(endpoint, file, callOptions) {
      const content = await readContent(endpoint, file, callOptions)
      const { filename } = file
      const sha256 = await sha256Hex(content)
      const meta = { filename, sha256 }
      const key = JSON.stringify(meta)
      const transit = files.get(key) ?? { content, ...meta, users: 0 }
      transit.users += 1
      files.set(key, transit)
      try {
        return await client.call(endpoint, meta, callOptions)
      } finally {
        transit.users -= 1
        if (transit.users === 0) files.delete(key)
      }
    },
  }
}

interface FileInTransit extends ImageMeta {
  readonly content: Uint8Array
  /** Calls that send it now. */
  users: number
}

function withFile(init: FetchInit, files: ReadonlyMap<string, FileInTransit>): FetchInit {
  const meta = init.body as Uint8Array
  const file = files.get(new TextDecoder().decode(meta)) as FileInTransit
  const type = imageTypeOf(file.filename) as 'png'
  const { contentType, body } = toMultipart({ ...file, type, meta })
  return { ...init, headers: { ...init.headers, 'Content-Type': contentType }, body }
}

async function readContent(
  endpoint: Endpoint<ImageMeta, UploadImageOutput>,
  { filename, content }: ImageFile,
  { signal }: CallOptions = {},
): Promise<Uint8Array> {
  const bytes = await bytesOf(content, signal)
  const type = typeof filename === 'string' ? imageTypeOf(filename) : undefined
  const issue = bytes ? issueOf(bytes, type) : tooLarge
  if (!issue) return bytes as Uint8Array
  const { path, message } = issue
  throw new CoreError('CORE_INPUT_INVALID', `${endpoint.name}: nothing was sent. ${path}: ${message}`, {
    issues: [{ ...issue, page: endpoint.page }],
  })
}

const path = '/content'
const tooLarge: CoreIssue = {
  path,
  rule: 'image_size',
  message: `At most ${maxBytes} bytes are allowed.`,
  expected: `<=${maxBytes}`,
}

function issueOf(bytes: Uint8Array, type: ReturnType<typeof imageTypeOf>): CoreIssue | undefined {
  if (bytes.length === 0) return { path, rule: 'image_size', message: 'The image is empty.', found: '0' }
  // The endpoint refuses any other name.
  if (!type || isImage(bytes, type)) return undefined
  const message = `The bytes are not a ${type}, as the name says. That WeChat Pay compares them is inferred.`
  return { path, rule: 'image_type', message, expected: type }
}

/** @returns nothing if there are too many. */
async function bytesOf(
  content: ImageFile['content'],
  signal: AbortSignal | undefined,
): Promise<Uint8Array | undefined> {
  if (ArrayBuffer.isView(content)) return content.byteLength > maxBytes ? undefined : (content as Uint8Array)
  const stream = streamOf(content)
  if (!stream) throw wrongOption('content must be bytes, a Blob or a stream', content)
  try {
    return await readBytes(stream, { maxBytes, signal })
  } catch (error) {
    if (error instanceof BodyTooLarge) return undefined
    throw error
  }
}

function streamOf(content: unknown): ByteStream | undefined {
  const source: unknown = isObject(content) && 'stream' in content ? (content as BlobLike).stream() : content
  if (!isObject(source)) return undefined
  if ('getReader' in source) return source as ByteStream
  return Symbol.asyncIterator in source ? fromIterable(source as AsyncIterable<Uint8Array>) : undefined
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

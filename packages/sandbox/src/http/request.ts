import { readBytes } from '@wxdp/bounds'
import { multipart, readParts, type UploadParts } from './multipart.ts'
import { invalidRequest } from './refusal.ts'

/** A request with its whole body. */
export interface RawRequest {
  readonly method: string
  /** Path and query exactly as on the request line. */
  readonly target: string
  readonly headers: Headers
  readonly body: Uint8Array
  /** Of an upload only. */
  readonly parts?: UploadParts
}

/** Method and target of a request. */
export type RequestLine = Pick<RawRequest, 'method' | 'target'>

/** What a `Request` cannot hold: any method, the target as it was written, and the body of a GET. */
export interface Wire {
  readonly method: string
  readonly target: string
  /** Absent if the `Request` holds it. */
  readonly body?: ReadableStream<Uint8Array> | undefined
}

const wires = new WeakMap<Request, Wire>()

/** Notes what came over the wire, for {@link readRequest}. A URL parser would change some targets. */
export function withWire(request: Request, wire: Wire): Request {
  wires.set(request, wire)
  return request
}

/** Method and target as they came. */
export function lineOf(request: Request): RequestLine {
  const { method, target } = { method: request.method, target: targetOf(request.url), ...wires.get(request) }
  return { method, target }
}

const mebibyte = 1024 * 1024

/** Of an upload, enough that an image that is too large is refused as such. */
const limits = { usual: mebibyte, upload: 4 * mebibyte } as const

/**
 * Reads a request with a body of at most 1 MiB, or of an upload, 4 MiB. Requests of another class than the global one are
 * read by their shape.
 *
 * @throws Refusal
 */
export async function readRequest(
  request: Request,
  { isUpload }: { isUpload: boolean },
): Promise<RawRequest> {
  const maxBytes = limits[isUpload ? 'upload' : 'usual']
  const body = wires.get(request)?.body ?? request.body
  const bytes = await readBytes(body, { maxBytes }).catch(() => {
    throw invalidRequest(
      {
        zh: `请求体超过${maxBytes}字节或不完整`,
        en: `The body is larger than ${maxBytes} bytes or incomplete.`,
      },
      { signed: false },
    )
  })
  const { headers } = request
  const read = { ...lineOf(request), headers, body: bytes }
  if (!isUpload) return read
  const contentType = headers.get('content-type') ?? ''
  const parts = await readParts(contentType, bytes)
  if (parts.meta || !multipart.test(contentType)) return { ...read, parts }
  // Nobody can say what such a request has signed.
  throw invalidRequest(
    {
      zh: '请求体不是含有meta的multipart/form-data',
      en: 'The body is not multipart/form-data with a part meta.',
    },
    { signed: false },
  )
}

/** The part of a body that its signature covers: of an upload, `meta` alone. */
export function signedBody({ body, parts }: RawRequest): Uint8Array {
  return parts?.meta ?? body
}

/** A request whose body could not be read. */
export function withoutBody(request: Request): RawRequest {
  return { ...lineOf(request), headers: request.headers, body: new Uint8Array() }
}

/** The path of a request, as far as it decides who the caller is. */
export function pathOf(request: Request): string {
  return (wires.get(request)?.target ?? new URL(request.url).pathname).split('?', 1)[0] as string
}

function targetOf(url: string): string {
  const { pathname, search } = new URL(url)
  return pathname + search
}

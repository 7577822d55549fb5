import { BodyTooLarge, type ByteStream, type ReadOptions, readBytes } from '@wxdp/bounds'
import type { FetchResponse } from './transport.ts'

/** What a web stream and a stream of Node.js have to end them. */
interface Stream {
  cancel?(): Promise<void>
  destroy?(): void
}

/**
 * Reads the body of a response, whatever its class.
 *
 * @throws {BodyTooLarge}
 */
export async function readBody(response: FetchResponse, options: ReadOptions): Promise<Uint8Array> {
  const { body, headers } = response
  if (body || !response.arrayBuffer) return readBytes((body ?? null) as ByteStream | null, options)
  if (Number(headers.get('content-length')) > options.maxBytes) throw new BodyTooLarge()
  const bytes = new Uint8Array(await response.arrayBuffer())
  if (bytes.length > options.maxBytes) throw new BodyTooLarge()
  return bytes
}

/** Frees the connection of a response that nobody reads any more. */
export function discard({ body }: FetchResponse): void {
  const stream = body as Stream | null | undefined
  if (stream?.destroy) stream.destroy()
  else stream?.cancel?.().catch(() => {})
}

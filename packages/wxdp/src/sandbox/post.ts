import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'

/** What a receiver responded, or why there is no response. */
export type Reply =
  | {
      readonly status: number
      readonly contentType: string | undefined
      /** At most {@link maxReply} bytes. */
      readonly body: Uint8Array
      readonly ms: number
    }
  | { readonly error: string; readonly ms: number }

export interface Outgoing {
  /** As they are to be spelt. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>
  readonly body: Uint8Array
  /** Ends it. Its reason is thrown. */
  readonly signal: AbortSignal
}

/** Milliseconds. WeChat Pay waits as long. */
const patience = 5000
const maxReply = 64 * 1024

/** Posts a callback, and waits as long as WeChat Pay does. Redirects are not followed. */
export async function post(url: string, { headers, body, signal }: Outgoing): Promise<Reply> {
  const started = performance.now()
  const ms = (): number => Math.round(performance.now() - started)
  const timeout = AbortSignal.timeout(patience)
  const request = url.startsWith('https:') ? requestHttps : requestHttp
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      request(url, {
        method: 'POST',
        headers: { ...headers, 'Content-Length': String(body.length) },
        agent: false,
        signal: AbortSignal.any([signal, timeout]),
      })
        .on('response', resolve)
        .on('error', reject)
        .end(body)
    })
    const received = await readSome(response)
    return {
      status: response.statusCode as number,
      contentType: response.headers['content-type'],
      body: received,
      ms: ms(),
    }
  } catch (error) {
    signal.throwIfAborted()
    if (timeout.aborted) return { error: 'ETIMEDOUT', ms: ms() }
    return { error: (error as NodeJS.ErrnoException).code ?? (error as Error).name, ms: ms() }
  }
}

async function readSome(response: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response) {
    chunks.push(chunk)
    size += (chunk as Buffer).length
    if (size >= maxReply) break
  }
  return Buffer.concat(chunks).subarray(0, maxReply)
}

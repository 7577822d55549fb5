import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as it arrived. */
export interface Incoming {
  readonly method: string
  /** Path and query. */
  readonly target: string
  /** Names and values as they were sent. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Uint8Array
}

/** What is responded. */
export interface Outcome {
  readonly status: number
  readonly contentType?: string | undefined
  readonly body: Uint8Array | string
}

export interface Served {
  /** Such as `http://127.0.0.1:40123`. */
  readonly origin: string
  close(): Promise<void>
}

/** Bytes. A callback of WeChat Pay has less. */
const maxBody = 64 * 1024

/**
 * Serves on loopback until it is closed. Bodies, connections and times are bounded.
 *
 * @throws an error of `node:net` if the port is taken
 */
export async function serveLoopback(
  port: number,
  respond: (incoming: Incoming) => Promise<Outcome>,
): Promise<Served> {
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5000 }, (request, response) => {
    // Only a connection that has ended fails here: nobody is left to respond to.
    handle(request, response, respond).catch(() => response.destroy())
  })
  server.maxConnections = 100
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  respond: (incoming: Incoming) => Promise<Outcome>,
): Promise<void> {
  const body = await read(request)
  const { method = '', url: target = '/' } = request
  const outcome: Outcome = body
    ? await respond({ method, target, headers: pairs(request.rawHeaders), body })
    : {
        status: 413,
        contentType: 'application/json',
        body: '{"code":"FAIL","message":"The body is too large."}',
      }
  const { status, contentType } = outcome
  response
    .writeHead(status, {
      ...(contentType !== undefined && { 'Content-Type': contentType }),
      ...(!body && { Connection: 'close' }),
    })
    .end(outcome.body)
}

/** @returns `undefined` if the body is too large */
async function read(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    chunks.push(chunk)
    size += (chunk as Buffer).length
    if (size > maxBody) return undefined
  }
  return Buffer.concat(chunks)
}

function pairs(flat: readonly string[]): (readonly [string, string])[] {
  return flat.flatMap((name, at) => (at % 2 === 0 ? [[name, flat[at + 1] as string] as const] : []))
}

/** Why nothing listens on a port: the code of `node:net`, if the port is why. */
export function portFault(error: unknown): string | undefined {
  const { code } = error as NodeJS.ErrnoException
  return code === 'EADDRINUSE' || code === 'EACCES' ? code : undefined
}

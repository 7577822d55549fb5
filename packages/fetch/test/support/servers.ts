// Real servers on loopback. Each is closed when its test ends.
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'
import { type HeaderChanges, signedHeaders } from '@wxdp-internal/fixtures/messages'
import { certificateFor } from '@wxdp-internal/fixtures/openssl'
import { onTestFinished } from 'vitest'
import { successBody } from './setup.ts'

export interface Served {
  /** Origin. */
  readonly url: string
  /** Resolves when a client has closed a connection. */
  readonly disconnected: Promise<void>
}

async function listen(server: Server, scheme: 'http' | 'https' = 'http'): Promise<Served> {
  const sockets = new Set<Socket>()
  let disconnect = (): void => {}
  const disconnected = new Promise<void>((resolve) => {
    disconnect = resolve
  })
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => disconnect())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  return { url: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`, disconnected }
}

/** An HTTP server. */
export function serve(listener: RequestListener): Promise<Served> {
  return listen(createServer(listener))
}

/** A TCP server. The function gets each socket when the first bytes of a request have arrived. */
export function serveBytes(respond: (socket: Socket) => void): Promise<Served> {
  return listen(createTcpServer((socket) => socket.once('data', () => respond(socket))))
}

/** A TLS server with a self-signed certificate. */
export function serveSelfSigned(listener: RequestListener): Promise<Served> {
  const { privateKey: key } = freshKeyPair()
  const more = ['-addext', 'subjectAltName=IP:127.0.0.1']
  const cert = certificateFor(key, { subject: '/CN=127.0.0.1', days: 1, more })
  return listen(createTlsServer({ key, cert }, listener), 'https')
}

/** The origin of a port on which no server listens. */
export async function closedPort(): Promise<string> {
  const server = createTcpServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return `http://127.0.0.1:${port}`
}

/** Responds with a success that WeChat Pay signed. */
export async function respondSuccess(
  _: IncomingMessage,
  response: ServerResponse,
  headers: HeaderChanges = {},
): Promise<void> {
  response.writeHead(200, await signedHeaders(successBody, { headers })).end(successBody)
}

/** Uses each listener once, in order, and the last one for all other requests. */
export function inTurn(...listeners: readonly RequestListener[]): RequestListener & { count(): number } {
  let count = 0
  const listener: RequestListener = (request, response) => {
    count += 1
    listeners[Math.min(count, listeners.length) - 1]?.(request, response)
  }
  return Object.assign(listener, { count: () => count })
}

/** Responds with an error in WeChat Pay's format. */
export function respondError(
  status: number,
  code: string,
  headers: Record<string, string> = {},
): RequestListener {
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(JSON.stringify({ code, message: '…' }))
  }
}

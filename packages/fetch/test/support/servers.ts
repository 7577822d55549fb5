// Real servers on loopback, one or more a test, closed with it.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type HeaderChanges, signedHeaders } from '@wxdp-internal/fixtures/messages'
import { onTestFinished } from 'vitest'
import { done } from './setup.ts'

export interface Served {
  readonly url: string
  /** Resolves when a client has closed a connection. */
  readonly hungUp: Promise<void>
}

/** @returns Its origin, once it listens. */
async function listen(server: Server, scheme: 'http' | 'https' = 'http'): Promise<Served> {
  const sockets = new Set<Socket>()
  let hangUp = (): void => {}
  const hungUp = new Promise<void>((resolve) => {
    hangUp = resolve
  })
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => hangUp())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  return { url: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`, hungUp }
}

/** An HTTP server. */
export function serve(listener: RequestListener): Promise<Served> {
  return listen(createServer(listener))
}

/** A server that speaks bytes: it gets each socket once a request has come in. */
export function serveBytes(answer: (socket: Socket) => void): Promise<Served> {
  return listen(createTcpServer((socket) => socket.once('data', () => answer(socket))))
}

/** A TLS server whose certificate nobody vouches for. */
export function serveSelfSigned(listener: RequestListener): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'wxdp-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '1']
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-noenc',
      '-keyout',
      key,
      '-out',
      cert,
      ...subject,
    ],
    {
      stdio: 'ignore',
    },
  )
  const pair = { key: readFileSync(key), cert: readFileSync(cert) }
  rmSync(folder, { recursive: true })
  return listen(createTlsServer(pair, listener), 'https')
}

/** The origin of a port on which nobody listens. */
export async function nobody(): Promise<string> {
  const server = createTcpServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return `http://127.0.0.1:${port}`
}

/** Answers with the platform's signature. */
export async function succeed(
  _: IncomingMessage,
  response: ServerResponse,
  headers: HeaderChanges = {},
): Promise<void> {
  response.writeHead(200, await signedHeaders(done, { headers })).end(done)
}

/** A listener that takes its answers in turn; the last one stays. */
export function inTurn(...answers: readonly RequestListener[]): RequestListener & { count(): number } {
  let count = 0
  const listener: RequestListener = (request, response) => {
    count += 1
    answers[Math.min(count, answers.length) - 1]?.(request, response)
  }
  return Object.assign(listener, { count: () => count })
}

/** An error answer as WeChat Pay words it. */
export function fail(status: number, code: string, headers: Record<string, string> = {}): RequestListener {
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(JSON.stringify({ code, message: '…' }))
  }
}

// What a stranger can send: raw bytes on many connections, from which no response is expected to be read in full.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { keys } from '@wxdp-internal/fixtures'
import { bundle } from './bundle.ts'
import type { Holding } from './small-process.ts'

export interface SmallProcess {
  readonly port: number
  /** How it ended, unless it lives. */
  readonly ended: () => number | NodeJS.Signals | undefined
  holding(): Promise<Holding>
  stop(): void
}

/**
 * Starts a server in a process with a heap of 128 MB.
 *
 * @param host See `small-process.ts`.
 * @param deadline Milliseconds.
 */
export async function startSmallProcess(host: string, deadline: number): Promise<SmallProcess> {
  const program = await bundle('small-process', ['@hono/node-server', 'express', 'fastify', 'koa'])
  const child = fork(program, {
    execArgv: ['--max-old-space-size=128', '--expose-gc'],
    env: {
      ...process.env,
      HOST: host,
      DEADLINE: `${deadline}`,
      PLATFORM_PUBLIC_KEY: keys.platform.publicKey,
    },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const { port } = await reply<{ port: number }>(child)
  return {
    port,
    ended: () => child.exitCode ?? child.signalCode ?? undefined,
    holding() {
      child.send('holding')
      return reply<Holding>(child)
    },
    stop: () => void child.kill('SIGKILL'),
  }
}

async function reply<T>(child: ChildProcess): Promise<T> {
  const controller = new AbortController()
  const { signal } = controller
  const ended = once(child, 'exit', { signal }).then(([code, name]) => {
    throw new Error(`The process ended: ${code ?? name}.`)
  })
  const [message] = await Promise.race([once(child, 'message', { signal }), ended])
  ended.catch(() => {})
  controller.abort()
  return message as T
}

/** Sends the bytes on a connection of their own. Resolves to the status of the response; 0 if there is none. */
export function send(port: number, bytes: Uint8Array): Promise<number> {
  const socket = connect(port, '127.0.0.1')
  return new Promise((resolve) => {
    let text = ''
    const settle = (): void => resolve(Number(/^HTTP\/1.1 (\d+)/.exec(text)?.[1] ?? 0))
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1')
      if (text.includes('\r\n\r\n')) settle()
    })
    socket.on('error', settle).on('close', settle)
    socket.write(bytes)
  })
}

const head = 'POST /wechatpay/plans HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n'

/** A request of HTTP/1.1 in chunks of one byte, which never ends. */
export function oneByteChunks(count: number): Uint8Array {
  return Buffer.from(`${head}transfer-encoding: chunked\r\n\r\n${'1\r\nx\r\n'.repeat(count)}`)
}

/** A request of HTTP/2 in frames of one byte, on a connection of its own, which never ends. */
export function oneByteFrames(count: number): Uint8Array {
  const data = frame(0, 0, 1, Buffer.from('x'))
  return Buffer.concat([
    preface,
    frame(4, 0, 0, Buffer.alloc(0)),
    headersFrame(1),
    ...Array(count).fill(data),
  ])
}

/** Requests of HTTP/2 on one connection, each of which sends a part of its body and stalls. */
export function stalledStreams(count: number, bytes: number): Uint8Array {
  const streams = Array.from({ length: count }, (_, i) => [
    headersFrame(2 * i + 1),
    frame(0, 0, 2 * i + 1, Buffer.alloc(bytes, 'x')),
  ])
  return Buffer.concat([preface, frame(4, 0, 0, Buffer.alloc(0)), ...streams.flat()])
}

const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')

/** RFC 9113, section 4.1. */
function frame(type: number, flags: number, stream: number, payload: Buffer): Buffer {
  const start = Buffer.alloc(9)
  start.writeUIntBE(payload.length, 0, 3)
  start.writeUInt8(type, 3)
  start.writeUInt8(flags, 4)
  start.writeUInt32BE(stream, 5)
  return Buffer.concat([start, payload])
}

function headersFrame(stream: number): Buffer {
  const fields = [':method', 'POST', ':scheme', 'http', ':authority', 'x', ':path', '/wechatpay/plans']
  fields.push('content-type', 'application/json')
  // RFC 7541, section 6.2.2: literal, without indexing. Each name and value follows its length.
  const literals = fields.flatMap((text, i) => [...(i % 2 ? [] : [0]), text.length, ...Buffer.from(text)])
  return frame(1, 4, stream, Buffer.from(literals))
}

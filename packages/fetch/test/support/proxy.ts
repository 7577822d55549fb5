// A real HTTP proxy on loopback: it opens tunnels (CONNECT) and forwards requests for http URLs.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

export interface Proxy {
  readonly url: string
  /** The hosts that were asked for, with ports. */
  readonly asked: readonly string[]
}

/**
 * @param to Origin that every tunnel leads to, whatever host is asked for.
 * @param refuse Responds instead of forwarding.
 */
export async function startProxy(to: string, refuse?: (response: ServerResponse) => void): Promise<Proxy> {
  const { hostname, port } = new URL(to)
  const asked: string[] = []
  const sockets = new Set<Socket>()
  const keep = (socket: Socket): Socket => {
    sockets.add(socket.on('error', () => {}))
    return socket
  }
  const server = createServer((request, response) => {
    asked.push(new URL(request.url as string).host)
    refuse?.(response)
  })
  server.on('connection', keep)
  server.on('connect', ({ url }: IncomingMessage, socket: Socket) => {
    asked.push(url as string)
    if (refuse) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n')
      return
    }
    const onward = keep(
      connect(Number(port), hostname, () => {
        socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
        onward.pipe(socket).pipe(onward)
      }),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

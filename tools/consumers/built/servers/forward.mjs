// An HTTP server in front of a function from a Request to a Response.
import { createServer } from 'node:http'
import { Readable } from 'node:stream'

/** @param {(request: Request) => Promise<Response | undefined>} respond */
export function serveWith(respond) {
  const port = Number(process.env.PORT)
  createServer(async (incoming, outgoing) => {
    const { method = 'GET', headers } = incoming
    const body = method === 'GET' ? undefined : Readable.toWeb(incoming)
    const request = new Request(`http://127.0.0.1:${port}${incoming.url}`, {
      method,
      headers,
      body,
      duplex: 'half',
    })
    const response = (await respond(request)) ?? new Response('no function', { status: 404 })
    outgoing.writeHead(response.status, Object.fromEntries(response.headers))
    outgoing.end(Buffer.from(await response.arrayBuffer()))
  }).listen(port, '127.0.0.1')
}

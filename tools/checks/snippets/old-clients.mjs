// Other clients for WeChat Pay from npm call it by node:https. This sends those calls elsewhere, unchanged.
import { once } from 'node:events'
import { createServer, request } from 'node:http'
import https from 'node:https'

/** The clients that pages about moving over show. */
export const oldClients = /from 'wechatpay-(axios-plugin|node-v3)'/

/**
 * Has every request of node:https handled by a function. Requests of `fetch` do not pass here.
 *
 * @param {(request: Request) => Promise<Response>} respond
 */
export async function takeHttps(respond) {
  const server = createServer(async (incoming, outgoing) => {
    const chunks = []
    for await (const chunk of incoming) chunks.push(chunk)
    const { method = '', url = '', rawHeaders } = incoming
    const body = chunks.length > 0 ? Buffer.concat(chunks) : null
    const headers = new Headers()
    for (let i = 0; i < rawHeaders.length; i += 2) headers.append(`${rawHeaders[i]}`, `${rawHeaders[i + 1]}`)
    const response = await respond(
      new Request(`https://${headers.get('host')}${url}`, { method, headers, body }),
    )
    outgoing.writeHead(response.status, Object.fromEntries(response.headers))
    outgoing.end(Buffer.from(await response.arrayBuffer()))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  // The program ends when the code under test has.
  server.unref()
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  https.request = /** @type {typeof https.request} */ (
    (/** @type {any} */ options, /** @type {any} */ callback) => {
      const { method, path, headers, host, hostname } = options
      const named = { host: hostname ?? host, ...headers }
      return request({ method, path, headers: named, port, host: '127.0.0.1', agent: false }, callback)
    }
  )
}

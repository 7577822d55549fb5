import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { Redis } from 'ioredis'

/** Serves a Redis over HTTP on loopback, in the form of Upstash's REST API. For tests only: it checks no token. */
export async function startRestBridge(port: number): Promise<{ readonly url: string; close(): void }> {
  const redis = new Redis({ port, host: '127.0.0.1' })
  const run = async ([command = '', ...args]: unknown[], encoded: boolean): Promise<object> => {
    try {
      const result = await redis.call(`${command}`, ...args.map((arg) => `${arg}`))
      return { result: encoded && typeof result === 'string' && result !== 'OK' ? btoa(result) : result }
    } catch (error) {
      return { error: (error as Error).message }
    }
  }
  const server = createServer(async (request, response) => {
    const encoded = request.headers['upstash-encoding'] === 'base64'
    const body = (await json(request)) as unknown[]
    const several = request.url === '/pipeline'
    const results = await Promise.all(
      (several ? (body as unknown[][]) : [body]).map((each) => run(each, encoded)),
    )
    const [only = {}] = results
    response.writeHead(!several && 'error' in only ? 400 : 200, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify(several ? results : only))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close()
      server.closeAllConnections()
      redis.disconnect()
    },
  }
}

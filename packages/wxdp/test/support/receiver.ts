import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseEnv } from 'node:util'
import { createVerifier } from '@wxdp/auth'
import { createNodeHandler } from '@wxdp/notify/node'
import { onTestFinished } from 'vitest'

/** A server on loopback that is closed when the test is over. Returns its URL, with a path. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/wechatpay/plans`
}

/** A receiver with the settings in a file that a sandbox has written. */
export async function receiverWith(file: string): Promise<{ url: string; received: unknown[] }> {
  const received: unknown[] = []
  const env = parseEnv(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>
  const { API_V3_KEY: apiV3Key = '', PLATFORM_SERIAL: serial = '', PLATFORM_PUBLIC_KEY: key = '' } = env
  const handler = createNodeHandler({
    verifier: createVerifier({ keys: { [serial]: key }, sandbox: true }),
    apiV3Key,
    onNotification: ({ resource }) => void received.push(resource),
  })
  return { url: await serve(handler), received }
}

/** A receiver that responds with one status, whatever comes. */
export const serveStatus = (status: number, body = ''): Promise<string> =>
  serve((request, response) => {
    request.resume().on('end', () => response.writeHead(status).end(body))
  })

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Sandbox } from '../box/sandbox.ts'

/** A sandbox on a local port. */
export interface ServedSandbox {
  /** Origin, such as `http://127.0.0.1:40123`. */
  readonly url: string
  /** Stops the server and closes its connections. */
  close(): Promise<void>
}

/**
 * Serves a sandbox over HTTP on loopback.
 *
 * @param options `port`: default 0, a free port.
 *
 * @example
 * const sandbox = await createSandbox()
 * const served = await serveSandbox(sandbox)
 * const client = createClient({ ...sandbox.clientOptions(), fetch, hosts: [served.url] })
 */
export async function serveSandbox(
  sandbox: Pick<Sandbox, 'fetch'>,
  options: { readonly port?: number } = {},
): Promise<ServedSandbox> {
  // By default, the adapter would replace the global Request and Response.
  const listener = getRequestListener((request) => sandbox.fetch(request), { overrideGlobalObjects: false })
  const server = createServer(listener)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Sandbox } from '../box/sandbox.ts'
import { invalidOption } from '../errors.ts'
import { isReset } from '../faults/no-response.ts'
import { markHeader } from '../http/marks.ts'
import { createSandboxPage, type SandboxPageOptions } from '../page/create-page.ts'
import type { ShownSandbox } from '../page/shown-sandbox.ts'
import { originOf, pageHostsOf, requireHostname } from './hostname.ts'
import { toWebRequest } from './to-request.ts'
import { writeResponse } from './write-response.ts'

/** A sandbox on a local port. */
export interface ServedSandbox {
  /** Origin, such as `http://127.0.0.1:40123`. */
  readonly url: string
  /** Stops the server and closes its connections. */
  close(): Promise<void>
}

/** Where a sandbox is served. */
export interface ServeOptions extends SandboxPageOptions {
  /** Default 0, a free port. */
  readonly port?: number
  /** The address to listen on. Default `127.0.0.1`. Any other than loopback needs `allowRemote`, too. */
  readonly hostname?: string
  /** Whether other machines may reach the sandbox and all that it controls. Default `false`. */
  readonly allowRemote?: boolean
}

/**
 * Serves a sandbox over HTTP on loopback, with its page at `/`: see `createSandboxPage` of `@wxdp/sandbox/page`. What has a
 * `fetch` alone is served without a page. Response headers have WeChat Pay's spelling, such as `Wechatpay-Timestamp`:
 * some clients look for it.
 *
 * @throws {SandboxError} `SANDBOX_OPTION_INVALID`
 *
 * @example
 * const sandbox = await createSandbox()
 * const served = await serveSandbox(sandbox)
 * const client = createClient({ ...sandbox.clientOptions(), fetch, hosts: [served.url] })
 */
export async function serveSandbox(
  sandbox: Pick<Sandbox, 'fetch'> | ShownSandbox,
  options: ServeOptions = {},
): Promise<ServedSandbox> {
  if (typeof sandbox?.fetch !== 'function')
    throw invalidOption('sandbox', { expected: 'a sandbox', found: sandbox })
  const { port: requested = 0, hostname = '127.0.0.1' } = options
  if (!Number.isInteger(requested) || requested < 0 || requested > 65_535) {
    throw invalidOption('port', { expected: 'an integer from 0 to 65535', found: requested })
  }
  requireHostname(hostname, options.allowRemote)
  const { allowedHosts = [] } = options
  const served =
    'control' in sandbox
      ? createSandboxPage(sandbox, { allowedHosts: [...allowedHosts, ...pageHostsOf(hostname)] })
      : sandbox
  const server = createServer((incoming, outgoing) => {
    void respond(served, incoming, outgoing).catch(() => outgoing.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(requested, hostname, resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: originOf(hostname, port),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function respond(
  sandbox: Pick<Sandbox, 'fetch'>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  let response: Response
  try {
    response = await sandbox.fetch(toWebRequest(incoming, signalOf(outgoing)))
  } catch (error) {
    if (isReset(error)) {
      outgoing.socket?.resetAndDestroy()
      return
    }
    // Nobody reads the response any more.
    if (outgoing.destroyed) return
    // The only way to fail is an endpoint of the user's own that throws.
    response = failed(error)
  }
  await writeResponse(response, outgoing)
}

/** Aborts when the connection ends before the response does. */
function signalOf(outgoing: ServerResponse): AbortSignal {
  const controller = new AbortController()
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) controller.abort()
  })
  return controller.signal
}

function failed(error: unknown): Response {
  console.error('@wxdp/sandbox: an endpoint failed:', error)
  const body = { code: 'SYSTEM_ERROR', message: '系统异常，请稍后重试' }
  return Response.json(body, { status: 500, headers: markHeader })
}

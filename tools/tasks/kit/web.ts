// Code under check that serves callbacks, as the checks start it.
import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Exported, Receiving } from './check.ts'
import { createLedger } from './ledger.ts'
import { type Sent, type Stage, stage } from './stage.ts'

type WebHandler = (request: Request) => Response | Promise<Response>

export const toRequest = ({ headers, body }: Sent): Request =>
  new Request('https://pay.example.com/wechatpay/plans', { method: 'POST', headers, body })

/** Starts `createCallbackHandler`, which returns a function of a `Request`. */
export function webReceiver(
  create: Exported[string] | undefined,
  more: (stage: Stage) => object = () => ({}),
): () => Promise<Receiving> {
  return async () => {
    const staged = await stage()
    const { settings, callback } = staged
    const ledger = createLedger()
    const given = { ...settings, ...more(staged) }
    const handler = (await create?.(given, { record: ledger.record })) as WebHandler
    return { ledger, callback, post: async (sent) => (await handler(toRequest(sent))).status }
  }
}

/** Serves an application on loopback. */
export async function serve(app: unknown): Promise<{ readonly origin: string; readonly close: () => void }> {
  const server =
    typeof app === 'function' ? createServer(app as RequestListener) : (app as { server: Server }).server
  if (typeof app !== 'function') await (app as { ready(): Promise<unknown> }).ready()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

export async function postTo(origin: string, { headers, body }: Sent): Promise<number> {
  const response = await fetch(`${origin}/wechatpay/plans`, { method: 'POST', headers, body })
  await response.arrayBuffer()
  return response.status
}

/** Checks an application on `node:http` with a route `/orders` that takes JSON. */
export function appReceiver(
  create: Exported[string] | undefined,
  closers: (() => void)[],
): () => Promise<Receiving> {
  return async () => {
    const { settings, callback } = await stage()
    const ledger = createLedger()
    const { origin, close } = await serve(await create?.(settings, { record: ledger.record }))
    closers.push(close)
    return { ledger, callback, post: (sent) => postTo(origin, sent) }
  }
}

// Serves inboxes in Deno KV over HTTP. Prints its port.
import { createDenoKvInbox, type DenoKv } from '@wxdp/notify/deno-kv'
import { serveInboxes } from './remote-inbox.ts'

interface DenoHost {
  readonly args: readonly string[]
  openKv(path?: string): Promise<DenoKv>
  serve(
    options: { port: number; hostname: string; onListen(address: { port: number }): void },
    handler: (request: Request) => Promise<Response>,
  ): unknown
}

const { Deno: deno } = globalThis as unknown as { readonly Deno: DenoHost }
const kv = await deno.openKv(deno.args[0])
deno.serve(
  { port: 0, hostname: '127.0.0.1', onListen: ({ port }) => console.log(`port ${port}`) },
  serveInboxes((options) => createDenoKvInbox({ kv, ...options })),
)

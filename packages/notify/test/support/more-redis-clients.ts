import { Redis as Upstash } from '@upstash/redis'
import { GlideClient } from '@valkey/valkey-glide'
import type { RedisClient } from '@wxdp/notify/redis'
import { Redis as Ioredis5 } from 'ioredis-5'
import { Redis as Iovalkey } from 'iovalkey'
import { createClientPool } from 'redis'
import { createClient as createClient4 } from 'redis-4'
import { createClient as createClient5 } from 'redis-5'
import { startRestBridge } from './rest-bridge.ts'

export interface OpenClient {
  readonly client: RedisClient
  close(): unknown
}

const host = '127.0.0.1'

/** Other versions and other clients than `redis-clients.ts` has, connected as their users do it. */
export const moreClients: Readonly<Record<string, (port: number) => Promise<OpenClient>>> = {
  async 'ioredis 5'(port) {
    const client = new Ioredis5({ port, host })
    return { client, close: () => client.disconnect() }
  },
  async iovalkey(port) {
    const client = new Iovalkey({ port, host })
    return { client, close: () => client.disconnect() }
  },
  async 'redis 4'(port) {
    const client = createClient4({ socket: { port, host } })
    await client.connect()
    return { client, close: () => client.disconnect() }
  },
  async 'redis 5'(port) {
    const client = createClient5({ socket: { port, host } })
    await client.connect()
    return { client, close: () => client.destroy() }
  },
  async 'a pool of redis 6'(port) {
    const client = createClientPool({ socket: { port, host } })
    await client.connect()
    return { client, close: () => client.destroy() }
  },
  async '@valkey/valkey-glide'(port) {
    const client = await GlideClient.createClient({ addresses: [{ host, port }] })
    return { client, close: () => client.close() }
  },
  async '@upstash/redis'(port) {
    const { url, close } = await startRestBridge(port)
    return { client: new Upstash({ url, token: 'x', enableTelemetry: false }), close }
  },
  async 'fetch, as on its page'(port) {
    const { url, close } = await startRestBridge(port)
    const client = {
      async call(...command: string[]) {
        const response = await fetch(url, {
          method: 'POST',
          headers: { Authorization: 'Bearer x', 'Content-Type': 'application/json' },
          body: JSON.stringify(command),
        })
        const { result, error } = (await response.json()) as { result?: unknown; error?: string }
        if (error !== undefined) throw new Error(error)
        return result
      },
    }
    return { client, close }
  },
  async '@upstash/redis, each command alone'(port) {
    const { url, close } = await startRestBridge(port)
    const options = { url, token: 'x', enableTelemetry: false, enableAutoPipelining: false }
    return { client: new Upstash(options), close }
  },
}

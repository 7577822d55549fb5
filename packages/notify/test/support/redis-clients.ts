import type { RedisClient } from '@wxdp/notify/redis'
import { Cluster, Redis as Ioredis } from 'ioredis'
import { createClient, createCluster } from 'redis'

export interface Connection {
  readonly client: RedisClient
  /** Runs any command, to inspect Redis. */
  command(...args: string[]): Promise<unknown>
  close(): void
}

/** The clients, connected to one server and to a cluster as their users do it. */
export const connections: Readonly<
  Record<
    string,
    { single(port: number, password?: string): Connection; cluster(port: number): Promise<Connection> }
  >
> = {
  ioredis: {
    single(port, password) {
      const client = new Ioredis({ port, host: '127.0.0.1', ...(password !== undefined && { password }) })
      client.on('error', () => {})
      return {
        client,
        command: (command, ...args) => client.call(command as string, ...args),
        close: () => client.disconnect(),
      }
    },
    async cluster(port) {
      const client = new Cluster([{ port, host: '127.0.0.1' }])
      client.on('error', () => {})
      return {
        client,
        command: (command, ...args) => client.call(command as string, ...args),
        close: () => client.disconnect(),
      }
    },
  },
  redis: {
    single(port, password) {
      const client = createClient({
        socket: { port, host: '127.0.0.1', reconnectStrategy: 50 },
        ...(password !== undefined && { password }),
      })
      // Without a listener, an error ends the process.
      client.on('error', () => {})
      client.connect().catch(() => {})
      return { client, command: (...args) => client.sendCommand(args), close: () => client.destroy() }
    },
    async cluster(port) {
      const client = createCluster({ rootNodes: [{ socket: { port, host: '127.0.0.1' } }] })
      client.on('error', () => {})
      await client.connect()
      return {
        client,
        command: (...args) => client.sendCommand(undefined, false, args),
        close: () => client.destroy(),
      }
    },
  },
}

import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { Pool } from 'pg'

/** Serves a PostgreSQL over HTTP on loopback, in the form of Neon's proxy. For tests only: it checks no password. */
export async function startNeonBridge(
  port: number,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const pool = new Pool({ host: '127.0.0.1', port, user: 'postgres' })
  pool.on('error', () => {})
  // Values travel as the database writes them.
  const types = { getTypeParser: () => (text: unknown) => text }
  const server = createServer(async (request, response) => {
    const { query, params } = (await json(request)) as { query: string; params: unknown[] }
    const answer = await pool
      .query({ text: query, values: params, rowMode: 'array', types: types as never })
      .then(({ fields, rows, rowCount, command }) => ({ fields, rows, rowCount, command, rowAsArray: true }))
      .catch(({ message, code }: { message: string; code: string }) => ({ message, code }))
    response.writeHead('rows' in answer ? 200 : 400, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify(answer))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.close()
      server.closeAllConnections()
      await pool.end()
    },
  }
}

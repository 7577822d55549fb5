// node:http by hand, with the checks that ours makes. It checks no duplicates.
import { createServer } from 'node:http'
import { receive } from '../contenders/same-checks.ts'
import { handle, serve } from './serve.mjs'

serve(
  createServer((request, response) => {
    const chunks = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.once('end', () => {
      try {
        handle(receive({ headers: request.headers, body: Buffer.concat(chunks) }).resource)
        response.writeHead(204).end()
      } catch {
        response
          .writeHead(401, { 'content-type': 'application/json' })
          .end('{"code":"FAIL","message":"forged"}')
      }
    })
  }),
)

// node:http that reads the body and believes everything: what the transport costs.
import { createServer } from 'node:http'
import { serve } from './serve.mjs'

serve(
  createServer((request, response) => {
    request.resume().once('end', () => response.writeHead(204).end())
  }),
)

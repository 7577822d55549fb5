// @wxdp/notify on node:http, as its README shows.
import { createServer } from 'node:http'
import { createVerifier } from '@wxdp/auth'
import { createNodeHandler } from '@wxdp/notify/node'
import { apiV3Key, handle, keys, serve } from './serve.mjs'

const handler = createNodeHandler({
  verifier: createVerifier({ keys }),
  apiV3Key,
  onNotification: ({ resource }) => handle(resource),
})
serve(createServer(handler))

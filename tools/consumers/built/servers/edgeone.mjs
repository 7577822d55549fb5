// Runs what EdgeOne's build has made of the functions in an edge VM.
import { readFileSync } from 'node:fs'
import { EdgeRuntime, runServer } from 'edge-runtime'

const runtime = new EdgeRuntime({
  initialCode: readFileSync('.edgeone/edge-functions/index.js', 'utf8'),
  // For every other path, the script asks the site itself.
  extend: (context) =>
    Object.assign(context, { console, fetch: async () => new context.Response('no page', { status: 404 }) }),
})
await runServer({ runtime, host: '127.0.0.1', port: Number(process.env.PORT) })

// Netlify's own local runtime: functions in Node, edge functions in Deno.
import { createRequire } from 'node:module'
import { delimiter, dirname } from 'node:path'
import { NetlifyDev } from '@netlify/dev'
import { serveWith } from './forward.mjs'

// It starts the first Deno in PATH, with a flag that Deno 2.9 no longer has.
const deno = dirname(createRequire(import.meta.url).resolve('deno/package.json'))
process.env.PATH = `${deno}${delimiter}${process.env.PATH}`

const off = { enabled: false }
const dev = new NetlifyDev({
  projectRoot: import.meta.dirname,
  blobs: off,
  images: off,
  redirects: off,
  headers: off,
  staticFiles: off,
  edgeFunctions: { enabled: true },
  functions: { enabled: true },
})
await dev.start()
process.once('SIGTERM', () => dev.stop().finally(() => process.exit()))
serveWith((request) => dev.handle(request))

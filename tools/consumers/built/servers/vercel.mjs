// What `vercel dev` starts for each function: the development server of @vercel/node.
import { readdirSync } from 'node:fs'
import { createServer, request as forward } from 'node:http'
import { startDevServer } from '@vercel/node'

const { API_V3_KEY, PLATFORM_SERIAL, PLATFORM_PUBLIC_KEY, PORT } = process.env
const workPath = import.meta.dirname
const servers = new Map()
for (const file of readdirSync('api', { recursive: true }).filter((name) => name.endsWith('.ts'))) {
  const server = await startDevServer({
    files: {},
    entrypoint: `api/${file}`,
    workPath,
    repoRootPath: workPath,
    config: {},
    meta: {
      isDev: true,
      env: { API_V3_KEY, PLATFORM_SERIAL, PLATFORM_PUBLIC_KEY },
      buildEnv: {},
      devCacheDir: `${workPath}/.vercel`,
    },
  })
  servers.set(`/api/${file.replace('.ts', '')}`, server)
}
process.once('SIGTERM', () => {
  for (const { pid } of servers.values()) process.kill(pid)
  process.exit()
})

createServer((incoming, outgoing) => {
  const port = servers.get(incoming.url)?.port
  if (!port) return outgoing.writeHead(404).end()
  const { url: path, method, headers } = incoming
  const pass = (response) => {
    outgoing.writeHead(response.statusCode, response.headers)
    response.pipe(outgoing)
  }
  incoming.pipe(forward({ host: '127.0.0.1', port, path, method, headers }, pass))
}).listen(Number(PORT), '127.0.0.1')

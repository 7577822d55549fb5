// The built site on a port, as a host for static files serves it.
import { readFile, stat } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { extname, join, normalize } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.md': 'text/markdown; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.json': 'application/json',
}

export interface Served {
  readonly url: string
  readonly close: () => Promise<void>
}

/** @param base The path under which the folder is served; it starts and ends with a slash. */
export async function serve(folder: string, base = '/'): Promise<Served> {
  const server = createServer(async ({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://localhost')
    const path = decodeURIComponent(pathname)
    const found = path.startsWith(base) ? await find(folder, normalize(path.slice(base.length))) : undefined
    const file = found ?? join(folder, '404.html')
    response.writeHead(found ? 200 : 404, { 'Content-Type': types[extname(file)] ?? 'text/plain' })
    response.end(await readFile(file))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${portOf(server)}`, close: () => close(server) }
}

/** With clean URLs, `/en/learn/keys` is the file `en/learn/keys.html`. */
async function find(folder: string, path: string): Promise<string | undefined> {
  for (const end of ['', '.html', 'index.html', '/index.html']) {
    const file = join(folder, path + end)
    const found = await stat(file).catch(() => undefined)
    if (found?.isFile()) return file
  }
  return undefined
}

function portOf(server: Server): number {
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port.')
  return address.port
}

function close(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}

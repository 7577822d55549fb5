// A registry on loopback, for one rehearsal: it keeps what is published in a folder, and passes on all else.
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { runServer } from 'verdaccio'

export interface Registry {
  /** Such as `http://127.0.0.1:40123/`. */
  readonly url: string
  /** Lets npm publish to this registry. */
  readonly token: string
  stop(): Promise<void>
}

/**
 * @param folder Where it keeps packages.
 * @param upstream The registry that has the packages of others.
 * @param own Names of the packages that are ours. They never come from upstream.
 */
export async function startRegistry(
  folder: string,
  { upstream, own }: { readonly upstream: string; readonly own: readonly string[] },
): Promise<Registry> {
  const ours = Object.fromEntries(own.map((name) => [name, { access: '$all', publish: '$authenticated' }]))
  const server: Server = await runServer({
    configPath: folder,
    self_path: folder,
    storage: folder,
    auth: { htpasswd: { file: `${folder}/users` } },
    uplinks: { upstream: { url: upstream } },
    packages: { ...ours, '**': { access: '$all', proxy: 'upstream' } },
    log: { type: 'stdout', level: 'fatal' },
  } as never)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  return {
    url,
    token: await signUp(url),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function signUp(url: string): Promise<string> {
  const response = await fetch(`${url}-/user/org.couchdb.user:rehearsal`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'rehearsal', password: crypto.randomUUID() }),
  })
  const { token } = (await response.json()) as { readonly token?: string }
  if (token === undefined) throw new Error(`The registry gave no token: ${response.status}.`)
  return token
}

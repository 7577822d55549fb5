import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type Child, startChild } from '@wxdp-internal/services'
import { bundle } from './bundle.ts'
import { createRemoteInbox, type RemoteOptions } from './remote-inbox.ts'

/** The program itself, not its wrapper: what is started must be what can be killed. Undefined if it is not installed. */
export function findDeno(): string | undefined {
  const here = createRequire(import.meta.url)
  const program = join(dirname(here.resolve('deno/package.json')), 'deno')
  return existsSync(program) ? program : undefined
}

export interface DenoInboxes extends Pick<Child, 'stop' | 'kill'> {
  inbox(options?: RemoteOptions): ReturnType<typeof createRemoteInbox>
}

/** Starts a Deno that has inboxes in the KV at `path`. */
export async function startDeno(program: string, path: string): Promise<DenoInboxes> {
  const script = await bundle('deno-inbox-program', [], ['deno'])
  const child = startChild([program, 'run', '--unstable-kv', '-A', '--no-config', script, path], {
    cwd: dirname(path),
    env: { ...process.env, DENO_NO_UPDATE_CHECK: '1', NO_COLOR: '1' },
    timeout: 60_000,
  })
  const port = () => /port (\d+)/.exec(child.output)?.[1]
  await child.until(() => port() !== undefined, 'a port')
  const send = async (body: string): Promise<string> =>
    (await fetch(`http://127.0.0.1:${port()}/`, { method: 'POST', body })).text()
  return {
    stop: () => child.stop(),
    kill: () => child.kill(),
    inbox: (options) => createRemoteInbox(send, options),
  }
}

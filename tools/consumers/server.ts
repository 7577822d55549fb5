// A project that runs as a server, with the keys of the fixtures in its environment.
import { connect } from 'node:net'
import { apiV3Key, keys } from '@wxdp-internal/fixtures'
import { type Command, startChild } from '@wxdp-internal/services'
import { onTestFinished } from 'vitest'
import type { Project } from './project.ts'

export interface Server {
  readonly origin: string
  /** What it has printed so far. */
  readonly output: () => string
}

/** Starts a project until the test ends, and waits until it listens. It finds its port in `PORT`. */
export async function serve({ folder }: Project, command: Command, port: number): Promise<Server> {
  const { PATH, HOME, TMPDIR } = process.env
  const child = startChild(command, {
    cwd: folder,
    env: {
      PATH,
      HOME,
      TMPDIR,
      NODE_ENV: 'production',
      NO_COLOR: '1',
      HOST: '127.0.0.1',
      PORT: String(port),
      API_V3_KEY: apiV3Key,
      PLATFORM_SERIAL: keys.platform.serialNo,
      PLATFORM_PUBLIC_KEY: keys.platform.publicKey,
    },
    timeout: 60_000,
  })
  onTestFinished(async () => void (await child.stop()))
  let listening = false
  const knock = (): void => {
    const socket = connect(port, '127.0.0.1', () => {
      listening = true
      socket.destroy()
    })
    socket.on('error', () => setTimeout(knock, 50).unref())
  }
  knock()
  await child.until(() => listening, 'to listen')
  return { origin: `http://127.0.0.1:${port}`, output: () => child.output }
}

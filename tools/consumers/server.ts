// A project that runs as a server, with the keys of the fixtures in its environment, under the name of a sandbox's.
import { apiV3Key, keys } from '@wxdp-internal/fixtures'
import { type Command, freePort, startChild } from '@wxdp-internal/services'
import type { TestContext } from 'vitest'
import type { Project } from './project.ts'

export interface Server {
  readonly origin: string
  /** What it has printed so far. */
  readonly output: () => string
}

/** The key that signs callbacks, with the mark of a sandbox: the command line signs with no other. */
export const signing = { ...keys.platform, serialNo: 'PUB_KEY_ID_SANDBOX0114232134912410000000000' }

const ports = new Set<number>()

/** A port that no other test of the file gets. */
export async function ownPort(): Promise<number> {
  const port = await freePort()
  if (ports.has(port)) return ownPort()
  ports.add(port)
  return port
}

/** Starts a project until the test ends, and waits until it responds. It finds its port in `PORT`. */
export async function serve(
  { folder }: Project,
  // Of the test's own context: with tests side by side, the imported one may belong to another test.
  { command, port, onTestFinished }: { command: Command; port: number } & Pick<TestContext, 'onTestFinished'>,
): Promise<Server> {
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
      PLATFORM_SERIAL: signing.serialNo,
      PLATFORM_PUBLIC_KEY: signing.publicKey,
    },
    timeout: 60_000,
  })
  onTestFinished(async () => void (await child.stop()))
  const origin = `http://127.0.0.1:${port}`
  let listening = false
  // Any response counts. A connection alone does not: the port may be someone else's for a moment.
  const knock = (): Promise<unknown> =>
    fetch(origin).then(
      () => {
        listening = true
      },
      () => setTimeout(knock, 50).unref(),
    )
  void knock()
  await child.until(() => listening, 'to listen')
  return { origin, output: () => child.output }
}

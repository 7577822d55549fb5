import { type Child, type Command, freePort, startChild } from '@wxdp-internal/services'
import { processorTime } from './processor-time.ts'

/** A process that is started again after it was killed. */
export interface Member {
  /** Where it listens; a worker does not listen. */
  readonly port: number
  /** Kills it with SIGKILL, and starts it again. */
  kill(): Promise<void>
  stop(): Promise<void>
  /** Processor time of this member's processes after their start, in milliseconds; `undefined` if nobody knows. */
  time(): Promise<number | undefined>
}

export interface MemberOptions {
  readonly command: Command
  /** Paths of the command are relative to it. */
  readonly cwd: string
  readonly env: NodeJS.ProcessEnv
  /** What it prints when it is ready. */
  readonly ready: string
}

const lifetime = 30 * 60_000

export async function startMember({ command, cwd, env, ready }: MemberOptions): Promise<Member> {
  const port = await freePort()
  /** Of the processes that were killed. */
  let past: number | undefined = 0
  let atStart: number | undefined
  async function start(): Promise<Child> {
    const child = startChild(command, { cwd, env: { ...env, PORT: `${port}` }, timeout: lifetime })
    await child.until(() => child.output.includes(ready), `it prints "${ready}"`)
    atStart = await processorTime(child.pid)
    return child
  }
  let child = await start()
  async function current(): Promise<number | undefined> {
    const now = await processorTime(child.pid)
    return now === undefined || atStart === undefined ? undefined : now - atStart
  }
  return {
    port,
    async kill() {
      const taken = await current()
      past = past === undefined || taken === undefined ? undefined : past + taken
      await child.kill()
      child = await start()
    },
    stop: async () => void (await child.stop()),
    async time() {
      const taken = await current()
      return past === undefined || taken === undefined ? undefined : past + taken
    },
  }
}

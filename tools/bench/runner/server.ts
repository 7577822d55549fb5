import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** A server in its own process. */
export interface Server {
  /** Origin. */
  readonly url: string
  /** Ends it. Returns how many callbacks it has handled, and its processor time in microseconds. */
  end(): Promise<{ handled: number; cpu: number }>
  /** Ends it at once. */
  kill(): void
}

/** Starts a server of `servers/`. It prints its port, and its figures when its input ends. */
export async function startServer(program: string, args: readonly string[], cwd: string): Promise<Server> {
  const child = spawn(program, args, { cwd, stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const next = async (word: string): Promise<number[]> => {
    const { value = 'nothing' } = await lines.next()
    const [first, ...figures] = value.split(' ')
    if (first !== word) throw new Error(`${args[0]} printed ${value}; expected ${word}.`)
    return figures.map(Number)
  }
  const [port] = await next('PORT')
  return {
    url: `http://127.0.0.1:${port}`,
    async end() {
      const closed = once(child, 'close')
      child.stdin.end()
      const [handled = Number.NaN, cpu = Number.NaN] = await next('DONE')
      await closed
      return { handled, cpu }
    },
    kill: () => child.kill('SIGKILL'),
  }
}

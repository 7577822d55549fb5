import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'

/** A program and its arguments. */
export type Command = readonly [program: string, ...args: string[]]

/** A process of ours, and what it has printed so far. */
export interface Child {
  readonly pid: number
  /** Both streams, in the order in which they came. */
  readonly output: string
  /** Waits until something holds. Rejects when the process ends before, or the time is over. */
  until(holds: () => boolean, what: string): Promise<void>
  /**
   * Asks the process to end, and ends it if it does not.
   *
   * @returns Its exit code; `null` where it did not end by itself.
   */
  stop(): Promise<number | null>
  /** Ends the process as a crash would, at once and without a word. */
  kill(): Promise<void>
}

/** The process ended by itself. */
export class EndedError extends Error {
  readonly exitCode: number | null
  readonly output: string

  constructor(exitCode: number | null, output: string) {
    super(`The example ended with ${exitCode ?? 'a signal'}:\n${output.trim()}`)
    this.exitCode = exitCode
    this.output = output
  }
}

/** @param timeout For the whole life of the process, in milliseconds. */
export function startChild(
  [program, ...args]: Command,
  options: { cwd: string; env: NodeJS.ProcessEnv; timeout: number },
): Child {
  const { cwd, env, timeout } = options
  const started = Date.now()
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  let failure: Error | undefined
  const collect = (text: string): void => {
    output += text
  }
  child.stdout.setEncoding('utf8').on('data', collect)
  child.stderr.setEncoding('utf8').on('data', collect)
  child.on('error', (error) => {
    failure = error
  })
  // It must not outlive us, whatever ends us.
  const endToo = (): void => void child.kill('SIGTERM')
  process.once('exit', endToo)
  // Not at `exit`: what it printed last may still be on its way.
  child.on('close', (code) => {
    process.off('exit', endToo)
    failure ??= new EndedError(code, output)
  })
  return {
    pid: child.pid ?? 0,
    get output() {
      return output
    },
    async until(holds, what) {
      while (!holds()) {
        if (failure) throw failure
        if (Date.now() - started > timeout) {
          throw new Error(`Not within ${timeout} ms: ${what}. The example printed:\n${output.trim()}`)
        }
        await sleep(10)
      }
    },
    async stop() {
      await end(child, 'SIGTERM')
      return child.exitCode
    },
    kill: () => end(child, 'SIGKILL'),
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'close')
  child.kill(signal)
  // What does not listen is ended all the same. One that has work to finish, on a busy machine, is given time.
  const last = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await ended
  clearTimeout(last)
}

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'

/** A program and its arguments. */
export type Command = readonly [program: string, ...args: string[]]

/** A child process, and what it has printed so far. */
export interface Child {
  readonly pid: number
  /** stdout and stderr, in the order in which the text arrived. */
  readonly output: string
  /** Waits until `holds` returns true. Rejects if the process ends first, or the time-out passes. */
  until(holds: () => boolean, what: string): Promise<void>
  /**
   * Sends SIGTERM, and after ten seconds SIGKILL.
   *
   * @returns The exit code; `null` if a signal ended the process.
   */
  stop(): Promise<number | null>
  /** Sends SIGKILL, as in a crash. */
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

/** They must not outlive this process. */
const children = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of children) child.kill('SIGTERM')
})

/** @param timeout Milliseconds, counted from the start of the process. */
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
  children.add(child)
  // `close`, not `exit`: the last output may arrive after `exit`.
  child.on('close', (code) => {
    children.delete(child)
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
          throw new Error(`Expected within ${timeout} ms: ${what}. The example printed:\n${output.trim()}`)
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
  // A process that ignores SIGTERM gets ten seconds: on a busy machine, one may still be finishing its work.
  const last = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await ended
  clearTimeout(last)
}

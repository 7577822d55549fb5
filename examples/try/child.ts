import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Command } from './hosts.ts'

/** A process of ours, and what it has printed so far. */
export interface Child {
  /** Both streams, in the order in which they came. */
  readonly output: string
  /** Waits until something holds. Rejects when the process ends before, or the time is over. */
  until(holds: () => boolean, what: string): Promise<void>
  /** Ends the process, whatever it is doing. */
  stop(): Promise<void>
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
  const end = (): void => void child.kill('SIGTERM')
  process.once('exit', end)
  // Not at `exit`: what it printed last may still be on its way.
  child.on('close', (code) => {
    process.off('exit', end)
    failure ??= new EndedError(code, output)
  })
  return {
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
    stop: () => stop(child),
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'close')
  child.kill('SIGTERM')
  // What does not listen is ended all the same.
  const last = setTimeout(() => child.kill('SIGKILL'), 3_000)
  await ended
  clearTimeout(last)
}

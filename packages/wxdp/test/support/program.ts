import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { onTestFinished } from 'vitest'
import { main } from '../../src/program/main.ts'
import type { World } from '../../src/terminal/streams.ts'

export interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  readonly stdin?: string
}

/** The built program. */
export const built: string = join(import.meta.dirname, '../../dist/program/wxdp.js')

/** Runs the built program in a process of its own. */
export function wxdp(
  args: readonly string[],
  { env = {}, cwd = tmpdir(), stdin = '' }: RunOptions = {},
): Promise<Ended> {
  const { PATH = '' } = process.env
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [built, ...args],
      { env: { PATH, LANG: 'C', ...env }, cwd },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    )
    child.stdin?.end(stdin)
  })
}

export interface Running {
  readonly child: ChildProcess
  readonly stdout: () => string
  readonly stderr: () => string
  /** The first URL on standard error. */
  readonly url: string
  /** Resolves when standard output matches. */
  until(expected: RegExp): Promise<void>
  /** Sends a signal and returns the exit code. Windows has no signals: there, the program is ended, and this returns 0. */
  stop(signal?: 'SIGINT' | 'SIGTERM'): Promise<number | null>
}

/** Starts the built program, and waits until it says that it can be stopped. */
export async function startProgram(args: readonly string[], cwd: string): Promise<Running> {
  const child = spawn(process.execPath, [built, ...args], {
    cwd,
    env: { LANG: 'C', PATH: process.env.PATH },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (data) => {
    stdout += data
  })
  child.stderr.on('data', (data) => {
    stderr += data
  })
  while (!stderr.includes('Ctrl-C')) await once(child.stderr, 'data')
  return {
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    url: /http:\S+[^.,\s]/.exec(stderr)?.[0] ?? '',
    async until(expected) {
      while (!expected.test(stdout)) await once(child.stdout, 'data')
    },
    async stop(signal = 'SIGINT') {
      const closed = once(child, 'close')
      child.kill(signal)
      const [code] = await closed
      return process.platform === 'win32' ? 0 : code
    },
  }
}

export interface InsideOptions extends Omit<RunOptions, 'stdin'> {
  readonly stdin?: string | Readable
  readonly now?: number
  readonly isTTY?: boolean
  readonly signal?: AbortSignal
  /** Called with what is written on standard error. */
  readonly onNote?: (text: string) => void
}

/** Runs the sources of the program in this process, where a terminal and a clock can be pretended. */
export async function inside(args: readonly string[], options: InsideOptions = {}): Promise<Ended> {
  const { env = {}, cwd = tmpdir(), stdin = '', now = Date.now(), isTTY = false } = options
  const written = { stdout: '', stderr: '' }
  const output = (name: keyof typeof written) => {
    const stream = new Writable({
      decodeStrings: false,
      write(text: string, _encoding, done) {
        written[name] += text
        if (name === 'stderr') options.onNote?.(text)
        done()
      },
    })
    return Object.assign(stream, { isTTY })
  }
  const world: World = {
    stdin: Object.assign(typeof stdin === 'string' ? Readable.from([Buffer.from(stdin)]) : stdin, { isTTY }),
    stdout: output('stdout'),
    stderr: output('stderr'),
    env,
    cwd,
    now: () => now,
    signal: options.signal ?? new AbortController().signal,
  }
  const code = await main(args, world)
  return { code, ...written }
}

export interface RunningInside {
  /** The first URL on standard error. */
  readonly url: string
  readonly ended: Promise<Ended>
  /** Stops it as Ctrl-C does. */
  stop(): Promise<Ended>
}

/** Runs the sources in this process, until they say that they can be stopped. */
export async function startInside(
  args: readonly string[],
  options: Omit<InsideOptions, 'signal' | 'onNote'> = {},
): Promise<RunningInside> {
  const stop = new AbortController()
  onTestFinished(() => stop.abort())
  let stderr = ''
  let ended: Promise<Ended> | undefined
  const ready = new Promise<void>((resolve, reject) => {
    const onNote = (text: string): void => {
      stderr += text
      if (stderr.includes('Ctrl-C')) resolve()
    }
    ended = inside(args, { ...options, signal: stop.signal, onNote })
    ended.then(({ stderr }) => reject(new Error(`It ended early: ${stderr}`)), reject)
  })
  await ready
  const running = ended as unknown as Promise<Ended>
  return {
    url: /http:\S+\/wechatpay\/plans/.exec(stderr)?.[0] ?? '',
    ended: running,
    stop() {
      stop.abort()
      return running
    },
  }
}

/** An empty folder that is gone when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'wxdp-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

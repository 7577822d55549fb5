import { spawn } from 'node:child_process'

export interface Ended {
  readonly output: string
  /** How it ended, in words; `undefined` where it ended well. */
  readonly trouble: string | undefined
}

/** Runs a program to its end, or ends it when its time is over. */
export function launch(program: string, args: readonly string[], cwd: string, limit: number): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], env: environment() })
    let output = ''
    let late = false
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        output += chunk
      })
    }
    const timer = setTimeout(() => {
      late = true
      child.kill('SIGKILL')
    }, limit)
    const settle = (trouble: string | undefined): void => {
      clearTimeout(timer)
      resolve({ output, trouble: late ? `it did not end within ${limit / 1000} s` : trouble })
    }
    child.once('error', (error) => settle(error.message))
    child.once('close', (code, signal) => settle(code === 0 ? undefined : `it ended with ${code ?? signal}`))
  })
}

/** Nothing that changes how a host runs is passed on. */
function environment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, SystemRoot } = process.env
  return { PATH, HOME, TMPDIR, SystemRoot, NO_COLOR: '1' }
}

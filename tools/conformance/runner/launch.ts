import { spawn } from 'node:child_process'

export interface Ended {
  readonly output: string
  /** Why the program did not end well; `undefined` if it did. */
  readonly problem: string | undefined
}

/** Runs a program to its end, and kills it after `limit` milliseconds. */
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
    const settle = (problem: string | undefined): void => {
      clearTimeout(timer)
      resolve({ output, problem: late ? `still running after ${limit / 1000} s` : problem })
    }
    child.once('error', (error) => settle(error.message))
    child.once('close', (code, signal) => settle(code === 0 ? undefined : `exited with ${code ?? signal}`))
  })
}

/** Passes on nothing that changes how a host runs. */
function environment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, SystemRoot } = process.env
  return { PATH, HOME, TMPDIR, SystemRoot, NO_COLOR: '1' }
}

import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Where the projects lie, beside the installed packages. */
export const home: string = join(import.meta.dirname, '.tmp')

/** Contents by path. An object is written as JSON. */
export type Files = Readonly<Record<string, string | object>>

export interface Outcome {
  readonly exitCode: number
  /** stdout and stderr. */
  readonly output: string
}

export interface Project {
  readonly folder: string
  /** Runs a program of Node, such as `typescript/bin/tsc`, in the project. */
  run(
    program: string,
    args?: readonly string[],
    options?: { readonly node?: string | undefined; readonly env?: NodeJS.ProcessEnv },
  ): Promise<Outcome>
}

/** Writes a small project. */
export function createProject(name: string, files: Files): Project {
  const folder = join(home, name)
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2))
  }
  return {
    folder,
    run: (program, args = [], { node = process.execPath, env = {} } = {}) => {
      const file = program.startsWith('.') ? program : join(import.meta.dirname, 'node_modules', program)
      return new Promise((resolve) => {
        // Only what a program needs: none of the variables of vitest, and no secret.
        const { PATH, HOME, TMPDIR } = process.env
        const clean: NodeJS.ProcessEnv = { PATH, HOME, TMPDIR, CI: '1', NO_COLOR: '1', ...env }
        const options = { cwd: folder, env: clean, timeout: 180_000, maxBuffer: 16 * 1024 * 1024 }
        execFile(node, [file, ...args], options, (error, stdout, stderr) => {
          resolve({ exitCode: error ? Number(error.code ?? 1) : 0, output: `${stdout}${stderr}` })
        })
      })
    },
  }
}

import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
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

/** Folders of packages, by the names under which a project finds them. */
export type Packages = Readonly<Record<string, string>>

/** The packages that are installed for this folder. */
export function packagesOf(folder: string): Packages {
  const modules = join(folder, 'node_modules')
  const names = readdirSync(modules)
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) =>
      name.startsWith('@') ? readdirSync(join(modules, name)).map((each) => `${name}/${each}`) : [name],
    )
  return Object.fromEntries(names.map((name) => [name, join(modules, name)]))
}

/** Writes a small project. */
export function createProject(name: string, files: Files, packages: Packages = {}): Project {
  const folder = join(home, name)
  for (const [each, target] of Object.entries(packages)) {
    const link = join(folder, 'node_modules', each)
    mkdirSync(dirname(link), { recursive: true })
    if (!existsSync(link)) symlinkSync(realpathSync(target), link, 'junction')
  }
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

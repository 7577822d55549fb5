// The empty folder of a walk, and what a page installs into it: links to those packages and to no others, so that one
// which the page forgets is missing.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { home, type Packages } from '../project.ts'

export interface Folder {
  readonly path: string
  /** The variable `PATH`: programs that the reader of the page has, and those of the machine. */
  readonly searched: string
  write(file: string, content: string): void
  /** Does what `npm install NAME …`, `bun add NAME …` and `deno add npm:NAME …` do. */
  install(names: readonly string[]): void
  remove(): void
}

export interface FolderOptions {
  /** Programs by their names. */
  readonly programs: Readonly<Record<string, string | undefined>>
  /** Folders of packages that are not ours. */
  readonly packages: Packages
  /** Packages whose only command runs something else in its place. */
  readonly absent?: readonly string[]
  /** Where the folder is made. */
  readonly within?: string
}

export function createFolder({ programs, packages, absent = [], within = tmpdir() }: FolderOptions): Folder {
  const base = realpathSync(mkdtempSync(join(within, 'wxdp-walk-')))
  const bin = join(base, 'bin')
  const path = join(base, 'folder')
  for (const folder of [bin, path]) mkdirSync(folder)
  for (const [name, program] of Object.entries(programs)) {
    if (program !== undefined) symlinkSync(program, join(bin, name))
  }
  const write = (file: string, content: string): void => {
    mkdirSync(dirname(join(path, file)), { recursive: true })
    writeFileSync(join(path, file), content)
  }
  return {
    path,
    searched: [bin, process.env.PATH].join(delimiter),
    write,
    install(names) {
      const file = join(path, 'package.json')
      const manifest = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
      // What runs in place of an absent one needs the others that are here.
      const needed = names.flatMap((name) => (absent.includes(name) ? Object.keys(packages) : [name]))
      for (const name of needed) {
        const ours = join(home, 'node_modules', name)
        link(path, name, name.startsWith('@wxdp/') || name === 'wxdp' ? ours : packages[name])
        manifest.dependencies = { ...manifest.dependencies, [name]: '*' }
      }
      write('package.json', JSON.stringify(manifest, null, 2))
    },
    remove: () => rmSync(base, { recursive: true, force: true }),
  }
}

function link(folder: string, name: string, target: string | undefined): void {
  if (target === undefined || !existsSync(target)) throw new Error(`${name} is not installed for this walk.`)
  const modules = join(folder, 'node_modules')
  const real = realpathSync(target)
  mkdirSync(dirname(join(modules, name)), { recursive: true })
  symlinkSync(real, join(modules, name), 'junction')
  const { bin = {} } = JSON.parse(readFileSync(join(real, 'package.json'), 'utf8'))
  mkdirSync(join(modules, '.bin'), { recursive: true })
  const programs: Record<string, string> = typeof bin === 'string' ? { [name]: bin } : bin
  for (const [program, file] of Object.entries(programs)) {
    symlinkSync(join(real, file), join(modules, '.bin', program))
  }
}

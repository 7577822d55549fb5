// What all checks share: their type, and functions that read the repository.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

export interface Report {
  /** What was checked, for the summary line. */
  readonly looked: string
  /** `file:line what is wrong. The remedy.` */
  readonly violations: readonly string[]
  /** More lines to print, whatever was found. */
  readonly figures?: readonly string[]
}

/** Checks the files under `root`: the repository, or a small one with planted faults. */
export type Check = (root: string) => Promise<Report>

export type ExportsMap = Readonly<Record<string, string | Readonly<Record<string, string>>>>

export interface Manifest {
  readonly name: string
  readonly exports?: ExportsMap
  readonly imports?: ExportsMap
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly [field: string]: unknown
}

export interface Package {
  /** Absolute. */
  readonly folder: string
  readonly manifest: Manifest
}

export function packagesOf(root: string): Package[] {
  return readdirSync(join(root, 'packages'))
    .sort()
    .map((name) => join(root, 'packages', name))
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .map((folder) => ({
      folder,
      manifest: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
    }))
}

/** Absolute paths, sorted. */
export function sourcesOf({ folder }: Package): string[] {
  return readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .map((file) => join(folder, 'src', file))
}

/** The files that git tracks or would add, relative to `root`, with `/`. */
export function filesOf(root: string): string[] {
  const args = ['ls-files', '-co', '--exclude-standard', '-z']
  const listed = execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean)
  return [...new Set(listed)].sort().filter((file) => existsSync(join(root, file)))
}

/** The source of a path in dist: `src/x.ts` for `./dist/x.d.ts`. */
export function sourceOf(pack: Package, dist: string): string {
  return join(pack.folder, dist.replace(/^\.\/dist\//, 'src/').replace(/(\.d\.ts|\.js)$/, '.ts'))
}

/** The sources of the entry points in "exports". */
export function entriesOf(pack: Package): string[] {
  return Object.values(pack.manifest.exports ?? {})
    .map((entry) => (typeof entry === 'string' ? entry : (entry.types ?? '')))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => sourceOf(pack, file))
}

/** The path relative to `root`, with `/`. */
export function pathIn(root: string, file: string): string {
  return relative(root, file).split(sep).join('/')
}

/** `file:line`, which editors and terminals turn into a link. */
export function at(root: string, file: string, text: string, position: number): string {
  return `${pathIn(root, file)}:${lineOf(text, position)}`
}

export function lineOf(text: string, position: number): number {
  return text.slice(0, position).split('\n').length
}

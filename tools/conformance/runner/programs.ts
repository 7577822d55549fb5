// Finds each host's program. It skips wrappers: what is started must be what can be killed.
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join, sep } from 'node:path'

const here = createRequire(import.meta.url)
const root = createRequire(new URL('../../../package.json', import.meta.url))
const suffix = process.platform === 'win32' ? '.exe' : ''

/**
 * The machine's own Node.
 *
 * Under pnpm the Node of the root's optional dependency comes first in PATH; that one is another host.
 */
export function plainNode(): string {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return (
    folders
      .filter((folder) => !folder.split(sep).includes('node_modules'))
      .map((folder) => join(folder, `node${suffix}`))
      .find(existsSync) ?? process.execPath
  )
}

/** The Node of the root's optional dependency. Elsewhere than on Linux, the machine's own, if that is Node 24. */
export function pinnedNode(): string | undefined {
  const pinned = inPackage(root, `node-${process.platform}-${process.arch}`, `bin/node${suffix}`)
  return pinned ?? (process.versions.node.startsWith('24.') ? plainNode() : undefined)
}

/** A version of Node from this package's optional dependencies, which are for Linux on x64. */
export function node(major: 22 | 26): string | undefined {
  return inPackage(here, `node-${major}`, 'bin/node')
}

export function deno(): string | undefined {
  return inPackage(here, 'deno', `deno${suffix}`)
}

export function bun(): string | undefined {
  // The package uses this name on every platform.
  return inPackage(here, 'bun', 'bin/bun.exe')
}

export function workerd(): string | undefined {
  return (here('workerd') as { default?: string }).default
}

export function inPackage(from: NodeJS.Require, name: string, file: string): string | undefined {
  try {
    const program = join(dirname(from.resolve(`${name}/package.json`)), file)
    return existsSync(program) ? program : undefined
  } catch {
    return undefined
  }
}

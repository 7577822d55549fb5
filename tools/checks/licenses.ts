// The licences of everything that is installed: what our users get must be permissive, what only we use, free to use.
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import satisfies from 'spdx-satisfies'
import type { Check } from './check.ts'

/** As `pnpm licenses list --json` prints it: packages by licence. */
export type LicenseList = Readonly<
  Record<string, readonly { readonly name: string; readonly versions: readonly string[] }[]>
>

/** Of what our packages depend on. */
const permissive = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'] as const
/** Of what builds and tests. None of it is passed on. */
const usable = [
  ...permissive,
  ...['BlueOak-1.0.0', 'CC0-1.0', 'CC-BY-3.0', 'CC-BY-4.0', 'Python-2.0', 'Unlicense', 'WTFPL', 'Zlib'],
  ...['LGPL-2.1-or-later', 'LGPL-3.0-or-later', 'MPL-2.0'],
]
/** Packages whose manifest names none, or not as SPDX does, and what their own files say. */
const stated: Readonly<Record<string, string>> = {
  'map-stream': 'MIT',
  only: 'MIT',
  'pause-stream': 'MIT OR Apache-2.0',
}

export const licenses: Check = async (root) => {
  const [all, shipped] = await Promise.all([
    list(root, ['--recursive']),
    list(root, ['--recursive', '--prod', '--filter', './packages/*']),
  ])
  const count = (of: LicenseList): number => Object.values(of).flat().length
  return {
    looked: `${count(all)} packages, ${count(shipped)} of them passed on`,
    violations: [...offences(shipped, permissive), ...offences(all, usable)],
  }
}

/** The packages whose licence allows none of these. */
export function offences(found: LicenseList, allowed: readonly string[]): string[] {
  return Object.entries(found).flatMap(([license, packages]) =>
    packages
      .filter(({ name }) => !isAllowed(stated[name] ?? license, allowed))
      .map(
        ({ name, versions }) =>
          `${name}@${versions.join(', ')} has the licence ${license}; expected ${allowed.join(', ')}. Use another package.`,
      ),
  )
}

function isAllowed(license: string, allowed: readonly string[]): boolean {
  try {
    return satisfies(license, [...allowed])
  } catch {
    // No expression of SPDX.
    return false
  }
}

async function list(root: string, args: readonly string[]): Promise<LicenseList> {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const { stdout } = await promisify(execFile)(
    'npx',
    ['--yes', packageManager, ...args, 'licenses', 'list', '--json'],
    { cwd: root, maxBuffer: 64 * 1024 * 1024, shell: process.platform === 'win32' },
  )
  return JSON.parse(stdout)
}

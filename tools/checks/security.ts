// Every defence that SECURITY.md claims names the test that holds it, and both languages claim the same.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Check } from './check.ts'
import { type Claim, claims as known } from './security/claims.ts'

interface Row {
  readonly attempt: string
  readonly codes: string
}

export function securityOf(claims: readonly Claim[]): Check {
  return async (root) => {
    const [rows, twins] = ['SECURITY.md', 'SECURITY.zh-CN.md'].map((file) => rowsOf(root, file)) as [
      Row[],
      Row[],
    ]
    const violations: string[] = []
    for (let i = 0; i < Math.max(rows.length, claims.length); i += 1) {
      const [row, claim] = [rows[i], claims[i]]
      if (!row || !claim || !row.attempt.startsWith(claim.attempt)) {
        violations.push(
          `SECURITY.md: row ${i + 1} is "${row?.attempt}", and tools/checks/security/claims.ts has "${claim?.attempt}". Give every row its test, in the same order.`,
        )
        break
      }
      violations.push(...missing(root, claim))
    }
    if (String(rows.map(({ codes }) => codes)) !== String(twins.map(({ codes }) => codes))) {
      violations.push(
        'SECURITY.zh-CN.md: its rows have other codes than those of SECURITY.md. Make them alike.',
      )
    }
    return { looked: `${rows.length} claims, ${claims.filter(({ test }) => test).length} tests`, violations }
  }
}

export const security: Check = securityOf(known)

/** The rows of the table whose last column has the codes. */
function rowsOf(root: string, file: string): Row[] {
  const lines = readFileSync(join(root, file), 'utf8').split('\n')
  const cells = lines
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split(/(?<!\\)\|/).slice(1, -1))
  return cells
    .filter((row) => row.length === 4 && !row.every((cell) => /^[ -]+$/.test(cell)))
    .slice(1)
    .map(([, attempt = '', , codes = '']) => ({
      attempt: attempt.trim(),
      codes: (codes.match(/[A-Z]+(_[A-Z0-9]+)+/g) ?? []).join(' '),
    }))
}

function missing(root: string, { attempt, test }: Claim): string[] {
  if (!test) return []
  const [file, title] = test
  const path = join(root, file)
  if (existsSync(path) && readFileSync(path, 'utf8').includes(title)) return []
  return [
    `SECURITY.md: "${attempt}" is held by no test: ${file} has no "${title}". Name the test that holds it.`,
  ]
}

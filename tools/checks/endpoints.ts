// Every endpoint and notification that core exports has a row on the page that lists them, in both languages: its name
// is in the column of its import path.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Check } from './check.ts'
import { entryPointsOf } from './entry-points.ts'

const pages = ['docs/en/reference/endpoints.md', 'docs/zh/reference/endpoints.md']
const definition = /^\w+: (?:Endpoint|NotificationDefinition)</
const specifiers = /`(@wxdp\/core[\w/-]*)`/
const code = /`([^`]+)`/g

/** A name in the column of an import path. */
interface Cell {
  readonly specifier: string
  readonly name: string
}

export const endpoints: Check = async (root) => {
  const defined = entryPointsOf(root)
    .filter(({ specifier }) => /^@wxdp\/core(?:\/|$)/.test(specifier))
    .flatMap(({ specifier, names }) =>
      names
        .filter(({ declared }) => definition.test(declared))
        .map(({ name }): Cell => ({ specifier, name })),
    )
  const violations = pages.flatMap((page) => {
    const file = join(root, page)
    const listed = existsSync(file) ? cellsOf(readFileSync(file, 'utf8')) : []
    return [
      ...without(defined, listed).map(
        (cell) => `${shortly(cell)} is not named in ${page}. Add its row, in the column ${cell.specifier}.`,
      ),
      ...without(listed, defined).map(
        (cell) =>
          `${page} names ${shortly(cell)}, and ${cell.specifier} does not export it as an endpoint or a notification. Remove it.`,
      ),
    ]
  })
  return { looked: `${defined.length} endpoints and notifications`, violations }
}

/** The names below a header that has an import path. */
function cellsOf(text: string): Cell[] {
  let columns: readonly (string | undefined)[] = []
  return text.split('\n').flatMap((line, index, lines) => {
    if (!line.startsWith('|')) return []
    const cells = line.split('|').slice(1, -1)
    if (/^\|[\s|:-]+$/.test(lines[index + 1] ?? '')) {
      columns = cells.map((cell) => specifiers.exec(cell)?.[1])
      return []
    }
    return cells.flatMap((cell, column) => {
      const specifier = columns[column]
      return specifier ? [...cell.matchAll(code)].map(([, name = '']) => ({ specifier, name })) : []
    })
  })
}

function without(cells: readonly Cell[], others: readonly Cell[]): Cell[] {
  const known = new Set(others.map(({ specifier, name }) => `${specifier} ${name}`))
  return cells.filter(({ specifier, name }) => !known.has(`${specifier} ${name}`))
}

/** `partner.createPlan`; what the package itself exports has its name alone. */
function shortly({ specifier, name }: Cell): string {
  const [, , ...path] = specifier.split('/')
  return [...path, name].join('.')
}

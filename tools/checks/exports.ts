// The public names: what the doors export against the list that was agreed on.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import ts from 'typescript'
import { at, type Check, packagesOf, type Report, sourcesOf } from './check.ts'
import { type Door, doorsOf } from './doors.ts'

const list = 'tools/checks/exports.txt'
const remedy =
  'If it is meant: run `node --import tsx tools/checks/run.ts exports --write` and add a changeset.'

export const exports: Check = async (root) => {
  const doors = doorsOf(root)
  const found = linesOf(doors)
  const agreed = existsSync(join(root, list)) ? read(root) : []
  const changes = [
    ...agreed.filter((line) => !found.includes(line)).map((line) => `- ${line}`),
    ...found.filter((line) => !agreed.includes(line)).map((line) => `+ ${line}`),
  ]
  return {
    looked: `${doors.length} doors, ${found.length} names`,
    violations: [
      ...(changes.length > 0 ? [[`${list} differs from the doors.`, ...changes, remedy].join('\n    ')] : []),
      ...packagesOf(root)
        .flatMap(sourcesOf)
        .flatMap((file) => openDoors(root, file)),
    ],
  }
}

export function writeExports(root: string): Report {
  const lines = linesOf(doorsOf(root))
  writeFileSync(join(root, list), `${lines.join('\n')}\n`)
  return { looked: `${list} written, ${lines.length} names`, violations: [] }
}

function read(root: string): string[] {
  return readFileSync(join(root, list), 'utf8').split(/\r?\n/).filter(Boolean)
}

function linesOf(doors: readonly Door[]): string[] {
  return doors
    .flatMap(({ specifier, names }) => names.map(({ name, kind }) => `${specifier} ${name} ${kind}`))
    .sort()
}

/** `export *` hides what is public; an index with code hides where the code is. */
function openDoors(root: string, file: string): string[] {
  const text = readFileSync(file, 'utf8')
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext)
  return source.statements.flatMap((statement) => {
    const where = at(root, file, text, statement.getStart(source))
    const isExport = ts.isExportDeclaration(statement)
    if (isExport && !(statement.exportClause && ts.isNamedExports(statement.exportClause))) {
      return [`${where} has \`export *\`. Name what is exported.`]
    }
    if (isExport || basename(file) !== 'index.ts') return []
    return [`${where} is more than an export declaration. Move the code out of index.ts.`]
  })
}

// Code in READMEs, guides and docstrings compiles. Code in READMEs and guides also runs.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Check, filesOf, packagesOf } from './check.ts'
import { entryPointsOf } from './entry-points.ts'
import { blocksOf } from './snippets/blocks.ts'
import { compile, emit, type Source } from './snippets/compile.ts'
import { examplesOf, importsFor } from './snippets/examples.ts'
import { execute } from './snippets/execute.ts'

interface Snippet extends Source {
  /** Relative to the root. */
  readonly file: string
  /** Line of the first line of code. */
  readonly line: number
  readonly runs: boolean
}

const pages =
  /^(README(\.zh-CN)?\.md|CONTRIBUTING\.md|SKILL\.md|packages\/[^/]+\/README[^/]*\.md|docs\/.+\.md)$/
/** Pages for users. CONTRIBUTING.md shows fragments. */
const guide = /README|^SKILL|^docs\//
const languages: Readonly<Record<string, Source['language']>> = {
  ts: 'ts',
  typescript: 'ts',
  mts: 'ts',
  js: 'js',
  javascript: 'js',
  mjs: 'js',
}
/** Code that starts a server, or a worker of a queue, does not end by itself, so it is not run. */
const serves = /\.listen\(|\bserve\(|\bnew Worker\(/
/** Code that names its file is part of a project, which a test of tools/consumers runs. */
const namesFile = /^\/\/ [\w./+-]+\.(ts|mjs)\n/
/** What excuses code from being checked. */
const excuse = /no-?check|@ts-ignore/i

export const snippets: Check = async (root) => {
  const found = [...pageSnippets(root), ...exampleSnippets(root)]
  const problems = compile(found)
  const violations = found.flatMap(({ file, line }, i) =>
    (problems[i] ?? []).map(
      (problem) => `${file}:${line + problem.line} ${problem.message} Make it compile as it stands.`,
    ),
  )
  for (const { file, line, code } of found.filter(({ code }) => excuse.test(code))) {
    violations.push(`${file}:${line} is excused from checking: ${excuse.exec(code)?.[0]}. Take that out.`)
  }
  // READMEs in two languages contain the same code: run it once.
  const programs = new Map<string, Snippet>()
  for (const [i, snippet] of found.entries()) {
    if (snippet.runs && problems[i]?.length === 0) programs.set(emit(snippet), snippet)
  }
  let callbacks = 0
  for (const [program, { file, line }] of programs) {
    const { wrong, answered } = await execute(program)
    if (answered) callbacks += 1
    if (wrong) violations.push(`${file}:${line} does not run: ${wrong}`)
  }
  const examples = found.filter(({ file }) => file.endsWith('.ts')).length
  return {
    looked: `${found.length} compiled (${examples} of them docstrings), ${programs.size} run (${callbacks} of them on callbacks)`,
    violations,
  }
}

function pageSnippets(root: string): Snippet[] {
  return filesOf(root)
    .filter((file) => pages.test(file))
    .flatMap((file) =>
      blocksOf(readFileSync(join(root, file), 'utf8')).flatMap(({ language, info, line, code }) => {
        const known = languages[language.toLowerCase()]
        if (!known) return []
        // Keeps the info as a comment on the first line, where the search for excuses finds it.
        const text = excuse.test(info) ? `/* ${info} */ ${code}` : code
        const runs = guide.test(file) && !serves.test(code) && !namesFile.test(code)
        return [{ file, line, code: text, language: known, runs }]
      }),
    )
}

function exampleSnippets(root: string): Snippet[] {
  const entryPoints = entryPointsOf(root)
  const files = filesOf(root)
  return packagesOf(root).flatMap(({ folder, manifest }) =>
    files
      .filter((file) => file.endsWith('.ts') && join(root, file).startsWith(join(folder, 'src')))
      .flatMap((file) =>
        examplesOf(readFileSync(join(root, file), 'utf8')).map(({ line, code }) => ({
          file,
          line,
          // Imports go on the first line, which `@example` leaves empty, so that line numbers stay right.
          code: `${importsFor(code, manifest.name, entryPoints)}; ${code}`,
          language: 'ts' as const,
          runs: false,
        })),
      ),
  )
}

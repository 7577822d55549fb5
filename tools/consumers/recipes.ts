// The recipes on the site's pages. Both languages have the same code: the check of links compares them.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

const docs = join(import.meta.dirname, '../../docs')

/** The text of a page, such as `frameworks/express`. */
const pageOf = (page: string, language: 'en' | 'zh' = 'en'): string =>
  readFileSync(join(docs, language, `${page}.md`), 'utf8')

/** The blocks of one kind on a page. */
export const blocksOf = (page: string, kind: 'sh' | 'text' | 'ts'): readonly string[] =>
  [...pageOf(page).matchAll(new RegExp(`^\`\`\`${kind}\n(.+?)^\`\`\``, 'gms'))].map(([, code = '']) => code)

/** The code of a page, with what the overview of the frameworks adds for the keys of a sandbox. */
export function recipesOf(page: string): readonly string[] {
  const recipes = blocksOf(page, 'ts')
  if (recipes.length === 0) throw new Error(`The page ${page} has no code.`)
  return recipes.map((code) =>
    code.replaceAll('PLATFORM_PUBLIC_KEY } })', 'PLATFORM_PUBLIC_KEY }, sandbox: true })'),
  )
}

/** The one line of a page that is the command. */
export function commandOf(page: string, command: string): string {
  const lines = blocksOf(page, 'sh')
    .flatMap((block) => block.split('\n'))
    .filter((line) => line.startsWith(`npx ${command} `))
  if (lines.length !== 1) throw new Error(`The page ${page} has ${lines.length} lines of ${command}.`)
  return lines[0] as string
}

/** The frameworks in the table of their overview, each version by itself: `Express 4`. */
export function versionsIn(language: 'en' | 'zh'): string[] {
  const table = pageOf('frameworks/overview', language)
  const cells = [...table.matchAll(/^\| \[(.+?)\]\(.+?\)(.*?)\|.*`create\w*Handler`/gm)]
  return cells.flatMap(([, name = '', versions = '']) =>
    versions
      .trim()
      .split(/, |、/)
      .map((version) => (/^\d/.test(version) ? `${name} ${version}` : version || name)),
  )
}

/** The pages of frameworks, and those to which the table of their overview has a link. */
export function frameworkPages(language: 'en' | 'zh'): { readonly all: string[]; readonly linked: string[] } {
  const files = readdirSync(join(docs, language, 'frameworks'))
  const links = pageOf('frameworks/overview', language).matchAll(/^\| \[.+?\]\(([\w-]+)\.md/gm)
  return {
    all: files.map((file) => file.replace(/\.md$/, '')).filter((page) => page !== 'overview'),
    linked: [...new Set([...links].map(([, page = '']) => page))],
  }
}

/** As a compiler emits it for Node. */
export function compiled(code: string, module: 'esm' | 'commonjs' = 'esm'): string {
  return ts.transpileModule(code, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: module === 'esm' ? ts.ModuleKind.ESNext : ts.ModuleKind.CommonJS,
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
      esModuleInterop: true,
    },
  }).outputText
}

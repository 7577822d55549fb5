// The recipes in notify's README. Both languages have the same ones.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { home } from './project.ts'

const readme = join(home, 'node_modules/@wxdp/notify/README.md')

/** The blocks of code below a heading of the third level. */
export const recipesOf = (heading: string): readonly string[] => recipesBelow(`### ${heading}`)

/** The same of the second level, up to the first heading of the third. */
export const recipesIn = (heading: string): readonly string[] => recipesBelow(`## ${heading}`)

function recipesBelow(heading: string): readonly string[] {
  const [, section] = readFileSync(readme, 'utf8').split(`\n${heading}\n`)
  if (section === undefined) throw new Error(`The README has no section ${heading}.`)
  const [text = ''] = section.split(/\n##/)
  return [...text.matchAll(/```ts\n(.+?)```/gs)].map(([, code = '']) => code)
}

/** The frameworks in the table of the README, each version by itself: `Express 4`. */
export function versionsIn(language: 'en' | 'zh'): string[] {
  const text = readFileSync(language === 'en' ? readme : readme.replace('.md', '.zh-CN.md'), 'utf8')
  const cells = [...text.matchAll(/^\| \[(.+?)\]\(#.+?\)(.*?)\|.*`create\w*Handler`/gm)]
  return cells.flatMap(([, name = '', versions = '']) =>
    versions
      .trim()
      .split(/, |、/)
      .map((version) => (/^\d/.test(version) ? `${name} ${version}` : version || name)),
  )
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

// The catalogue of errors in docs: says what `explain` says, in both languages, with a real message of every code.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Catalogue, type Language, readCatalogue } from './catalogue/entries.ts'
import { pageOf } from './catalogue/page.ts'
import { staleExamples } from './catalogue/stale-examples.ts'
import type { Check, Report } from './check.ts'

const examplesFile = 'tools/checks/catalogue/examples.json'
const languages: readonly Language[] = ['en', 'zh']
const fileOf = (language: Language): string => `docs/${language}/reference/errors.md`
const remedy = 'Run `node --import tsx tools/checks/run.ts errors --write`.'

export const errors: Check = async (root) => {
  const catalogue = await readCatalogue(root)
  const pages = pagesOf(root, catalogue)
  const examples = examplesIn(root)
  const codes = codesOf(catalogue)
  // WeChat Pay's messages are its own.
  const ours = catalogue.groups.flatMap(({ entries }) => entries)
  return {
    looked: `${codes.length} codes, ${catalogue.causes.length} causes, ${catalogue.rules.length} rules`,
    violations: [
      ...pages
        .filter(
          ({ file, text }) =>
            !existsSync(join(root, file)) || readFileSync(join(root, file), 'utf8') !== text,
        )
        .map(({ file }) => `${file} is not what the tables say. ${remedy}`),
      ...ours
        .filter(({ code }) => !examples[code])
        .map(({ code }) => `${code} has no example in ${examplesFile}. Add a message.`),
      ...staleExamples(
        root,
        ours.map(({ code }) => [code, examples[code] ?? ''] as const),
      ).map(
        (code) => `${examplesFile}: no source of the packages writes the example of ${code}. Replace it.`,
      ),
    ],
  }
}

export async function writeErrors(root: string): Promise<Report> {
  const catalogue = await readCatalogue(root)
  for (const { file, text } of pagesOf(root, catalogue)) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }
  return { looked: `${languages.map(fileOf).join(', ')} written`, violations: [] }
}

function pagesOf(root: string, catalogue: Catalogue): { file: string; text: string }[] {
  const runbook = join(root, 'docs/en/operate/runbook.md')
  const headings = existsSync(runbook) ? readFileSync(runbook, 'utf8').matchAll(/^### ([A-Z_]+)$/gm) : []
  const inRunbook = new Set([...headings].map(([, code = '']) => code))
  const examples = examplesIn(root)
  return languages.map((language) => ({
    file: fileOf(language),
    text: pageOf(catalogue, { language, examples, inRunbook }),
  }))
}

function examplesIn(root: string): Readonly<Record<string, string>> {
  const file = join(root, examplesFile)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
}

function codesOf({ groups, api }: Catalogue): string[] {
  return [...groups.flatMap(({ entries }) => entries), ...api].map(({ code }) => code)
}

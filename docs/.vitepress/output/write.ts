// What the build writes beside the HTML.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { SiteConfig } from 'vitepress'
import { languages } from '../languages.ts'
import { llmsFullOf, llmsOf } from './llms.ts'
import { toMarkdown } from './to-markdown.ts'

/** Writes each page as Markdown, and the lists of them. */
export function writeMarkdown({
  pages,
  srcDir,
  outDir,
}: Pick<SiteConfig, 'pages' | 'srcDir' | 'outDir'>): void {
  const read = (page: string) => toMarkdown(readFileSync(join(srcDir, page), 'utf8'), page)
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(outDir, file)), { recursive: true })
    writeFileSync(join(outDir, file), text)
  }
  for (const page of pages) write(page, read(page))
  for (const language of languages) {
    write(`${language}/llms.txt`, llmsOf(language, read))
    write(`${language}/llms-full.txt`, llmsFullOf(language, read))
  }
  write('llms.txt', llmsOf('en', read))
  write('llms-full.txt', llmsFullOf('en', read))
}

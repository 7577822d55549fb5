// Compares pages of WeChat Pay's documentation with our definitions, and prints what differs as a table.
//
//   pnpm contract FOLDER     pages in Markdown, such as FOLDER/4016184554.md
//   pnpm contract --pages    prints the addresses of the pages that it needs
//
// Exit code 1: something differs, or a page is missing.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OpenApi } from './read-contract.ts'
import { watch } from './watch.ts'

const [folder] = process.argv.slice(2)
const document: OpenApi = JSON.parse(
  readFileSync(new URL(import.meta.resolve('@wxdp/core/openapi.json')), 'utf8'),
)
if (folder === undefined) throw new Error('Name a folder with pages, or --pages.')
if (folder === '--pages') {
  for (const methods of [...Object.values(document.paths), ...Object.values(document.webhooks)]) {
    for (const { externalDocs } of Object.values(methods)) {
      if (externalDocs) console.log(`${externalDocs.url}.md`)
    }
  }
} else {
  const read = (id: string): string | undefined => {
    const file = join(folder, `${id}.md`)
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined
  }
  const { table, isSame } = watch(document, read)
  console.log(table)
  if (!isSame) process.exitCode = 1
}

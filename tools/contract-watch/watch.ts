import { accepted } from './accepted.ts'
import { compare, type Difference } from './compare.ts'
import { type OpenApi, readContract } from './read-contract.ts'
import { readPage } from './read-page.ts'

export interface Outcome {
  /** Markdown. */
  readonly table: string
  readonly isSame: boolean
}

/** @param read The Markdown of a page by its id; undefined if there is none. */
export function watch(document: OpenApi, read: (id: string) => string | undefined): Outcome {
  const found: Difference[] = []
  const contract = readContract(document)
  for (const [id, ours] of contract) {
    const markdown = read(id)
    const documented = markdown === undefined ? undefined : readPage(markdown)
    // A page that cannot be read any more must not pass for one that agrees.
    if (!documented?.call && !documented?.fields.some(({ section }) => section === 'resource')) {
      found.push({ page: id, what: 'page', documented: '–', ours: ours.call ?? 'a callback' })
    } else found.push(...compare(id, documented, ours))
  }
  const news = found.filter(
    (each) => !accepted.some(({ page, what }) => page === each.page && what === each.what),
  )
  const idle = accepted.filter(
    ({ page, what }) =>
      read(page) !== undefined && !found.some((each) => page === each.page && what === each.what),
  )
  const cells = (...each: readonly string[]): string => `| ${each.join(' | ')} |`
  const rows = [
    ...news.map(({ page, what, documented, ours }) => cells(page, what, documented, ours)),
    ...idle.map(({ page, what }) => cells(page, what, 'as ours', 'take it off the accepted ones')),
  ]
  const summary = `${contract.size} pages, ${rows.length} differences, ${found.length - news.length} more that are accepted.`
  return {
    table: rows.length
      ? [
          cells('page', 'what', 'documented', 'ours'),
          cells('---', '---', '---', '---'),
          ...rows,
          '',
          summary,
        ].join('\n')
      : summary,
    isSame: rows.length === 0,
  }
}

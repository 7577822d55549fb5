// Which pages are looked at.
import { inject } from 'vitest'
import { filesIn } from './faults.ts'

/** One of each kind, without its language. The command in CONTRIBUTING.md looks at all of them. */
const kinds = [
  '',
  'learn/keys',
  'learn/signing',
  'learn/verifying',
  'moving/java',
  'reference/errors',
  'reference/api',
]

export const isWhole = process.env.WXDP_PAGES === 'every'

/** Paths below the language. */
export function chosenPages(): string[] {
  if (!isWhole) return kinds
  return filesIn(inject('folder'), '.html')
    .filter((file) => file.startsWith('en/'))
    .map((file) => file.slice('en/'.length).replace(/(index)?\.html$/, ''))
}

import type { Difference } from './compare.ts'

interface Accepted extends Pick<Difference, 'page' | 'what'> {
  /** Why our definition says something else on purpose. */
  readonly why: string
}

/** Where our definitions depart from the pages on purpose. An entry that no page needs any more is reported. */
export const accepted: readonly Accepted[] = [
  { page: '4016184594', what: 'path plan_id: length', why: 'The page of the callback allows 40 characters.' },
]

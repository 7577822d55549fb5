import type { Facts, Field } from './facts.ts'

/** One row of the table. */
export interface Difference {
  readonly page: string
  readonly what: string
  readonly documented: string
  readonly ours: string
}

const none = '–'

/** What a page says, and our definition does not, or not so. */
export function compare(page: string, documented: Facts, ours: Facts): Difference[] {
  const row = (what: string, theirs: unknown, mine: unknown): Difference => ({
    ...{ page, what },
    ...{ documented: `${theirs ?? none}`, ours: `${mine ?? none}` },
  })
  const differ = (what: string, theirs: unknown, mine: unknown): Difference[] =>
    `${theirs}` === `${mine}` ? [] : [row(what, theirs, mine)]
  const find = (facts: Facts, { section, name }: Field) =>
    facts.fields.find((each) => each.section === section && each.name === name)
  // The envelope of a callback is the same for all, and is not ours to compare page by page.
  const relevant = documented.call
    ? documented.fields
    : documented.fields.filter(({ section }) => section === 'resource')
  return [
    ...differ('call', documented.call, ours.call),
    ...(documented.limit === undefined ? [] : differ('calls a second', documented.limit, ours.limit)),
    ...relevant.flatMap((field) => {
      const mine = find(ours, field)
      const name = `${field.section} ${field.name}`
      if (!mine) return [row(name, 'a field', undefined)]
      return [
        ...(isRead(field) ? [] : differ(`${name}: need`, needOf(field), needOf(mine))),
        ...(field.length === undefined || mine.length === undefined
          ? []
          : differ(`${name}: length`, field.length, mine.length)),
        ...(field.values && mine.values
          ? differ(`${name}: values`, listOf(field.values), listOf(mine.values))
          : []),
      ]
    }),
    ...ours.fields
      .filter((field) => !find(documented, field))
      .map((field) => row(`${field.section} ${field.name}`, undefined, 'a field')),
    ...documented.codes
      .filter((code) => !ours.codes.includes(code))
      .map((code) => row('error', code, undefined)),
  ]
}

/** What we read, we read tolerantly: only what we send has to be there. */
const isRead = ({ section }: Field): boolean => section === 'response' || section === 'resource'
const needOf = ({ isRequired }: Field): string => (isRequired ? 'required' : 'optional')
const listOf = (values: readonly string[]): string => [...values].sort().join(' ')

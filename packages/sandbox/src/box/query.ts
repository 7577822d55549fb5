import { checkMembers, type Kind } from './check-options.ts'

/** Which page of a list. */
export interface PageQuery {
  /** Begins with the newest. Default `false`. */
  readonly newestFirst?: boolean
  /** How many to skip. Default 0. */
  readonly offset?: number
  /** How many to list, from 1 to 1,000. Default 100. */
  readonly limit?: number
}

export const oneOf = (...values: readonly unknown[]): Kind => [
  `one of ${values.join(', ')}`,
  (value) => values.includes(value),
]
export const string: Kind = ['a string', (value) => typeof value === 'string']
const integer = (from: number, to: number): Kind => [
  `an integer from ${from} to ${to}`,
  (value) => Number.isInteger(value) && (value as number) >= from && (value as number) <= to,
]
const pageMembers: Readonly<Record<keyof PageQuery, Kind>> = {
  newestFirst: oneOf(true, false),
  offset: integer(0, Number.MAX_SAFE_INTEGER),
  limit: integer(1, 1000),
}

/** @throws {SandboxError} `SANDBOX_OPTION_INVALID` */
export function checkQuery<Q extends PageQuery>(
  query: Q,
  members: Readonly<Record<Exclude<keyof Q, keyof PageQuery>, Kind>>,
): Q & Required<Pick<PageQuery, 'offset' | 'limit'>> {
  checkMembers(query, { prefix: 'query.', members: { ...members, ...pageMembers } })
  return { ...query, offset: query.offset ?? 0, limit: query.limit ?? 100 }
}

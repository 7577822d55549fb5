import { canonicalJson } from '../../http/canonical.ts'
import { inCouponQuery, wrongField } from '../../http/fields.ts'
import { sha256 } from '../../http/sha256.ts'
import type { EndpointCall } from '../route.ts'
import type { PageQuery } from './page-fields.ts'

/** One page of a list, as the pages of WeChat Pay name its parts. */
export interface Page<T> {
  readonly values: readonly T[]
  /** On the first page only. */
  readonly total_count?: number
  /** Absent on the last page. */
  readonly next_page_token?: string
}

/**
 * The page of a list that only grows at its end. A token holds the place of the first value that was not looked at, so
 * that values which change between two pages shift nothing, and a hash of its query: with another one, it is refused.
 *
 * @throws Refusal `PARAM_ERROR`
 */
export async function pageOf<T>(
  { identity, request }: EndpointCall,
  { filters, size, token }: PageQuery,
  { values, test }: { readonly values: readonly T[]; readonly test: (value: T) => boolean },
): Promise<Page<T>> {
  const [path] = request.target.split('?', 1)
  const query = new TextEncoder().encode(`${identity.kind} ${path} ${canonicalJson(filters)}`)
  const sum = (await sha256(query)).slice(0, 16)
  const start = token === undefined ? 0 : placeIn(token, sum)
  const places: number[] = []
  for (let i = start; i < values.length && places.length <= size; i++) {
    if (test(values[i] as T)) places.push(i)
  }
  const next = places[size]
  return {
    values: places.slice(0, size).map((i) => values[i] as T),
    ...(token === undefined && { total_count: values.filter(test).length }),
    ...(next !== undefined && { next_page_token: toBase64Url(`${next}.${sum}`) }),
  }
}

function placeIn(token: string, sum: string): number {
  const [, place, its] = /^(\d{1,15})\.([0-9a-f]{16})$/.exec(fromBase64Url(token)) ?? []
  if (place !== undefined && its === sum) return Number(place)
  const issue = { zh: '须为上一页返回的next_page_token', en: 'it must be next_page_token of the page before' }
  throw wrongField('page_token', { value: token, issue, place: inCouponQuery, cause: 268579038 })
}

function toBase64Url(text: string): string {
  return btoa(text).replaceAll('=', '').replaceAll('+', '-').replaceAll('/', '_')
}

function fromBase64Url(text: string): string {
  try {
    return atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  } catch {
    return ''
  }
}

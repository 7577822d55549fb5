import { type FieldRules, inCouponQuery, optional, wrongField } from '../../http/fields.ts'
import { readQuery } from '../../http/query.ts'
import { characters, decimalString } from '../../http/value-checks.ts'

const defaultSize = 20
const maxSize = 50

const pageFields: FieldRules = {
  page_size: optional(decimalString(1, Number.MAX_SAFE_INTEGER)),
  page_token: optional(characters(100), 268579038),
}

/** A checked query of a list. */
export interface PageQuery {
  readonly filters: Readonly<Record<string, string>>
  readonly size: number
  readonly token: string | undefined
}

/**
 * Reads the query of a list.
 *
 * @throws Refusal
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781553}
 */
export function readPageQuery(query: URLSearchParams, rules: FieldRules): PageQuery {
  const {
    page_size,
    page_token: token,
    ...filters
  } = readQuery(query, { ...rules, ...pageFields }, inCouponQuery)
  const size = Number(page_size ?? defaultSize)
  if (size > maxSize) {
    const issue = { zh: `不可大于${maxSize}`, en: `it must be at most ${maxSize}` }
    throw wrongField('page_size', { value: page_size, issue, place: inCouponQuery, cause: 268578633 })
  }
  return { filters, size, token }
}

import { advice, type Fields, fieldsOf, forbidden, type Issue, listIn, required } from './issue.ts'

/** The name of the rule for each type, and of the list of rules of a group. */
const rules = { NORMAL: 'normal_coupon', DISCOUNT: 'discount_coupon', EXCHANGE: 'exchange_coupon' } as const

/** What each round must not fall below, or rise above. */
const worth = {
  normal_coupon_list: ['discount_amount', 1],
  discount_coupon_list: ['percent_off', 1],
  exchange_coupon_list: ['exchange_price', -1],
} as const

/** An object that holds exactly the rule of the type. */
export function oneRule(value: unknown, at: string, type: unknown, suffix = ''): Issue[] {
  const fields = fieldsOf(value)
  if (!isType(type)) return []
  return Object.values(rules).flatMap((name) =>
    name === rules[type]
      ? required(fields, at, name + suffix, `when type is ${type}`)
      : forbidden(fields, at, name + suffix, `when type is ${type}`),
  )
}

/** An object that holds none. */
export function noRule(value: unknown, at: string): Issue[] {
  const when = 'when scope is ALL: the rule is in single_usage_info'
  return Object.values(rules).flatMap((name) => forbidden(fieldsOf(value), at, name, when))
}

/** One rule for each round, none worth less than the one before it. The first round is free. */
export function roundIssues(value: unknown, at: string, count: unknown): Issue[] {
  return Object.entries(worth).flatMap(([name, [measure, direction]]) => {
    const list = fieldsOf(value)[name]
    if (!Array.isArray(list)) return []
    const path = `${at}/${name}`
    const figures = list.map((each) => fieldsOf(each)[measure])
    return [...countIssues(list, path, count), ...worthIssues(figures, path, { measure, direction })]
  })
}

function countIssues(list: readonly unknown[], path: string, count: unknown): Issue[] {
  if (typeof count !== 'number' || count === list.length) return []
  const message = `Expected one rule for each of the ${count} rounds; found ${list.length}.`
  return [{ path, rule: 'rounds', message, expected: String(count), found: String(list.length) }]
}

function worthIssues(
  figures: readonly unknown[],
  path: string,
  { measure, direction }: { measure: string; direction: number },
): Issue[] {
  return figures.flatMap((figure, i) => {
    const before = figures[i - 1]
    if (i < 2 || typeof figure !== 'number' || typeof before !== 'number') return []
    if ((figure - before) * direction >= 0) return []
    const bound = direction > 0 ? 'at least' : 'at most'
    const message = `From the third round on, none may be worth less than the one before: expected ${bound} ${before}; found ${figure}.`
    return [{ path: `${path}/${i}/${measure}`, rule: 'worth_less', message, found: String(figure) }]
  })
}

/** A reduction that is larger than the amount from which it applies. */
export function thresholdAdvice(value: unknown, at: string): Issue[] {
  const rule = (fields: Fields): boolean =>
    Number(fields.threshold) > 0 && Number(fields.discount_amount) > Number(fields.threshold)
  const { normal_coupon, normal_coupon_list } = fieldsOf(value)
  const places = [
    [normal_coupon, `${at}/normal_coupon`] as const,
    ...listIn(normal_coupon_list).map((each, i) => [each, `${at}/normal_coupon_list/${i}`] as const),
  ]
  return places
    .filter(([each]) => rule(fieldsOf(each)))
    .map(([, path]) =>
      advice({
        path: `${path}/discount_amount`,
        rule: 'advised',
        message: 'It is more than the amount from which it applies.',
      }),
    )
}

function isType(type: unknown): type is keyof typeof rules {
  return typeof type === 'string' && Object.hasOwn(rules, type)
}

import {
  advice,
  type Fields,
  fieldsOf,
  forbidden,
  type Issue,
  isGiven,
  listIn,
  orderIssues,
  required,
  timeIssues,
  timeOf,
} from './issue.ts'

const day = 86_400_000
const others = [
  'available_days',
  'wait_days_after_receive',
  'weekly_available_period',
  'irregular_available_period_list',
]

/** When a coupon can be used: which settings belong together, and whether their times are in order. */
export function periodIssues(value: unknown, at: string): Issue[] {
  const period = fieldsOf(value)
  return [
    ...boundsIssues(period, at),
    ...togetherIssues(period, at),
    ...weekIssues(fieldsOf(period.weekly_available_period), `${at}/weekly_available_period`),
    ...spanIssues(listIn(period.irregular_available_period_list), `${at}/irregular_available_period_list`),
  ]
}

function boundsIssues(period: Fields, at: string): Issue[] {
  const times = ['available_begin_time', 'available_end_time'].flatMap((name) => timeIssues(period, at, name))
  const path = `${at}/available_end_time`
  const [begin, end] = [timeOf(period.available_begin_time), timeOf(period.available_end_time)]
  if (begin === undefined || end === undefined) return times
  const days = (end - begin) / day
  if (days <= 0) return orderIssues(begin, end, path)
  const found = String(Math.ceil(days * 100) / 100)
  if (days > 366) {
    const message = `At most 366 days may lie between begin and end; found ${found}.`
    return [{ path, rule: 'max_days', message, expected: '<=366', found }]
  }
  if (days > 365) {
    return [
      advice({
        path: path,
        rule: 'advised_max_days',
        message: `One page allows 365 days, another 366; found ${found}.`,
      }),
    ]
  }
  return days > 5
    ? []
    : [
        advice({
          path: path,
          rule: 'for_plan',
          message: `A delivery plan needs a batch of more than 5 days; found ${found}.`,
        }),
      ]
}

function togetherIssues(period: Fields, at: string): Issue[] {
  const excluded = (names: readonly string[], by: string): Issue[] =>
    names.flatMap((name) => forbidden(period, at, name, `with ${by}`))
  return [
    ...(isGiven(period, 'available_seconds') ? excluded(others, 'available_seconds') : []),
    ...(isGiven(period, 'irregular_available_period_list')
      ? excluded(others.slice(0, 3), 'irregular_available_period_list')
      : []),
    ...(isGiven(period, 'wait_days_after_receive')
      ? required(period, at, 'available_days', 'with wait_days_after_receive')
      : []),
  ]
}

function weekIssues(week: Fields, at: string): Issue[] {
  return overlapIssues(
    listIn(week.day_period_list).map((each) => {
      const { begin_time, end_time } = fieldsOf(each)
      return [numberOf(begin_time), numberOf(end_time)]
    }),
    `${at}/day_period_list`,
  )
}

function spanIssues(spans: readonly unknown[], at: string): Issue[] {
  return [
    ...spans.flatMap((each, i) =>
      ['begin_time', 'end_time'].flatMap((name) => timeIssues(fieldsOf(each), `${at}/${i}`, name)),
    ),
    ...overlapIssues(
      spans.map((each) => {
        const { begin_time, end_time } = fieldsOf(each)
        return [timeOf(begin_time), timeOf(end_time)]
      }),
      at,
    ),
  ]
}

type Span = readonly [begin: number | undefined, end: number | undefined]

function overlapIssues(spans: readonly Span[], at: string): Issue[] {
  const wrong = spans.flatMap(([begin, end], i) => orderIssues(begin, end, `${at}/${i}/end_time`))
  const sorted = spans
    .flatMap(([begin, end]) => (begin === undefined || end === undefined ? [] : [[begin, end] as const]))
    .sort(([one], [other]) => one - other)
  const overlap = sorted.some(([begin], i) => begin < (sorted[i - 1]?.[1] ?? Number.NEGATIVE_INFINITY))
  return overlap ? [...wrong, { path: at, rule: 'overlap', message: 'They must not overlap.' }] : wrong
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}

import { type CoreError, toRequest } from '@wxdp/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compile,
  endpoints,
  type Json,
  type Operation,
  operationsOf,
  type Parameter,
} from '../support/openapi-reader.ts'

const operations = new Map(
  [...operationsOf('paths').values()].map((operation) => [operation.operationId, operation]),
)

/** For each operation, a function that tells whether the document allows an input. */
const documents = new Map(
  [...operations].map(([id, { parameters, requestBody }]) => {
    const fields = parameters
      .filter((one) => one.in !== 'header')
      .map((one) => [one, compile(one.schema)] as const)
    const body = requestBody && compile(requestBody.content['application/json'].schema)
    return [
      id,
      (input: Json): boolean => {
        const rest = { ...input }
        for (const [{ name, required }, validate] of fields) {
          const value = rest[name]
          delete rest[name]
          if (value === undefined ? required : !validate(value)) return false
        }
        // An operation without a body allows no other fields.
        return body ? body(rest) : Object.keys(rest).length === 0
      },
    ] as const
  }),
)

function issuesOf(id: string, input: Json): string[] {
  const endpoint = endpoints.get(id)
  if (!endpoint) throw new Error(`Expected an endpoint ${id}.`)
  try {
    toRequest(endpoint, input)
    return []
  } catch (error) {
    return (error as CoreError).issues.map(({ path, rule }) => `${rule} ${path}`)
  }
}

/** The inputs in the examples of the document. */
function examplesOf({ parameters, requestBody }: Operation): Json[] {
  const inPath = parameters.flatMap(({ name, example }: Parameter) =>
    example === undefined ? [] : [[name, example]],
  )
  const bodies = Object.values(requestBody?.content['application/json'].examples ?? { none: { value: {} } })
  return bodies.map(({ value }) => ({ ...Object.fromEntries(inPath), ...(value as Json) }))
}

const single = { stock_id: '7' }
const bundle = { usage_mode: 'PROGRESSIVE_BUNDLE', stock_bundle_id: '8' }
const reused = { reuse_coupon_config: true }
const own = {
  reuse_coupon_config: false,
  plan_name: '券',
  total_count: 10_000,
  user_limit: 1,
  daily_limit: 1,
  delivery_start_time: '2026-12-01T00:00:00+08:00',
  delivery_end_time: '2026-12-06T00:00:00+08:00',
}
const basics = { out_request_no: 'create-1', product_coupon_id: '1' }

/**
 * Rules that the document states only in words, with an example of each. JSON Schema has no keyword for them or, as
 * for characters of four bytes (`bmp`), importers would fill fields with noise.
 */
const inWords: Readonly<Record<string, readonly [id: string, input: Json]>> = {
  // maxLength counts characters; this limit counts bytes.
  max_bytes: ['brandCreatePlan', { ...basics, ...reused, stock_id: '券'.repeat(14) }],
  // A Chinese character is as wide as two Latin ones.
  max_width: ['brandCreatePlan', { ...basics, ...single, ...reused, recommend_word: `${'券'.repeat(8)}abc` }],
  bmp: ['brandCreatePlan', { ...basics, ...single, ...own, plan_name: '🎁' }],
  // These compare two fields.
  start_before_end: [
    'brandCreatePlan',
    { ...basics, ...single, ...own, delivery_end_time: '2026-11-01T00:00:00Z' },
  ],
  min_days: ['brandCreatePlan', { ...basics, ...single, ...own, delivery_end_time: '2026-12-01T12:00:00Z' }],
  // These depend on a URL parser.
  absolute_url: ['brandSetNotifyUrl', { notify_url: 'https://pay.example.com:99999/plans' }],
  normal_form: ['brandSetNotifyUrl', { notify_url: 'https://pay.example.com/a/../plans' }],
  public_host: ['brandSetNotifyUrl', { notify_url: 'https://localhost/plans' }],
  domain_name: ['brandSetNotifyUrl', { notify_url: 'https://127.0.0.1/plans' }],
  trailing_dot: ['brandSetNotifyUrl', { notify_url: 'https://pay.example.com./plans' }],
}

function isInWords(issue: string): boolean {
  const [rule = ''] = issue.split(' ')
  return Object.hasOwn(inWords, rule)
}

describe('document and code agree', () => {
  it.each<[string, object, boolean]>([
    ['a single coupon with own terms', { ...single, ...own }, true],
    ['a single coupon with a usage mode', { ...single, ...reused, usage_mode: 'SINGLE' }, true],
    ['a bundle with reused terms', { ...bundle, ...reused }, false],
    ['own terms without a limit per user', { ...single, ...own, user_limit: undefined }, true],
    ['own terms without a limit per day', { ...single, ...own, daily_limit: undefined }, false],
    ['a period of two days', { ...single, ...own, delivery_end_time: '2026-12-03T00:00:00+08:00' }, true],
    ['a bundle with own terms', { ...bundle, ...own }, true],
    ['a single coupon without a batch', reused, false],
    ['a single coupon with a group of batches', { ...single, ...reused, stock_bundle_id: '8' }, false],
    ['a bundle with a batch', { ...bundle, ...single, ...reused }, false],
    ['a bundle without its group', { usage_mode: 'PROGRESSIVE_BUNDLE', ...reused }, false],
    ['an unknown usage mode', { ...single, ...reused, usage_mode: 'DOUBLE' }, false],
    ['reused terms with own ones', { ...single, ...reused, plan_name: '券' }, false],
    ['own terms without an end', { ...single, ...own, delivery_end_time: undefined }, false],
    ['a missing reuse_coupon_config', { ...single, ...own, reuse_coupon_config: undefined }, false],
    ['too few coupons', { ...single, ...own, total_count: 9999 }, false],
    ['a day that does not exist', { ...single, ...own, delivery_end_time: '2027-02-29T00:00:00Z' }, false],
    ['a time in lower case', { ...single, ...own, delivery_end_time: '2027-01-01t00:00:00z' }, false],
    ['a leap second', { ...single, ...own, delivery_end_time: '2026-12-31T23:59:60Z' }, false],
    ['null', { ...single, ...reused, recommend_word: null }, false],
  ])('about a new plan: %s', (_, input, allowed) => {
    for (const [id, more] of [
      ['partnerCreatePlan', { brand_id: '1' }],
      ['brandCreatePlan', {}],
    ] as const) {
      const whole = JSON.parse(JSON.stringify({ ...basics, ...input, ...more }))
      expect([issuesOf(id, whole).length === 0, documents.get(id)?.(whole)]).toEqual([allowed, allowed])
    }
  })

  it.each<[string, boolean]>([
    ['https://pay.example.com/plans', true],
    ['https://pay.example.com:8080/a/b.c~d', true],
    ['https://pay.example.com/a:b', true],
    ['http://pay.example.com/a', false],
    ['https://pay.example.com/[id]/a', false],
    ['https://pay.example.com/{id}', false],
    ['https://pay.example.com/a/:id', false],
    ['https://pay.example.com/*', false],
    ['https://pay.example.com', false],
    ['https://pay.example.com/', false],
    ['https://pay.example.com/a?b=1', false],
    ['https://pay.example.com/a#b', false],
    ['https://user:word@pay.example.com/a', false],
    ['https://pay.example.com/订单', false],
    ['ftp://pay.example.com/a', false],
    ['HTTPS://pay.example.com/a', false],
    ['/a', false],
    [`https://pay.example.com/${'a'.repeat(240)}`, false],
  ])('about the callback URL %s', (notify_url, allowed) => {
    for (const id of ['brandSetNotifyUrl', 'echo']) {
      const input = id === 'echo' ? { echo_message: 'x', notify_url } : { notify_url }
      expect([issuesOf(id, input).length === 0, documents.get(id)?.(input)]).toEqual([allowed, allowed])
    }
  })

  it.each(Object.entries(inWords))(
    'except about %s, which the document states in words',
    (rule, [id, input]) => {
      expect(documents.get(id)?.(input)).toBe(true)
      expect(issuesOf(id, input).map((issue) => issue.split(' ')[0])).toEqual([rule])
    },
  )

  it.each([...operations])('about any input close to a valid one: %s', (id, operation) => {
    const valid = examplesOf(operation)
    for (const input of valid) expect(issuesOf(id, input)).toEqual([])
    if (id.endsWith('CreatePlan')) {
      const more = id.startsWith('partner') ? { brand_id: '1' } : {}
      for (const coupon of [
        { ...single, ...reused },
        { ...single, ...own },
        { ...bundle, ...own },
      ])
        valid.push({ ...basics, ...coupon, ...more })
    }
    const names = [
      ...new Set(
        [
          ...valid,
          ...operation.parameters.filter((one) => one.in !== 'header').map(({ name }) => ({ [name]: 0 })),
        ].flatMap(Object.keys),
      ),
      'unknown',
    ]
    const seen = { allowed: 0, refused: 0, inWords: 0 }
    fc.assert(
      fc.property(
        fc.constantFrom(...valid),
        fc.array(fc.tuple(fc.constantFrom(...names), fc.boolean(), values), { maxLength: 2 }),
        (input, changes) => {
          const changed = structuredClone(input)
          for (const [name, isDeep, value] of changes) {
            const inner = changed.modify_content
            if (isDeep && typeof inner === 'object' && inner !== null && !Array.isArray(inner))
              Object.assign(inner, nested(value))
            else if (value === undefined) delete changed[name]
            // Copied, because the next change may be inside the value, and runs share the values.
            else changed[name] = structuredClone(value)
          }
          const issues = issuesOf(id, changed)
          const allowed = documents.get(id)?.(changed)
          const kind = issues.length === 0 ? 'allowed' : issues.every(isInWords) ? 'inWords' : 'refused'
          if (kind !== 'inWords')
            expect(allowed, JSON.stringify({ changed, issues })).toBe(kind === 'allowed')
          seen[kind] += 1
        },
      ),
      { numRuns: 500 },
    )
    expect(seen.allowed).toBeGreaterThan(10)
    expect(seen.refused).toBeGreaterThan(10)
  })
})

/** Valid, invalid and odd values of any field. `undefined` leaves the field out. */
const values = fc.oneof(
  fc.constantFrom<unknown>(
    ...[
      undefined,
      null,
      '',
      'x',
      'x'.repeat(40),
      'x'.repeat(41),
      '券'.repeat(9),
      '券'.repeat(12),
      '券'.repeat(13),
    ],
    ...[
      'create-1',
      'a/b',
      '..',
      '🎁',
      'SINGLE',
      'PROGRESSIVE_BUNDLE',
      'DELIVERING',
      'PLAN_PAUSED',
      'AUDIT_PASSED',
    ],
    ...[0, 1, 50, 51, 10_000, 1.5, -1, 2 ** 53, true, false, {}, [], { total_count: 20_000 }],
    ...[
      '2026-12-01T00:00:00+08:00',
      '2027-12-01T00:00:00.123Z',
      '2026-11-31T00:00:00Z',
      '2026-12-01',
      '2026-12-01T00:00:00+08',
    ],
    ...[
      'https://pay.example.com/plans',
      'http://pay.example.com:8080/a/b',
      'https://pay.example.com/a/:id',
      'https://pay.example.com',
      'https://pay.example.com/',
    ],
    ...[
      'https://pay.example.com/a?b=1',
      'https://pay.example.com/a#b',
      'https://u:p@pay.example.com/a',
      'ftp://pay.example.com/a',
    ],
    ...[
      'https://127.0.0.1/a',
      'https://pay.example.com/a/../b',
      'https://pay.example.com:99999/a',
      'https:///a',
      '/a',
    ],
    `https://pay.example.com/${'a'.repeat(240)}`,
  ),
  fc.stringMatching(/^[\w-]{1,41}$/),
  fc.integer(),
)

function nested(value: unknown): object {
  const names = [
    'plan_name',
    'total_count',
    'user_limit',
    'delivery_end_time',
    'recommend_word',
    'unknown',
  ] as const
  const name = names[JSON.stringify(value ?? '').length % names.length] ?? 'unknown'
  return value === undefined ? {} : { [name]: value }
}

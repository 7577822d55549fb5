// What the docstrings of a new endpoint or notification lack is named when the document is made.
import { listPlans, pausePlan } from '@wxdp/core/brand'
import { echoSuccess } from '@wxdp/core/security'
import * as v from 'valibot'
import { describe, expect, it, vi } from 'vitest'
import { toWebhook } from '../../openapi/callbacks.ts'
import { createDescriber } from '../../openapi/describe.ts'
import { toOperation } from '../../openapi/operations.ts'
import { inputSchema, outputSchema } from '../../openapi/schemas.ts'
import { type Doc, readSources } from '../../openapi/sources.ts'
import { namedCheck } from '../../src/plan/fields.ts'

// Compiling the sources takes long on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

const sources = readSources(['src/brand.ts', 'src/security.ts', 'src/index.ts'])
const describer = createDescriber({
  ...sources,
  docOf: (symbol) => ({ ...sources.docOf(symbol), examples: [] }),
})
function operation(
  endpoint: {
    readonly name: string
    readonly page?: string | undefined
    readonly rules?: readonly unknown[] | undefined
  },
  change: Partial<Doc>,
) {
  const { doc, types } = sources.constant('src/brand.ts', endpoint.name)
  const constant = { doc: { ...doc, ...change }, types }
  return toOperation('brand', { endpoint: endpoint as never, constant, describer })
}

describe('an endpoint', () => {
  it('without an @example is named', () => {
    expect(() => operation(pausePlan, { examples: [] })).toThrow(/^brand\.pausePlan has no @example/)
  })

  it('without a page is named', () => {
    const missing = { see: undefined, text: 'Pauses a plan.' }
    expect(() => operation(pausePlan, missing)).not.toThrow()
    expect(() => operation({ ...pausePlan, page: undefined }, missing)).toThrow(
      /no @see .*: Pauses a plan\.$/,
    )
  })

  it('whose output has no @example is named', () => {
    expect(() => operation(listPlans, {})).toThrow(/ListPlansOutput has no @example/)
  })
})

const file = 'in packages/core/openapi/schemas.ts.'
const day = v.pipe(
  v.string(),
  namedCheck('day', () => true, ''),
)

describe('what has no keywords is named, with its endpoint and the file to change', () => {
  it.each([
    ['its own check', day, `the check "day" has no keywords. Add its function to checks ${file}`],
    [
      'a check of valibot',
      v.pipe(v.string(), v.creditCard()),
      `the check "credit_card" has no keywords. Add its function to checks ${file}`,
    ],
    [
      'a transformation',
      v.pipe(v.string(), v.toUpperCase()),
      `the check "to_upper_case" has no keywords. Add it to keywordsOf ${file}`,
    ],
    ['a schema', v.date(), `the schema "date" has no keywords. Add it to overrideSchema ${file}`],
  ])('%s', (_, field, message) => {
    const schema = v.strictObject({ begin: field })
    const error = `partner.getPlanStatistics: ${message}`
    expect(() => inputSchema({ ...pausePlan, input: schema } as never, 'partner.getPlanStatistics')).toThrow(
      expect.objectContaining({ message: error }),
    )
    expect(() => outputSchema(schema, 'partner.getPlanStatistics')).toThrow(
      expect.objectContaining({ message: error }),
    )
  })

  it('a rule', () => {
    const month = () => [{ rule: 'month', path: '/plan_id', message: '' }]
    expect(() => operation({ ...pausePlan, rules: [month] }, {})).toThrow(
      expect.objectContaining({
        message: `brand.pausePlan: the rule "month" of /plan_id has no keywords. Add it to rules ${file}`,
      }),
    )
  })

  it('the check of a notification', () => {
    const constant = sources.constant('src/security.ts', 'echoSuccess')
    const options = { constant, sources, describer, responses: {} }
    expect(() => toWebhook({ ...echoSuccess, resource: v.looseObject({ a: day }) }, options)).toThrow(
      /^echoSuccess: the check "day"/,
    )
  })
})

it('a notification whose resource has no @example is named', () => {
  const constant = sources.constant('src/security.ts', 'echoSuccess')
  const options = { constant, sources, describer, responses: {} }
  expect(() => toWebhook(echoSuccess, options)).toThrow(/^EchoSuccess has no @example/)
})

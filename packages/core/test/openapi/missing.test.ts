// What the docstrings of a new endpoint or notification lack is named when the document is made.
import { listPlans, pausePlan } from '@wxdp/core/brand'
import { echoSuccess } from '@wxdp/core/security'
import { describe, expect, it, vi } from 'vitest'
import { toWebhook } from '../../openapi/callbacks.ts'
import { createDescriber } from '../../openapi/describe.ts'
import { toOperation } from '../../openapi/operations.ts'
import { type Doc, readSources } from '../../openapi/sources.ts'

// Compiling the sources takes long on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

const sources = readSources(['src/brand.ts', 'src/security.ts', 'src/index.ts'])
const describer = createDescriber({
  ...sources,
  docOf: (symbol) => ({ ...sources.docOf(symbol), examples: [] }),
})
function operation(
  endpoint: { readonly name: string; readonly page?: string | undefined },
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

it('a notification whose resource has no @example is named', () => {
  const constant = sources.constant('src/security.ts', 'echoSuccess')
  const options = { constant, sources, describer, responses: {} }
  expect(() => toWebhook(echoSuccess, options)).toThrow(/^EchoSuccess has no @example/)
})

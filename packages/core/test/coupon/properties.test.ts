import { checkInput, toRequest } from '@wxdp/core'
import * as brand from '@wxdp/core/brand/coupon'
import * as partner from '@wxdp/core/partner/coupon'
import { couponInputs } from '@wxdp-internal/fixtures/coupon-inputs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile, operationsOf } from '../support/openapi-reader.ts'

const operations = new Map(
  [...operationsOf('paths').values()].map((operation) => [operation.operationId, operation]),
)

it('covers every endpoint of both identities', () => {
  const all = [partner, brand].flatMap((entryPoint) => Object.values(entryPoint))
  expect(new Set<unknown>(couponInputs.map(([, endpoint]) => endpoint))).toEqual(new Set(all))
})

describe('any input that the types allow', () => {
  it.each(couponInputs.map(([id, ...rest]) => [id, rest] as const))('%s', (id, [endpoint, inputs]) => {
    const body = operations.get(id)?.requestBody?.content['application/json'].schema
    const validate = body && compile(body)
    fc.assert(
      fc.property(inputs, (input) => {
        const errors = checkInput(endpoint, input).filter(({ severity }) => severity === undefined)
        expect(errors).toEqual([])
        const request = toRequest(endpoint, input)
        // A URL parser leaves the target as it is: what is signed is what is sent.
        expect(new URL(request.target, 'https://api.example').href).toBe(
          `https://api.example${request.target}`,
        )
        const sent = new TextDecoder().decode(request.body)
        if (!validate) expect(sent).toBe('')
        else expect(validate(JSON.parse(sent)), JSON.stringify(validate.errors)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})

import { fromResponse, parseNotification, toRequest } from '@wxdp/core'
import * as brand from '@wxdp/core/brand/coupon'
import { couponSent, imageGenerated } from '@wxdp/core/coupon'
import * as partner from '@wxdp/core/partner/coupon'
import samples from '@wxdp-internal/fixtures/coupon-samples.json' with { type: 'json' }
import { describe, expect, it } from 'vitest'
import type { AnyEndpoint } from '../../openapi/schemas.ts'
import { compile, endpoints, operationsOf } from '../support/openapi-reader.ts'
import { verifiedResponse } from '../support/verified.ts'

const sides = {
  partner: { entryPoint: partner as object, toSide: (value: unknown) => value },
  brand: { entryPoint: brand as object, toSide: withoutBrand },
}
const operations = new Map(
  [...operationsOf('paths').values()].map((operation) => [operation.operationId, operation]),
)

describe.each(Object.entries(sides))('every sample of a %s', (side, { entryPoint, toSide }) => {
  const exchanges = samples.exchanges.filter(({ endpoint }) => endpoint in entryPoint)

  it('covers every endpoint', () => {
    const covered = new Set(exchanges.map(({ endpoint }) => endpoint))
    const all = Object.entries(entryPoint).flatMap(([name, value]) => ('path' in value ? [name] : []))
    expect([...covered].sort()).toEqual(all.sort())
  })

  it.each(exchanges.map((exchange, i) => [`${i} ${exchange.endpoint}`, exchange] as const))(
    '%s is sent as it is, and its response is read as it is',
    (_, { endpoint: name, path, input, output }) => {
      const endpoint = (entryPoint as Record<string, AnyEndpoint>)[name] as AnyEndpoint
      const rest = toSide(input) as Record<string, unknown>
      const { method, target, body } = toRequest(endpoint, { ...rest, ...path } as never)
      const [pathname = '', search = ''] = target.split('?')
      expect(method).toBe(endpoint.method)
      expect(pathname).toBe(
        endpoint.path.replace(/\{(\w+)\}/g, (_, field: string) =>
          String((path as Record<string, unknown>)[field]),
        ),
      )
      const sent =
        method === 'GET'
          ? Object.fromEntries(new URLSearchParams(search))
          : (JSON.parse(new TextDecoder().decode(body)) as object)
      const written = Object.fromEntries(
        Object.entries(rest).map(([field, value]) => [field, method === 'GET' ? String(value) : value]),
      )
      expect(sent).toEqual(written)
      const answer = toSide(output)
      expect(fromResponse(endpoint, verifiedResponse(JSON.stringify(answer)))).toEqual(answer)
    },
  )

  it.each(exchanges.map((exchange, i) => [`${i} ${exchange.endpoint}`, exchange] as const))(
    '%s is what the OpenAPI document says',
    (_, { endpoint, input, output }) => {
      const id = side + endpoint.charAt(0).toUpperCase() + endpoint.slice(1)
      expect(endpoints.has(id)).toBe(true)
      const operation = operations.get(id)
      const media = operation?.requestBody?.content['application/json']
      if (media) expect(compile(media.schema)(toSide(input))).toBe(true)
      const response = operation?.responses['200']?.content?.['application/json']
      expect(response && compile(response.schema)(toSide(output))).toBe(true)
    },
  )
})

describe('notifications', () => {
  it.each(samples.notifications)('$event_type is a $kind', ({ kind, event_type, resource }) => {
    const envelope = { id: '1', event_type, resource: { ciphertext: '', nonce: '', algorithm: '' } }
    const bytes = verifiedResponse(JSON.stringify(resource)).body
    const parsed = parseNotification([couponSent, imageGenerated], envelope, bytes)
    expect([parsed.kind, parsed.resource]).toEqual([kind, resource])
  })

  it('a SEND without a coupon is refused, although one page prints it for a picture', () => {
    const envelope = {
      id: '1',
      event_type: 'PRODUCT_COUPON_SP.SEND',
      resource: { ciphertext: '', nonce: '', algorithm: '' },
    }
    const bytes = verifiedResponse(JSON.stringify(samples.notifications[2]?.resource)).body
    expect(() => parseNotification([couponSent, imageGenerated], envelope, bytes)).toThrow(
      expect.objectContaining({ code: 'CORE_RESOURCE_INVALID' }),
    )
  })
})

/** A brand never gets or sends its own id. */
function withoutBrand(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (name, member: unknown) => (name === 'brand_id' ? undefined : member)),
  )
}

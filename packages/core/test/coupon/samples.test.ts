import { fromResponse, parseNotification } from '@wxdp/core'
import { couponSent, imageGenerated } from '@wxdp/core/coupon'
import { couponExchanges, couponNotifications } from '@wxdp-internal/fixtures/coupon-exchanges'
import { describe, expect, it } from 'vitest'
import { envelope } from '../support/envelope.ts'
import { compile, operationsOf } from '../support/openapi-reader.ts'
import { verifiedBytes, verifiedResponse } from '../support/verified.ts'

const operations = new Map(
  [...operationsOf('paths').values()].map((operation) => [operation.operationId, operation]),
)
const numbered = couponExchanges.map((exchange, i) => [`${i} ${exchange.operationId}`, exchange] as const)

// That each is sent as its page shows is a row in endpoints.test.ts.
describe('every sample', () => {
  it.each(numbered)('%s: its response is read as it is', (_, { endpoint, output }) => {
    expect(fromResponse(endpoint, verifiedResponse(JSON.stringify(output)))).toEqual(output)
  })

  it.each(numbered)('%s is what the OpenAPI document says', (_, { operationId, body, output }) => {
    const operation = operations.get(operationId)
    const media = operation?.requestBody?.content['application/json']
    expect(media === undefined).toBe(body === undefined)
    if (media) expect(compile(media.schema)(body)).toBe(true)
    const response = operation?.responses['200']?.content?.['application/json']
    expect(response && compile(response.schema)(output)).toBe(true)
  })
})

describe('notifications', () => {
  const definitions = [couponSent, imageGenerated] as const

  it.each(couponNotifications)('$event_type is a $kind', ({ kind, event_type, resource }) => {
    const parsed = parseNotification(definitions, { ...envelope, event_type }, verifiedBytes(resource))
    expect([parsed.kind, parsed.resource]).toEqual([kind, resource])
  })

  it('a SEND without a coupon is refused, although one page prints it for a picture', () => {
    const image = verifiedBytes(couponNotifications[2]?.resource)
    expect(() =>
      parseNotification(definitions, { ...envelope, event_type: 'PRODUCT_COUPON_SP.SEND' }, image),
    ).toThrow(expect.objectContaining({ code: 'CORE_RESOURCE_INVALID' }))
  })
})

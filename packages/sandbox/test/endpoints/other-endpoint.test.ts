import { describe, expect, it } from 'vitest'
import { stage } from '../support/stage.ts'

describe('an endpoint of another product', () => {
  const refund = { method: 'GET', path: '/v3/refund/domestic/refunds/{out_refund_no}' }

  it('is authenticated and signed like all others', async () => {
    const { partner } = await stage({
      endpoints: [
        {
          endpoint: refund,
          respond: ({ path, query }) => ({ status: 200, body: { ...path, sub: query.get('sub_mchid') } }),
        },
        { endpoint: { method: 'POST', path: '/v3/things' }, respond: ({ body }) => ({ status: 403, body }) },
      ],
    })
    const found = await partner('GET', '/v3/refund/domestic/refunds/7?sub_mchid=8')
    expect([found.status, found.body]).toEqual([200, { out_refund_no: '7', sub: '8' }])
    expect(found.headers.has('wechatpay-signature')).toBe(true)
    expect((await partner('POST', '/v3/things', { code: 'NO_AUTH' })).status).toBe(403)
  })

  it('of a brand cannot be called by a service provider', async () => {
    const { brand, partner } = await stage({
      endpoints: [
        {
          endpoint: { method: 'GET', path: '/brand/things' },
          identity: 'brand',
          respond: () => ({ status: 204 }),
        },
      ],
    })
    expect((await brand('GET', '/brand/things')).status).toBe(204)
    expect((await partner('GET', '/brand/things')).status).toBe(401)
  })
})

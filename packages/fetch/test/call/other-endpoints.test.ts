// An endpoint and a notification of another product, defined by the user.
import { CoreError, defineEndpoint, defineNotification } from '@wxdp/core'
import { createClient } from '@wxdp/fetch'
import { createReceiver } from '@wxdp/notify'
import { createSandbox } from '@wxdp/sandbox'
import { codeOf } from '@wxdp-internal/fixtures'
import * as v from 'valibot'
import { expect, expectTypeOf, it } from 'vitest'

const findRefund = defineEndpoint({
  name: 'findRefund',
  method: 'GET',
  path: '/v3/refund/domestic/refunds/{out_refund_no}',
  caller: 'mchid',
  retry: 'safe',
  input: v.strictObject({ out_refund_no: v.string(), sub_mchid: v.optional(v.string()) }),
  output: v.looseObject({ refund_id: v.string(), status: v.string() }),
})
const refundSuccess = defineNotification({
  kind: 'refundSuccess',
  originalType: 'refund',
  eventTypes: ['REFUND.SUCCESS'],
  resource: v.looseObject({ out_refund_no: v.string() }),
})

it('an endpoint and a notification of another product are called and received like ours', async () => {
  const received: string[] = []
  const sandbox = await createSandbox({
    endpoints: [
      {
        endpoint: findRefund,
        respond: ({ path, query }) =>
          path.out_refund_no === '7'
            ? {
                status: 200,
                body: { refund_id: '50000', status: 'SUCCESS', sub_mchid: query.get('sub_mchid') },
              }
            : { status: 404, body: { code: 'RESOURCE_NOT_EXISTS', message: '退款单不存在' } },
      },
    ],
    async deliver(request) {
      const notification = await receive(request).catch(() => undefined)
      if (notification?.kind === 'refundSuccess') received.push(notification.resource.out_refund_no)
      return new Response(null, { status: notification ? 204 : 401 })
    },
  })
  const receive = createReceiver({ ...sandbox.handlerSettings(), notifications: [refundSuccess] })
  const client = createClient(sandbox.clientOptions())

  const refund = await client.call(findRefund, { out_refund_no: '7', sub_mchid: '1900000109' })
  expectTypeOf(refund.status).toEqualTypeOf<string>()
  expect(refund).toEqual({ refund_id: '50000', status: 'SUCCESS', sub_mchid: '1900000109' })
  expect(await codeOf(() => client.call(findRefund, { out_refund_no: '8' }))).toBe('RESOURCE_NOT_EXISTS')
  await expect(client.call(findRefund, { out_refund_no: '' })).rejects.toThrow(CoreError)

  const deliveries = await sandbox.control.sendNotification('https://pay.example.com/refunds', {
    eventType: 'REFUND.SUCCESS',
    originalType: 'refund',
    summary: '退款成功',
    resource: { out_refund_no: '7' },
  })
  expect(deliveries.map(({ status }) => status)).toEqual([401, 204, 204])
  expect(received).toEqual(['7', '7'])
})

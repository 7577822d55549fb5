// An action on a coupon is done once, whatever happens to its response.
import type { ApiError } from '@wxdp/core'
import * as brand from '@wxdp/core/brand/coupon'
import * as partner from '@wxdp/core/partner/coupon'
import { createClient } from '@wxdp/fetch'
import { callOnce, requestNumber } from '@wxdp/fetch/coupon'
import { type CouponExchange, couponExchanges } from '@wxdp-internal/fixtures/coupon-exchanges'
import { alike, equal, refuses, test, thrownBy } from '../harness/index.ts'
import { text } from './support/bytes.ts'
import { respondWith } from './support/call.ts'
import { couponServer, same, signedBy } from './support/coupon-server.ts'

const group = 'coupon once'

test(group, 'a number follows from its texts alone', async () => {
  // The first 40 digits of what `sha256sum` prints for the texts as a JSON list.
  equal(await requestNumber('confirm', 'SYN0000000000000000001'), '7e9bfe02ea154e79c84df0ea606b0570489a0ad8')
  equal(await requestNumber('use', '券 1', 'order-0001'), 'd67c8b003b82706b2adf2c1826bc02b0b0fa5901')
  equal((await requestNumber('use', '1', '23')) === (await requestNumber('use', '12', '3')), false)
})

test(group, 'a number of nothing is refused', async () => {
  for (const parts of [[], ['confirm'], ['confirm', ''], ['confirm', 7], ['', 'a'], ['confirm', 'a', null]]) {
    await refuses('FETCH_OPTION_INVALID', () => requestNumber(...(parts as unknown as [string, string])))
  }
})

const refused = (status: number, code: string) =>
  respondWith(JSON.stringify({ code, message: '用户券状态非法' }), { status })

for (const entryPoint of [partner, brand]) {
  const { confirmCoupon, useCoupon, returnCoupon, deactivateUserCoupon } = entryPoint
  for (const endpoint of [confirmCoupon, useCoupon, returnCoupon, deactivateUserCoupon]) {
    const { caller, name } = endpoint
    // All four take what the first does, and more.
    const action = endpoint as unknown as typeof partner.confirmCoupon
    const sample = couponExchanges.find((each) => each.endpoint === action) as CouponExchange
    const { out_request_no: ours, ...input } = sample.input as unknown as partner.ConfirmCouponInput
    const done = JSON.stringify(sample.output)

    /** A server that loses its first response, then refuses, and then shows the coupon. */
    const losing = (status: number, code: string, coupon = done) =>
      couponServer(caller, (_, nth) => {
        if (nth === 1) return Promise.reject(new TypeError('connection lost'))
        return nth === 2 ? refused(status, code)() : respondWith(coupon)()
      })
    const once = ({ options }: ReturnType<typeof losing>, out_request_no: string) =>
      callOnce(createClient(options), action, { ...input, out_request_no })

    test(group, `${caller}: ${name} whose response was lost is done`, async () => {
      for (const [status, code] of [
        [400, 'INVALID_REQUEST'],
        [403, 'NOT_ENOUGH'],
        [409, 'ABORTED'],
      ] as const) {
        const server = losing(status, code)
        same(await once(server, ours), JSON.parse(done))
        const [first, second, read] = server.requests
        alike(
          server.requests.map(({ method }) => method),
          ['POST', 'POST', 'GET'],
        )
        alike(
          [second?.target, text(second?.body as Uint8Array)],
          [first?.target, text(first?.body as Uint8Array)],
        )
        const { product_coupon_id, stock_id, appid } = input
        same(Object.fromEntries(new URL(read?.target ?? '', 'https://one.example').searchParams), {
          ...{ product_coupon_id, stock_id, appid },
          ...(caller === 'mchid' && { brand_id: '40001' }),
        })
        for (const request of server.requests) await signedBy(caller, request, request.body)
      }
    })

    test(group, `${caller}: ${name} that was refused, and not done, is the refusal`, async () => {
      const server = losing(400, 'INVALID_REQUEST')
      const { code, status } = (await thrownBy(() => once(server, 'number-of-another'))) as ApiError
      alike([code, status, server.requests.length], ['INVALID_REQUEST', 400, 3])
      const unknown = losing(404, 'NOT_FOUND')
      equal(((await thrownBy(() => once(unknown, ours))) as ApiError).code, 'NOT_FOUND')
      equal(unknown.requests.length, 2)
    })
  }
}

import { ApiError } from '@wxdp/core'
import type { UserCoupon } from '@wxdp/core/coupon'
import type { Client } from '@wxdp/fetch'
import { type CouponUser, reconcileCoupons } from '@wxdp/fetch/coupon'
import samples from '@wxdp-internal/fixtures/coupon-samples.json' with { type: 'json' }
import { expect, it } from 'vitest'

const listed = samples.exchanges.filter(({ endpoint }) => endpoint === 'listUserCoupons')[0]
const single = listed?.output.user_coupon_list?.[0] as unknown as UserCoupon
const bundled = samples.exchanges.filter(({ endpoint }) => endpoint === 'getUserCoupon')[1]
  ?.output as unknown as UserCoupon

type Page = { readonly user_coupon_list?: readonly UserCoupon[]; readonly next_page_token?: string }

/** A client whose users have these pages of coupons. */
function over(pages: Readonly<Record<string, readonly (Page | Error)[]>>) {
  const requested: object[] = []
  const client = {
    async call({ path }: { path: string }, input: { openid: string; page_token?: string }) {
      requested.push({ side: path.split('/')[1], ...input })
      const page = pages[input.openid]?.[Number(input.page_token ?? 0)] ?? {}
      if (page instanceof Error) throw page
      return page
    },
  } as unknown as Client
  return { client, requested }
}

const refusal = new ApiError({
  code: 'NOT_FOUND',
  status: 404,
  requestId: '1',
  endpoint: 'listUserCoupons',
  reason: '不存在',
  detail: undefined,
  verified: true,
})
const user = (openid: string): CouponUser => ({ openid, appid: 'wx1', brand_id: '40001' })

it('hands over every coupon that nobody confirmed, of every page of every user', async () => {
  const second = { ...single, coupon_code: 'two' }
  const { client, requested } = over({
    one: [{ user_coupon_list: [single], next_page_token: '1' }, { user_coupon_list: [second] }],
    two: [{}],
    three: [{ user_coupon_list: [bundled] }],
  })
  const found: unknown[] = []
  const result = await reconcileCoupons({
    client,
    users: ['one', 'two', 'three'].map(user),
    onCoupon: ({ sent, coupon }) => void found.push([sent, coupon.coupon_code]),
  })
  expect(result).toEqual({ users: 3, unconfirmed: 3, refused: [] })
  expect(requested).toEqual([
    { side: 'v3', openid: 'one', appid: 'wx1', brand_id: '40001', coupon_state: 'CONFIRMING', page_size: 50 },
    expect.objectContaining({ openid: 'one', page_token: '1' }),
    expect.objectContaining({ openid: 'two' }),
    expect.objectContaining({ openid: 'three' }),
  ])
  expect(found).toEqual([
    [
      {
        coupon_code: 'SYN0000000000000000001',
        brand_id: '40001',
        product_coupon_id: '9100000001',
        stock_id: '9100000001001',
        appid: 'wx1',
        openid: 'one',
        receive_time: '2026-12-05T10:00:00.120+08:00',
        send_request_no: 'WXSEND-20261205-000001',
        send_channel: 'BRAND_MANAGE',
        valid_begin_time: '2026-12-05T10:00:00+08:00',
        valid_end_time: '2026-12-11T23:59:59+08:00',
        channel_custom_info: 'syn-channel',
      },
      'SYN0000000000000000001',
    ],
    [expect.objectContaining({ coupon_code: 'two' }), 'two'],
    [
      expect.objectContaining({
        stock_bundle_id: '9200000001',
        user_coupon_bundle_id: '8800000001',
        attach: 'own text',
      }),
      'SYN0000000000000000102',
    ],
  ])
})

it('lists a brand’s own coupons without naming it, from any list, and stops at the signal', async () => {
  const { client, requested } = over({})
  async function* users() {
    yield { openid: 'one', appid: 'wx1' }
  }
  const { signal } = new AbortController()
  expect(await reconcileCoupons({ client, users: users(), onCoupon: () => {}, signal })).toMatchObject({
    users: 1,
  })
  expect(requested).toEqual([expect.objectContaining({ side: 'brand', openid: 'one' })])
  expect(requested[0]).not.toHaveProperty('brand_id')
})

it('goes on after a user who is refused, and ends with any other error', async () => {
  const broken = new Error('broken')
  const { client } = over({ one: [refusal], two: [{ user_coupon_list: [single] }], three: [broken] })
  const refused = await reconcileCoupons({ client, users: ['one', 'two'].map(user), onCoupon: () => {} })
  expect(refused).toEqual({ users: 1, unconfirmed: 1, refused: [{ user: user('one'), error: refusal }] })
  await expect(reconcileCoupons({ client, users: [user('three')], onCoupon: () => {} })).rejects.toBe(broken)
  const onCoupon = (): never => {
    throw broken
  }
  await expect(reconcileCoupons({ client, users: [user('two')], onCoupon })).rejects.toBe(broken)
})

it.each([
  [undefined, /client/],
  [{ client: {} }, /client/],
  [{ client: over({}).client }, /onCoupon/],
  [{ client: over({}).client, onCoupon: () => {} }, /users/],
  [{ client: over({}).client, onCoupon: () => {}, users: 'openid' }, /users/],
  [{ client: over({}).client, onCoupon: () => {}, users: null }, /users/],
  [{ client: over({}).client, onCoupon: () => {}, users: {} }, /users/],
])('refuses %o at once', async (options, message) => {
  await expect(reconcileCoupons(options as never)).rejects.toThrow(message)
})

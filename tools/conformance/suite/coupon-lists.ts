// Lists by token, and what was never confirmed.
import type { ApiError } from '@wxdp/core'
import * as brand from '@wxdp/core/brand/coupon'
import type { UserCoupon } from '@wxdp/core/coupon'
import * as partner from '@wxdp/core/partner/coupon'
import { type Client, createClient, paginate } from '@wxdp/fetch'
import { type CouponUser, reconcileCoupons } from '@wxdp/fetch/coupon'
import { couponExchanges } from '@wxdp-internal/fixtures/coupon-exchanges'
import { alike, equal, test, thrownBy } from '../harness/index.ts'
import { text } from './support/bytes.ts'
import { respondWith } from './support/call.ts'
import { type Caller, couponServer, type ReceivedRequest, same, signedBy } from './support/coupon-server.ts'

const group = 'coupon lists'
const appid = 'wx00000000000000a1'
const openid = 'oSyn-000000000000000000000001'
const product_coupon_id = '9100000001'

type Content = object | { readonly status: number; readonly code: string }

/** A server with a table of responses by path and token, and a client of it. */
function tableServer(caller: Caller, table: Readonly<Record<string, Content>>) {
  const { options, requests } = couponServer(caller, ({ target }) => {
    const { pathname, searchParams } = new URL(target, 'https://one.example')
    const [, key = ''] = /\/(?:product-coupons|users)\/(.*)$/.exec(pathname) ?? []
    const content = table[`${key} ${searchParams.get('page_token') ?? ''}`.trim()]
    if (content === undefined) throw new Error(`unexpected ${target}`)
    const status = 'status' in content ? (content.status as number) : 200
    return respondWith(JSON.stringify(content), { status })()
  })
  return { client: createClient(options), requests }
}

/** The query of each request, after its signature was checked. */
async function queriesOf(caller: Caller, requests: readonly ReceivedRequest[]): Promise<object[]> {
  for (const request of requests) await signedBy(caller, request, request.body)
  return requests.map(({ target }) =>
    Object.fromEntries(new URL(target, 'https://one.example').searchParams.entries()),
  )
}

function outputOf(endpoint: unknown): Record<string, unknown> {
  return couponExchanges.find((sample) => sample.endpoint === endpoint)?.output as Record<string, unknown>
}

/** Opaque, and with every character that a query must escape. */
const token = 'a+b/c=&d?e#f%20 下一页'

const identities = [
  {
    caller: 'mchid',
    entryPoint: partner,
    ofBrand: { brand_id: '40001' },
    stocks: (client: Client) =>
      paginate(client, partner.listStocks, { brand_id: '40001', product_coupon_id, state: 'SENDING' }),
    coupons: (client: Client) =>
      paginate(client, partner.listUserCoupons, { brand_id: '40001', openid, appid, page_size: 2 }),
  },
  {
    caller: 'brand_id',
    entryPoint: brand,
    ofBrand: {},
    stocks: (client: Client) => paginate(client, brand.listStocks, { product_coupon_id, state: 'SENDING' }),
    coupons: (client: Client) => paginate(client, brand.listUserCoupons, { openid, appid, page_size: 2 }),
  },
] as const

async function all<Item, Read>(items: AsyncIterable<Item>, read: (item: Item) => Read): Promise<Read[]> {
  const found: Read[] = []
  for await (const item of items) found.push(read(item))
  return found
}

for (const { caller, entryPoint, ofBrand, stocks, coupons } of identities) {
  const stock = outputOf(entryPoint.getStock)
  const coupon = outputOf(entryPoint.getUserCoupon) as unknown as UserCoupon
  const stockPage = (ids: readonly string[], more: object = {}) => ({
    stock_list: ids.map((stock_id) => ({ ...stock, stock_id })),
    ...more,
  })
  const couponPage = (codes: readonly string[], more: object = {}) => ({
    user_coupon_list: codes.map((coupon_code) => ({ ...coupon, coupon_code, coupon_state: 'CONFIRMING' })),
    ...more,
  })
  const list = `${product_coupon_id}/stocks`

  test(group, `${caller}: batches of all pages, each once, by the token of the page before`, async () => {
    const { client, requests } = tableServer(caller, {
      [list]: stockPage(['1', '2'], { total_count: 4, next_page_token: token }),
      [`${list} ${token}`]: { next_page_token: 'third' },
      [`${list} third`]: stockPage(['2', '3']),
    })
    alike(await all(stocks(client), ({ stock_id, state }) => [stock_id, state]), [
      ['1', 'SENDING'],
      ['2', 'SENDING'],
      ['3', 'SENDING'],
    ])
    const query = { ...ofBrand, state: 'SENDING', page_size: '50' }
    same(await queriesOf(caller, requests), [
      query,
      { ...query, page_token: token },
      { ...query, page_token: 'third' },
    ])
  })

  test(group, `${caller}: coupons of a user, of all pages`, async () => {
    const { client, requests } = tableServer(caller, {
      [`${openid}/coupons`]: couponPage(['a', 'b'], { total_count: 3, next_page_token: token }),
      [`${openid}/coupons ${token}`]: couponPage(['c']),
    })
    alike(await all(coupons(client), ({ coupon_code }) => coupon_code), ['a', 'b', 'c'])
    const query = { ...ofBrand, appid, page_size: '2' }
    same(await queriesOf(caller, requests), [query, { ...query, page_token: token }])
  })

  test(group, `${caller}: a page is read when it is needed, and an error ends the list`, async () => {
    const { client, requests } = tableServer(caller, {
      [list]: stockPage(['1', '2'], { next_page_token: token }),
      [`${list} ${token}`]: { status: 400, code: 'PARAM_ERROR', message: '分页 Token 无效' },
    })
    const found: string[] = []
    const error = await thrownBy(async () => {
      for await (const { stock_id } of stocks(client)) {
        found.push(stock_id)
        equal(requests.length, 1)
      }
    })
    const { code, status } = error as ApiError
    alike([found, code, status, requests.length], [['1', '2'], 'PARAM_ERROR', 400, 2])
  })

  test(group, `${caller}: a list ends, whatever it counts and whatever its tokens say`, async () => {
    for (const [contents, ids, pages] of [
      [{ [list]: stockPage(['1'], { total_count: 9 }) }, ['1'], 1],
      [{ [list]: {} }, [], 1],
      [{ [list]: { total_count: 0, stock_list: [] } }, [], 1],
      [
        {
          [list]: stockPage(['1'], { next_page_token: 'x' }),
          [`${list} x`]: stockPage(['1'], { next_page_token: 'x' }),
        },
        ['1'],
        3,
      ],
    ] as const) {
      const { client, requests } = tableServer(caller, contents)
      const found = await all(stocks(client), ({ stock_id }) => stock_id)
      alike([found, requests.length], [ids, pages])
    }
  })

  test(group, `${caller}: reconcileCoupons finds what was never confirmed, and it is confirmed`, async () => {
    const confirmed = { ...coupon, coupon_state: 'EFFECTIVE' }
    const { client, requests } = tableServer(caller, {
      'one/coupons': couponPage(['a+1'], { total_count: 2, next_page_token: token }),
      [`one/coupons ${token}`]: couponPage(['b']),
      'two/coupons': { status: 404, code: 'NOT_FOUND', message: '当前访问对象不存在' },
      'three/coupons': { total_count: 0 },
      'one/coupons/a%2B1/confirm': confirmed,
      'one/coupons/b/confirm': confirmed,
    })
    const users: CouponUser[] = ['one', 'two', 'three'].map((name) => ({ openid: name, appid, ...ofBrand }))
    const { refused, ...figures } = await reconcileCoupons({
      client,
      users,
      async onCoupon({ sent }) {
        const { brand_id = '', coupon_code, stock_id } = sent
        const input = { openid: sent.openid, coupon_code, product_coupon_id, stock_id, appid: sent.appid }
        const out_request_no = `cfm-000${coupon_code.length}`
        const { coupon_state } =
          caller === 'mchid'
            ? await client.call(partner.confirmCoupon, { ...input, out_request_no, brand_id })
            : await client.call(brand.confirmCoupon, { ...input, out_request_no })
        equal(coupon_state, 'EFFECTIVE')
      },
    })
    alike(figures, { users: 2, unconfirmed: 2 })
    alike(
      refused.map(({ user, error }) => [user.openid, error.code]),
      [['two', 'NOT_FOUND']],
    )
    const lists = requests.filter(({ method }) => method === 'GET')
    const filter = { ...ofBrand, appid, coupon_state: 'CONFIRMING', page_size: '50' }
    const queries = await queriesOf(caller, requests)
    same(queries.slice(0, 1), [filter])
    alike([lists.length, requests.length], [4, 6])
    const bodies = requests
      .filter(({ method }) => method === 'POST')
      .map(({ body }) => JSON.parse(text(body)))
    const { stock_id } = coupon.stock
    same(
      bodies,
      ['cfm-0003', 'cfm-0001'].map((out_request_no) => ({
        ...ofBrand,
        product_coupon_id,
        stock_id,
        appid,
        out_request_no,
      })),
    )
  })
}

test(group, 'a list that is not as expected is found', async () => {
  const { client, requests } = tableServer('mchid', { [`${product_coupon_id}/stocks`]: {} })
  const [one, two] = identities
  await thrownBy(() => all(one.coupons(client), () => undefined))
  await thrownBy(() => all(two.stocks(client), () => undefined))
  await thrownBy(() => queriesOf('brand_id', requests))
})

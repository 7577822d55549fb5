import { type Endpoint, toRequest } from '@wxdp/core'
import { type ListPlansInput, listPlans } from '@wxdp/core/partner'
import { listStocks } from '@wxdp/core/partner/coupon'
import { type Client, paginate } from '@wxdp/fetch'
import fc from 'fast-check'
import { describe, expect, expectTypeOf, it } from 'vitest'

type Input = Partial<ListPlansInput>

/** A client of a list of ids. The list may change before each page except the first. */
function over(ids: string[], change: (ids: string[], page: number) => string[] = (same) => same) {
  const requested: Input[] = []
  let list = ids
  const client = {
    async call(_: unknown, input: Input) {
      if (requested.length > 0) list = change(list, requested.length)
      requested.push(input)
      const page = list.slice(input.offset, (input.offset ?? 0) + (input.page_size ?? 10))
      return {
        total_count: list.length,
        ...(page.length > 0 && { plan_list: page.map((plan_id) => ({ plan_id })) }),
      }
    },
  } as unknown as Client
  return { client, requested }
}

async function walk(client: Client, input: Input = {}, most = 1000): Promise<string[]> {
  const found: string[] = []
  for await (const { plan_id } of paginate(client, listPlans, { brand_id: 'b', ...input })) {
    found.push(plan_id)
    if (found.length > most) throw new Error('it does not end')
  }
  return found
}

const ids = (count: number): string[] => Array.from({ length: count }, (_, i) => `p${i}`)

describe('paginate', () => {
  it.each([0, 1, 9, 10, 11, 100, 101])('yields each of %i plans once, in order', async (count) => {
    const { client, requested } = over(ids(count))
    expect(await walk(client, { page_size: 10 })).toEqual(ids(count))
    expect(requested).toHaveLength(Math.max(1, Math.ceil(count / 10)))
  })

  it('requests pages of the maximum size, with the filters, from the given offset', async () => {
    const { client, requested } = over(ids(60))
    expect(await walk(client, { plan_state: 'PAUSED', offset: 5 })).toEqual(ids(60).slice(5))
    expect(requested).toEqual([
      { brand_id: 'b', plan_state: 'PAUSED', page_size: 50, offset: 5 },
      { brand_id: 'b', plan_state: 'PAUSED', page_size: 50, offset: 55 },
    ])
  })

  it('skips no plan if plans before it disappear', async () => {
    const { client } = over(ids(100), (list, page) => (page === 1 ? list.slice(10) : list))
    expect((await walk(client, { page_size: 50 })).sort()).toEqual(ids(100).sort())
  })

  it('goes back if the remaining plans have moved before the page', async () => {
    const { client } = over(ids(60), (list, page) => (page === 1 ? list.slice(20) : list))
    expect(await walk(client, { page_size: 50 })).toEqual(ids(60))
  })

  it('yields a plan that is on two pages once', async () => {
    const { client } = over(ids(20), (list, page) => (page === 1 ? ['new', ...list] : list))
    expect(await walk(client, { page_size: 10 })).toEqual(ids(20))
  })

  it('ends if all plans disappear', async () => {
    const { client } = over(ids(20), () => [])
    expect(await walk(client, { page_size: 10 })).toEqual(ids(10))
  })

  it('ends if every page is the same', async () => {
    let calls = 0
    const client = {
      call: async () => {
        calls += 1
        return { total_count: 1e9, plan_list: [{ plan_id: 'p' }] }
      },
    } as unknown as Client
    expect(await walk(client)).toEqual(['p'])
    expect(calls).toBeLessThan(5)
  })

  it('ends and yields each plan once, however the list changes', async () => {
    const lists = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 60 }).map(String), { maxLength: 60 }), {
      maxLength: 12,
    })
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 50 }), lists, async (page_size, changes) => {
        const { client } = over(changes[0] ?? [], (_, page) => changes[page % changes.length] ?? [])
        const found = await walk(client, { page_size })
        expect(new Set(found).size).toBe(found.length)
      }),
    )
  })

  it('requests a page only when it is needed', async () => {
    const { client, requested } = over(ids(100))
    for await (const plan of paginate(client, listPlans, { brand_id: 'b', page_size: 10 })) {
      expectTypeOf(plan.total_count).toEqualTypeOf<number>()
      break
    }
    expect(requested).toHaveLength(1)
  })
})

describe('paginate by token', () => {
  /** A list of batches whose pages have tokens. */
  function pages(...lists: readonly (readonly string[])[]) {
    const requested: object[] = []
    const client = {
      async call(_: unknown, input: { page_token?: string }) {
        requested.push(input)
        const at = Number(input.page_token ?? 0)
        const next = at + 1 < lists.length ? { next_page_token: `${at + 1}` } : {}
        const stocks = (lists[at] ?? []).map((stock_id) => ({ stock_id }))
        return {
          ...(at === 0 && { total_count: 9 }),
          ...(stocks.length > 0 && { stock_list: stocks }),
          ...next,
        }
      },
    } as unknown as Client
    return { client, requested }
  }

  async function walkStocks(client: Client, input: object = {}): Promise<string[]> {
    const found: string[] = []
    const filter = { brand_id: 'b', product_coupon_id: 'c', ...input }
    for await (const { stock_id } of paginate(client, listStocks, filter)) found.push(stock_id)
    return found
  }

  it('yields every item once, and passes each token on unchanged', async () => {
    const { client, requested } = pages(['a', 'b'], [], ['b', 'c'])
    expect(await walkStocks(client, { state: 'SENDING' })).toEqual(['a', 'b', 'c'])
    const filter = { brand_id: 'b', product_coupon_id: 'c', state: 'SENDING', page_size: 50 }
    expect(requested).toEqual([filter, { ...filter, page_token: '1' }, { ...filter, page_token: '2' }])
  })

  it('starts from a given token, and never sends an offset', async () => {
    const { client, requested } = pages(['a'], ['b'])
    expect(await walkStocks(client, { page_token: '1', page_size: 1 })).toEqual(['b'])
    expect(requested).toEqual([{ brand_id: 'b', product_coupon_id: 'c', page_token: '1', page_size: 1 }])
  })

  it('ends on a first page without a token, although it counts more than it has', async () => {
    const requested: object[] = []
    const client = {
      call: async (endpoint: Endpoint<object, unknown>, input: object) => {
        requested.push(toRequest(endpoint, input))
        return { total_count: 2, stock_list: [{ stock_id: 'a' }] }
      },
    } as unknown as Client
    expect(await walkStocks(client)).toEqual(['a'])
    expect(requested).toHaveLength(1)
  })

  it('ends although the tokens never do', async () => {
    const client = {
      call: async () => ({ stock_list: [{ stock_id: 'a' }], next_page_token: 'again' }),
    } as unknown as Client
    expect(await walkStocks(client)).toEqual(['a'])
  })

  it('yields items without an id as they are', async () => {
    const client = { call: async () => ({ total_count: 2, things: ['x', null] }) } as unknown as Client
    const found: unknown[] = []
    for await (const thing of paginate(
      client,
      {} as Endpoint<object, { total_count: number; things: string[] }>,
      {},
    ))
      found.push(thing)
    expect(found).toEqual(['x', null])
  })
})

import type { Endpoint } from '@wxdp/core'
import type { CallOptions } from '../call/call.ts'
import type { Client } from '../call/client.ts'

/** What an endpoint must take and answer to be walked. */
interface PageInput {
  readonly offset?: number | undefined
  readonly page_size?: number | undefined
}
interface Page<Item> {
  readonly total_count: number
  readonly plan_list?: readonly Item[] | undefined
}

/**
 * Walks all pages of a list and yields each plan once, as it comes.
 *
 * The list may change on the way: when it grows shorter between two pages, the next page begins so much earlier,
 * so that none is passed over; a plan that comes twice is yielded once. It ends by itself.
 *
 * @param input Filters; `offset` is where it begins (default 0), `page_size` defaults to the largest, 50.
 * @throws what `client.call` throws
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184563}
 *
 * @example
 * for await (const plan of paginate(client, listPlans, { brand_id: '120344' })) console.log(plan.plan_id)
 */
export async function* paginate<Input extends PageInput, Item extends { readonly plan_id: string }>(
  client: Pick<Client, 'call'>,
  endpoint: Endpoint<Input, Page<Item>>,
  input: NoInfer<Input>,
  options?: CallOptions,
): AsyncGenerator<Item, void, undefined> {
  const seen = new Set<string>()
  const page_size = input.page_size ?? 50
  let offset = input.offset ?? 0
  let total: number | undefined
  let stalled = 0
  while (true) {
    const page = await client.call(endpoint, { ...input, page_size, offset }, options)
    const items = page.plan_list ?? []
    const fresh = items.filter(({ plan_id }) => !seen.has(plan_id) && seen.add(plan_id))
    yield* fresh
    const shrunk = Math.max(0, (total ?? 0) - page.total_count)
    total = page.total_count
    if (shrunk === 0 && (items.length === 0 || offset + items.length >= total)) return
    // Plans that stood behind this page's begin moved before it by as many as have gone.
    offset = shrunk > 0 ? Math.max(0, offset - shrunk) : offset + items.length
    // To read again all that was seen takes so many pages; past that, the other side goes in circles.
    stalled = fresh.length > 0 ? 0 : stalled + 1
    if (stalled > 1 + seen.size / page_size) return
  }
}

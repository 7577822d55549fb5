import type { Endpoint } from '@wxdp/core'
import type { CallOptions } from '../call/call.ts'
import { wrongOption } from '../call/check-option.ts'
import type { Client } from '../call/client.ts'

/** The input and the output of an endpoint that lists by pages. */
interface PageInput {
  readonly offset?: number | undefined
  readonly page_size?: number | undefined
}
interface Page<Item> {
  readonly total_count: number
  readonly plan_list?: readonly Item[] | undefined
}

/**
 * Reads all pages of a list and yields each plan once, page by page.
 *
 * The list may change meanwhile. If it got shorter since the last page, the next page starts that much earlier, so no
 * plan is skipped; a plan on two pages is yielded once. It always ends, even if the list never does.
 *
 * @param input Filters. `offset` is where to start (default 0), `page_size` the size of a page (default and maximum 50).
 * @throws {TypeError} `FETCH_OPTION_INVALID`
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
  requireClient(client)
  if (typeof input !== 'object' || !input) throw wrongOption('input must be an object', input)
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
    // If plans before this page are gone, those after it have moved forward by as many places.
    offset = shrunk > 0 ? Math.max(0, offset - shrunk) : offset + items.length
    // Reading all known plans again takes this many pages. If none of them has a new plan, the list repeats itself.
    stalled = fresh.length > 0 ? 0 : stalled + 1
    if (stalled > 1 + seen.size / page_size) return
  }
}

/** @throws {TypeError} `FETCH_OPTION_INVALID` */
export function requireClient(client: Pick<Client, 'call'>): void {
  if (typeof client?.call !== 'function') throw wrongOption('client must come from createClient', client)
}

import { checkInput, type Endpoint } from '@wxdp/core'
import type { CallOptions } from '../call/call.ts'
import { wrongOption } from '../call/check-option.ts'
import type { Client } from '../call/client.ts'

/** The input of an endpoint that lists by pages: by offset, or by the token of the page before. */
interface PageInput {
  readonly offset?: number | undefined
  readonly page_size?: number | undefined
  readonly page_token?: string | undefined
}

/** A page: a number of all items, perhaps the token of the next page, and one list of items. */
interface Page {
  readonly total_count?: number | undefined
  readonly next_page_token?: string | undefined
}

/** What a page lists. */
type ItemOf<Output> = {
  [Name in keyof Output]-?: NonNullable<Output[Name]> extends readonly (infer Item)[] ? Item : never
}[keyof Output]

/**
 * Reads all pages of a list and yields each item once, page by page: plans by offset, batches and users' coupons by the
 * token of the page before.
 *
 * The list may change meanwhile. If a list by offset got shorter since the last page, the next page starts that much
 * earlier, so no plan is skipped; an item on two pages is yielded once. It always ends, even if the list never does.
 *
 * @param input Filters. `offset` or `page_token` is where to start (default: the beginning), `page_size` the size of a
 *   page (default and maximum 50).
 * @throws {TypeError} `FETCH_OPTION_INVALID`
 * @throws what `client.call` throws
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184563}
 *
 * @example
 * for await (const plan of paginate(client, listPlans, { brand_id: '120344' })) console.log(plan.plan_id)
 *
 * @example
 * import { listStocks } from '@wxdp/core/partner/coupon'
 *
 * const stocks = paginate(client, listStocks, { brand_id: '40001', product_coupon_id: '9100000001' })
 * for await (const { stock_id } of stocks) console.log(stock_id)
 */
export async function* paginate<Input extends PageInput, Output extends Page>(
  client: Pick<Client, 'call'>,
  endpoint: Endpoint<Input, Output>,
  input: NoInfer<Input>,
  options?: CallOptions,
): AsyncGenerator<ItemOf<Output>, void, undefined> {
  requireClient(client)
  if (typeof input !== 'object' || !input) throw wrongOption('input must be an object', input)
  const seen = new Set<unknown>()
  const page_size = input.page_size ?? 50
  let at: PageInput = {}
  let offset = input.offset ?? 0
  let total: number | undefined
  let stalled = 0
  while (true) {
    const page: Page = await client.call(endpoint, { ...input, page_size, ...at }, options)
    const items = itemsOf<ItemOf<Output>>(page)
    const fresh = items.filter((item) => !seen.has(idOf(item)) && seen.add(idOf(item)))
    yield* fresh
    const { next_page_token: page_token, total_count = 0 } = page
    // Reading all known items again takes this many pages. If none of them has a new one, the list repeats itself.
    stalled = fresh.length > 0 ? 0 : stalled + 1
    if (stalled > 1 + seen.size / page_size) return
    if (page_token !== undefined) {
      at = { page_token }
      continue
    }
    // The last page of a list by token.
    if (at.page_token !== undefined) return
    const shrunk = Math.max(0, (total ?? 0) - total_count)
    total = total_count
    if (shrunk === 0 && (items.length === 0 || offset + items.length >= total)) return
    // Of a list by token this is the last page, whatever it counts: the list may have changed since.
    if (!takesOffset(endpoint, input)) return
    // If plans before this page are gone, those after it have moved forward by as many places.
    offset = shrunk > 0 ? Math.max(0, offset - shrunk) : offset + items.length
    at = { offset }
  }
}

function takesOffset<Input>(endpoint: Endpoint<Input, unknown>, input: Input): boolean {
  const issues = checkInput(endpoint, { ...input, offset: 0 })
  return !issues.some(({ path, rule }) => path === '/offset' && rule === 'unknown_field')
}

/** The one list of a page. It is absent when there is nothing. */
function itemsOf<Item>(page: object): readonly Item[] {
  return (Object.values(page).find(Array.isArray) as readonly Item[] | undefined) ?? []
}

const ids = ['plan_id', 'stock_id', 'coupon_code']

/** The id of an item. An item without a known one is its own. */
function idOf(item: unknown): unknown {
  const fields = item as Readonly<Record<string, unknown>>
  const name = ids.find((each) => typeof fields?.[each] === 'string')
  return name === undefined ? item : fields[name]
}

/** @throws {TypeError} `FETCH_OPTION_INVALID` */
export function requireClient(client: Pick<Client, 'call'>): void {
  if (typeof client?.call !== 'function') throw wrongOption('client must come from createClient', client)
}

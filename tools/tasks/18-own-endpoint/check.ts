import type { Check } from '../kit/check.ts'
import { stage } from '../kit/stage.ts'

const endpoint = { method: 'GET', path: '/v3/marketing/favor/stocks/{stock_id}' }
const input = { stock_id: '9856888', stock_creator_mchid: '1900009191' }
const stock = { stock_id: '9856888', stock_name: '微信支付代金券批次', distributed_coupons: 100 }

const check: Check = async ({ getStock }, report) => {
  const start = async (body: object = stock) => {
    const queries: string[] = []
    const respond = ({ path, query }: { path: Readonly<Record<string, string>>; query: URLSearchParams }) => {
      queries.push(`${path.stock_id}?${query}`)
      return { status: 200, body }
    }
    return { queries, ...(await stage({ endpoints: [{ endpoint, respond }] })) }
  }
  const fails = async (given: object, settings: object): Promise<boolean> => {
    try {
      await getStock?.(settings, given)
      return false
    } catch {
      return true
    }
  }
  const { settings, queries } = await start()
  report.same(await getStock?.(settings, input), stock, 'The stock')
  report.same(queries, ['9856888?stock_creator_mchid=1900009191'], 'What WeChat Pay was asked')
  for (const stock_id of ['../coupons', '1?x=1', '1/../2', 'a%2Fb', '']) {
    const { box, settings } = await start()
    report.holds(
      await fails({ ...input, stock_id }, settings),
      `The stock_id ${JSON.stringify(stock_id)} is not refused.`,
    )
    report.same(box.control.requests.length, 0, `Requests for the stock_id ${JSON.stringify(stock_id)}`)
  }
  for (const fault of ['unsigned', 'wrongSignature', 'stale'] as const) {
    const { box, settings } = await start()
    box.control.addFault({ fault })
    report.holds(await fails(input, settings), `A response that is ${fault} is believed.`)
  }
  const { settings: others } = await start({ stock_id: '9856888' })
  report.holds(await fails(input, others), 'A response without stock_name is returned.')
}
export default check

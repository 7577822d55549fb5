import { accepts, type Check, inTime } from '../kit/check.ts'
import { createLedger } from '../kit/ledger.ts'
import { receives } from '../kit/receives.ts'
import { stage } from '../kit/stage.ts'
import { toRequest } from '../kit/web.ts'

type Handler = (request: Request) => Promise<Response>

const check: Check = async ({ createCallbackHandler }, report) => {
  const start = async () => {
    const { settings, callback } = await stage()
    const [ledger, refunds, others] = [createLedger(), createLedger(), createLedger()]
    const { record } = ledger
    const functions = { record, recordRefund: refunds.record, recordOther: others.record }
    const handler = (await createCallbackHandler?.(settings, functions)) as Handler
    const post = async (sent: Parameters<typeof toRequest>[0]) => (await handler(toRequest(sent))).status
    return { ledger, refunds, others, callback, post }
  }
  await receives(start, report)
  const { ledger, refunds, others, callback, post } = await start()
  const refund = { eventType: 'REFUND.SUCCESS', originalType: 'refund', summary: '退款成功' }
  const send = async (content: Parameters<typeof callback>[0]): Promise<number> =>
    inTime(post(await callback(content)))
  const status = await send({ ...refund, resource: { out_refund_no: 'R1', amount: { refund: 1 } } })
  report.holds(accepts(status), `A refund is refused (HTTP ${status}).`)
  report.same(refunds.entries, ['R1'], 'Refunds')
  const broken = await send({ ...refund, resource: { refund_id: '1' } })
  report.holds(!accepts(broken), `A refund without out_refund_no is accepted (HTTP ${broken}).`)
  const other = await send({
    eventType: 'COUPON.USE',
    originalType: 'coupon',
    summary: '核销',
    resource: { coupon_id: '1' },
  })
  report.holds(
    accepts(other),
    `A notification of an unknown kind is refused (HTTP ${other}): it will come again.`,
  )
  report.same(others.entries, ['COUPON.USE'], 'Others')
  report.same([ledger.entries.length, refunds.entries.length], [0, 1], 'Plan changes and refunds at the end')
}
export default check

import { type Check, inTime } from '../kit/check.ts'
import { createLedger } from '../kit/ledger.ts'
import { receives } from '../kit/receives.ts'
import { type Sent, stage } from '../kit/stage.ts'
import { toRequest } from '../kit/web.ts'

type Handler = (request: Request) => Promise<Response>

const check: Check = async ({ createCallbackHandler }, report) => {
  const counted: string[] = []
  const start = async () => {
    const { settings, callback } = await stage()
    const ledger = createLedger()
    const count = (outcome: string): void => void counted.push(outcome)
    const handler = (await createCallbackHandler?.(settings, { record: ledger.record, count })) as Handler
    return { ledger, callback, post: async (sent: Sent) => (await handler(toRequest(sent))).status }
  }
  await receives(start, report)
  counted.length = 0
  const { ledger, callback, post } = await start()
  const sent = await callback()
  await inTime(post(sent))
  await inTime(post(await callback({}, 'duplicate', sent)))
  await inTime(post(await callback({}, 'probe')))
  await inTime(post(await callback({}, 'forged')))
  ledger.failNext()
  await inTime(post(await callback()))
  report.same(counted, ['accepted', 'duplicate', 'probe', 'refused', 'failed'], 'Counted')
}
export default check

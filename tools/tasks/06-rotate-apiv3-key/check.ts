import type { Check } from '../kit/check.ts'
import { accepts, inTime } from '../kit/check.ts'
import { createLedger } from '../kit/ledger.ts'
import { receives } from '../kit/receives.ts'
import { stage } from '../kit/stage.ts'
import { toRequest, webReceiver } from '../kit/web.ts'

type Handler = (request: Request) => Promise<Response>

const check: Check = async ({ createCallbackHandler }, report) => {
  await receives(webReceiver(createCallbackHandler), report)
  const previousApiV3Key = 'p'.repeat(32)
  const now = await stage()
  const before = await stage({ apiV3Key: previousApiV3Key, platformSerial: now.settings.platformSerial })
  for (const [name, { callback }] of Object.entries({ new: now, previous: before })) {
    const ledger = createLedger()
    const settings = { ...now.settings, previousApiV3Key }
    const handler = (await createCallbackHandler?.(settings, { record: ledger.record })) as Handler
    const status = await inTime(handler(toRequest(await callback())).then((response) => response.status))
    report.holds(accepts(status), `A callback sealed with the ${name} APIv3 key is refused (HTTP ${status}).`)
    report.same(ledger.entries.length, 1, `Entries for the ${name} APIv3 key`)
  }
}
export default check

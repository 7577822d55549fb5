import { accepts, type Check, inTime, settle } from '../kit/check.ts'
import { createLedger } from '../kit/ledger.ts'
import { receives } from '../kit/receives.ts'
import { stage } from '../kit/stage.ts'
import { createStore } from '../kit/store.ts'
import { toRequest } from '../kit/web.ts'

type Handler = (request: Request) => Promise<Response>

const check: Check = async ({ createCallbackHandler }, report) => {
  const start = async () => {
    const { settings, callback } = await stage()
    const [ledger, store] = [createLedger(), createStore()]
    const create = async () =>
      (await createCallbackHandler?.(settings, { record: ledger.record, store })) as Handler
    const processes = [await create(), await create()]
    let turn = 0
    const post = async (sent: Parameters<typeof toRequest>[0]): Promise<number> => {
      const handler = processes[turn++ % processes.length] as Handler
      return (await handler(toRequest(sent))).status
    }
    return { ledger, callback, post, store }
  }
  await receives(start, report)
  const twins = await start()
  const twin = await twins.callback()
  const both = [twin, await twins.callback({}, 'duplicate', twin)]
  await Promise.all(both.map((sent) => inTime(twins.post(sent))))
  report.same(twins.ledger.entries.length, 1, 'Entries of a notification that reaches both processes at once')
  // The first process dies: its record never ends.
  const { ledger, callback, post, store } = await start()
  const sent = await callback()
  ledger.hold()
  void post(sent)
  await settle()
  ledger.forget()
  store.advance(61_000)
  const status = await inTime(post(await callback({}, 'duplicate', sent)))
  report.holds(
    accepts(status),
    `A minute after a process died, the notification is refused (HTTP ${status}).`,
  )
  report.same(ledger.entries.length, 1, 'Entries after a process died')
}
export default check

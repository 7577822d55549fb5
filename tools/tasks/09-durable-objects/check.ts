import { accepts, type Check, inTime } from '../kit/check.ts'
import { startWorker } from '../kit/worker.ts'

/** The module is a worker: it is bundled, not imported. */
export const isBundled = true

const check: Check = async (_, report, file) => {
  const worker = await startWorker(file)
  const { post, callback, stored } = worker
  try {
    const sent = await callback({ plan_state: 'PAUSED' })
    const first = await inTime(post(sent))
    report.holds(accepts(first), `A genuine callback is refused (HTTP ${first}).`)
    const states = (): unknown[] => stored.map((entry) => (entry as { plan_state?: unknown }).plan_state)
    report.same(states(), ['PAUSED'], 'Stored states')
    await worker.restart()
    const again = await inTime(post(await callback({}, 'duplicate', sent)))
    report.holds(accepts(again), `A duplicate after a restart is refused (HTTP ${again}).`)
    report.same(states(), ['PAUSED'], 'Stored states after a duplicate in another isolate')
    for (const variant of ['forged', 'tampered', 'stale', 'wrongSerial', 'probe'] as const) {
      const status = await inTime(post(await callback({}, variant)))
      report.holds(!accepts(status), `A callback that is ${variant} is accepted (HTTP ${status}).`)
    }
    worker.failNext()
    const other = await callback({ plan_state: 'EXPIRED' })
    const failed = await inTime(post(other))
    report.holds(!accepts(failed), `The ledger failed, and the response is a success (HTTP ${failed}).`)
    await inTime(post(await callback({}, 'duplicate', other)))
    report.same(states(), ['PAUSED', 'EXPIRED'], 'Stored states at the end')
  } finally {
    await worker.stop()
  }
}
export default check

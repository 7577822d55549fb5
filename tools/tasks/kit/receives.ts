// What every receiver of callbacks must do. Each part gets a receiver of its own.
import type { CallbackVariant } from '@wxdp/sandbox/testing'
import { accepts, inTime, type Receiving, type Report, settle } from './check.ts'

/** All that must be refused, and what it would mean to accept it. */
const attacks: Readonly<Partial<Record<CallbackVariant, string>>> = {
  forged: 'signed with a key that is not WeChat Pay’s',
  tampered: 'changed after it was signed',
  stale: 'signed ten minutes ago',
  wrongSerial: 'whose Wechatpay-Serial names no known key',
  wrongApiV3Key: 'sealed with another APIv3 key',
  probe: 'with the wrong signature of a probe',
}

export async function receives(start: () => Promise<Receiving>, report: Report): Promise<void> {
  const { holds } = report
  await acceptsGenuine(await start(), report)
  for (const [variant, meaning] of Object.entries(attacks)) {
    const { post, callback, ledger } = await start()
    const status = await inTime(post(await callback({}, variant as CallbackVariant)))
    holds(status !== 0, `A callback ${meaning} gets no response within 5 seconds.`)
    holds(!accepts(status), `A callback ${meaning} is accepted (HTTP ${status}).`)
    holds(ledger.entries.length === 0, `A callback ${meaning} is recorded.`)
  }
  await loses(await start(), report)
  await waits(await start(), report)
}

async function acceptsGenuine({ post, callback, ledger }: Receiving, { holds }: Report): Promise<void> {
  const sent = await callback({ plan_state: 'PAUSED' })
  const status = await inTime(post(sent))
  holds(accepts(status), `A genuine callback is refused (HTTP ${status}).`)
  holds(
    ledger.entries.length === 1,
    `A genuine callback is recorded ${ledger.entries.length} times, not once.`,
  )
  const entry = ledger.entries[0] as { readonly plan_state?: unknown } | undefined
  if (entry) holds(entry.plan_state === 'PAUSED', 'What is recorded is not the opened plan change.')
  const again = await inTime(post(await callback({}, 'duplicate', sent)))
  holds(accepts(again), `The second delivery of a recorded notification is refused (HTTP ${again}).`)
  holds(ledger.entries.length < 2, 'A notification that comes twice is recorded twice.')
}

/** A notification must not be lost when recording fails. */
async function loses({ post, callback, ledger }: Receiving, { holds }: Report): Promise<void> {
  const sent = await callback()
  ledger.failNext()
  const failed = await inTime(post(sent))
  holds(
    !accepts(failed),
    `Recording failed, and the response is a success (HTTP ${failed}): the notification is lost.`,
  )
  const again = await inTime(post(await callback({}, 'duplicate', sent)))
  holds(accepts(again), `The delivery after a failed one is refused (HTTP ${again}).`)
  holds(ledger.entries.length === 1, 'A notification whose first recording failed is never recorded.')
}

/** The response must wait for the record; a twin meanwhile must neither be recorded nor acknowledged. */
async function waits({ post, callback, ledger }: Receiving, { holds }: Report): Promise<void> {
  const sent = await callback()
  const release = ledger.hold()
  let first: number | undefined
  const done = inTime(post(sent)).then((status) => {
    first = status
  })
  await settle()
  holds(first === undefined || !accepts(first), 'The success is sent before the notification is recorded.')
  const twin = inTime(post(await callback({}, 'duplicate', sent)))
  const early = await Promise.race([twin, settle().then(() => undefined)])
  holds(
    early === undefined || !accepts(early),
    'A twin is acknowledged while the first is still being recorded.',
  )
  release()
  await Promise.all([done, twin])
  holds(
    ledger.entries.length === 1,
    `Two deliveries at the same time are recorded ${ledger.entries.length} times.`,
  )
}

// Handled once, whatever arrives at the same time and whatever fails.
import { planChangeEnvelope } from '@wxdp-internal/fixtures/messages'
import { alike, equal, test } from '../harness/index.ts'
import { callback, recordedHandler } from './support/callback.ts'
import { deferred, pause } from './support/deferred.ts'

const group = 'once'

const count = (statuses: readonly number[], status: number): number =>
  statuses.filter((each) => each === status).length

test(group, 'sixty concurrent callbacks with one id are handled once', async () => {
  const { promise, resolve } = deferred()
  const { handler, handled } = recordedHandler(() => promise)
  const requests = await Promise.all(Array.from({ length: 60 }, () => callback()))
  const statuses: number[] = []
  const responses = requests.map(async (request) => statuses.push((await handler(request)).status))
  // The others get a 503 until the first has been handled: after a 204, a failure would lose the notification.
  while (statuses.length < 59) await pause()
  equal(count(statuses, 503), 59)
  resolve()
  await Promise.all(responses)
  equal(count(statuses, 204), 1)
  equal(handled.length, 1)
  equal((await handler(await callback())).status, 204)
  equal(handled.length, 1)
})

test(group, 'sixty concurrent callbacks with sixty ids are all handled', async () => {
  const { handler, handled } = recordedHandler(pause)
  const ids = Array.from({ length: 60 }, (_, i) => `EV-${i}`)
  const statuses = await Promise.all(
    ids.map(async (id) => (await handler(await callback(await planChangeEnvelope({ id })))).status),
  )
  equal(count(statuses, 204), 60)
  equal(new Set(handled.map(({ id }) => id)).size, 60)
})

test(group, 'a failure gets a 500, and the next callback is handled', async () => {
  let fails = true
  const { handler, handled, outcomes } = recordedHandler(() => {
    if (fails) throw Object.assign(new Error('no disk'), { code: 'AUTH_SIGNATURE_INVALID' })
  })
  const response = await handler(await callback())
  equal(response.status, 500)
  equal((await response.text()).includes('disk'), false)
  fails = false
  equal((await handler(await callback())).status, 204)
  equal(handled.length, 2)
  alike(outcomes, ['failed 500 NOTIFY_HANDLER_FAILED', 'accepted 204'])
})

test(group, 'work that outlasts the deadline gets a 500, and keeps its claim', async () => {
  const { promise, resolve } = deferred()
  const { handler, handled, outcomes } = recordedHandler(() => promise, { deadline: 100 })
  equal((await handler(await callback())).status, 500)
  equal((await handler(await callback())).status, 503)
  resolve()
  await pause()
  equal((await handler(await callback())).status, 204)
  equal(handled.length, 1)
  alike(outcomes, ['failed 500 NOTIFY_DEADLINE', 'busy 503 NOTIFY_IN_PROGRESS', 'duplicate 204'])
})

test(group, 'a host with waitUntil is kept alive until the work ends', async () => {
  const { promise, resolve } = deferred()
  const { handler } = recordedHandler(() => promise, { deadline: 50 })
  const waited: Promise<unknown>[] = []
  const context = { waitUntil: (work: Promise<unknown>) => void waited.push(work) }
  equal((await handler(await callback(), context)).status, 500)
  equal(waited.length, 1)
  resolve()
  await Promise.all(waited)
})

// Handled once, whatever comes at once and whatever fails.
import { alike, equal, test } from '../harness/index.ts'
import { callback, desk, envelope } from './callback.ts'

const group = 'once'

/** A promise, and the function that fulfils it. */
function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open: () => open() }
}

function count(statuses: readonly number[], wanted: number): number {
  return statuses.filter((status) => status === wanted).length
}

test(group, 'sixty at once with one id run the function once', async () => {
  const { opened, open } = gate()
  const { handler, handled } = desk(() => opened)
  const body = await envelope()
  const requests = await Promise.all(Array.from({ length: 60 }, () => callback(body)))
  const statuses: number[] = []
  const answers = requests.map(async (request) => statuses.push((await handler(request)).status))
  // While one is at work the others are told to come again: a success now could lose the notification.
  while (statuses.length < 59) await pause()
  equal(count(statuses, 503), 59)
  open()
  await Promise.all(answers)
  equal(count(statuses, 204), 1)
  equal(handled.length, 1)
  equal((await handler(await callback(body))).status, 204)
  equal(handled.length, 1)
})

test(group, 'sixty at once with sixty ids run it sixty times', async () => {
  const { handler, handled } = desk(pause)
  const bodies = await Promise.all(Array.from({ length: 60 }, (_, i) => envelope(`EV-${i}`)))
  const answers = await Promise.all(bodies.map(async (body) => (await handler(await callback(body))).status))
  equal(count(answers, 204), 60)
  equal(new Set(handled.map(({ id }) => id)).size, 60)
})

test(group, 'a failure is answered with a 500, and the next one is handled', async () => {
  let fails = true
  const { handler, handled, seen } = desk(() => {
    if (fails) throw Object.assign(new Error('no disk'), { code: 'AUTH_SIGNATURE_INVALID' })
  })
  const body = await envelope()
  const answer = await handler(await callback(body))
  equal(answer.status, 500)
  equal((await answer.text()).includes('disk'), false)
  fails = false
  equal((await handler(await callback(body))).status, 204)
  equal(handled.length, 2)
  alike(seen, ['failed 500 NOTIFY_HANDLER_FAILED', 'accepted 204'])
})

test(group, 'work that outlasts the deadline is answered with a 500, and keeps its claim', async () => {
  const { opened, open } = gate()
  const { handler, handled, seen } = desk(() => opened, { deadline: 100 })
  const body = await envelope()
  equal((await handler(await callback(body))).status, 500)
  equal((await handler(await callback(body))).status, 503)
  open()
  await pause()
  equal((await handler(await callback(body))).status, 204)
  equal(handled.length, 1)
  alike(seen, ['failed 500 NOTIFY_DEADLINE', 'busy 503 NOTIFY_IN_PROGRESS', 'duplicate 204'])
})

test(group, 'a host with a context is asked to wait for the work', async () => {
  const { opened, open } = gate()
  const { handler } = desk(() => opened, { deadline: 50 })
  const waited: Promise<unknown>[] = []
  const context = { waitUntil: (work: Promise<unknown>) => void waited.push(work) }
  equal((await handler(await callback(await envelope()), context)).status, 500)
  equal(waited.length, 1)
  open()
  await Promise.all(waited)
})

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5))
}

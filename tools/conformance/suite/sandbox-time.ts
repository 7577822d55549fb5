// The sandbox's clock: turned by hand, and running by itself.
import { createSandboxFor } from '@wxdp/sandbox'
import { alike, equal, refuses, test } from '../harness/index.ts'
import { callers, now } from './support/platform.ts'

const group = 'sandbox time'
const url = 'https://pay.example.com/plans'
const content = { eventType: 'A.B', originalType: 'a', summary: 's', resource: {} }

test(group, 'advance retries a callback at the published times, until it is acknowledged', async () => {
  let count = 0
  const box = await createSandboxFor(callers, {
    now,
    deliver: async () => new Response(null, { status: ++count === 8 ? 204 : 500 }),
  })
  await box.control.sendNotification(url, content)
  await box.control.advance('3h')
  const retries = await box.control.settled()
  alike(
    retries.map(({ attempt, status, time }) => [attempt, status, time - now()]),
    [
      [2, 500, 1000],
      [3, 500, 3000],
      [4, 500, 5000],
      [5, 500, 65_000],
      [6, 204, 125_000],
    ],
  )
  equal(box.control.now, now() + 3 * 3_600_000)
})

test(group, 'a receiver that waits for 6 s on the clock is given up after 5 s', async () => {
  const box = await createSandboxFor(callers, {
    now,
    async deliver(_, { wait }) {
      await wait('6s')
      return new Response(null, { status: 204 })
    },
  })
  const sending = box.control.sendNotification(url, content)
  await box.control.advance('15s')
  alike(
    (await sending).map(({ error, time }) => [error?.code, time - now()]),
    [
      ['TIMEOUT', 0],
      ['TIMEOUT', 5000],
      ['TIMEOUT', 10_000],
    ],
  )
})

test(group, 'without now, retries come by themselves', async () => {
  let finish = (): void => undefined
  const finished = new Promise<void>((resolve) => {
    finish = resolve
  })
  let count = 0
  const box = await createSandboxFor(callers, {
    speed: 100,
    async deliver() {
      count += 1
      if (count === 5) finish()
      return new Response(null, { status: 500 })
    },
  })
  await box.control.sendNotification(url, content)
  await finished
  box.close()
})

test(group, 'a duration that is none is refused', async () => {
  const { control } = await createSandboxFor(callers, { now })
  await refuses('SANDBOX_OPTION_INVALID', () => control.advance('3 hours' as never))
})

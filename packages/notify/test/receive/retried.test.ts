// What WeChat Pay sends again, as the sandbox does when its clock is turned.
import { createHandler } from '@wxdp/notify'
import { createSandbox, type DeliverCallback } from '@wxdp/sandbox'
import { expect, it } from 'vitest'

const content = { eventType: 'A.B', originalType: 'a', summary: 's', resource: {} }
const url = 'https://pay.example.com/p'

it('handles a notification once, when it no longer fails', async () => {
  let isDown = true
  const handled: string[] = []
  const deliver: DeliverCallback = (request) => handler(request)
  const box = await createSandbox({ deliver, speed: 0 })
  const handler = createHandler({
    ...box.handlerSettings(),
    observe: () => undefined,
    onNotification({ id }) {
      if (isDown) throw new Error('the database is down')
      handled.push(id)
    },
  })
  const first = await box.control.sendNotification(url, content)
  expect(first.map(({ status }) => status)).toEqual([401, 500, 500])
  await box.control.advance('2m')
  expect(handled).toEqual([])
  isDown = false
  await box.control.advance('1d')
  expect(handled).toHaveLength(1)
  const retries = await box.control.settled()
  expect(retries.map(({ status }) => status)).toEqual([500, 500, 500, 500, 204])
})

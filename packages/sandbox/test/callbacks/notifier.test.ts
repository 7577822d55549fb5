import { createSandbox } from '@wxdp/sandbox'
import { afterEach, expect, it, vi } from 'vitest'
import { own, plans, stage } from '../support/stage.ts'

const content = { eventType: 'A.B', originalType: 'a', summary: 's', resource: {} }
const url = 'https://pay.example.com/p'

afterEach(() => {
  vi.useRealTimers()
})

it('a receiver that does not respond within 5 seconds is given up', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { box } = await stage({ deliver: () => new Promise(() => {}) })
  let isSent = false
  const sending = box.control.sendNotification(url, content).finally(() => {
    isSent = true
  })
  while (!isSent) {
    await new Promise(setImmediate)
    vi.advanceTimersByTime(5_000)
  }
  const error = { code: 'TIMEOUT', message: 'No response within 5 seconds.' }
  expect((await sending).map((delivery) => delivery.error)).toEqual([error, error, error])
})

it('a notification that cannot be sent at all rejects, and the next one is sent', async () => {
  const box = await createSandbox({
    brandApiV3Key: 'too short',
    deliver: async () => new Response(null, { status: 204 }),
  })
  await expect(box.control.sendNotification(url, content, 'brand')).rejects.toMatchObject({
    code: 'AUTH_API_V3_KEY_INVALID',
  })
  expect(await box.control.sendNotification(url, content)).toHaveLength(3)
})

it('one that a request has caused fails where callbacks are waited for', async () => {
  let isBroken = false
  const rng = (length: number) => new Uint8Array(isBroken && length === 12 ? 1 : length)
  const { partner, box, setUrl } = await stage({ rng })
  await setUrl()
  isBroken = true
  expect((await partner('POST', plans, own)).status).toBe(200)
  await expect(box.control.settled()).rejects.toMatchObject({ code: 'SANDBOX_OPTION_INVALID' })
  isBroken = false
  expect(await box.control.settled()).toEqual([])
})

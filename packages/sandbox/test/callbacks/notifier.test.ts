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

it('some notifications are sent at a time, no more of them than was said', async () => {
  const begun: string[] = []
  const open: (() => void)[] = []
  const { box } = await stage({
    callbacks: { probes: 0, duplicates: 0, parallel: 2 },
    async deliver(request) {
      begun.push(JSON.parse(await request.text()).summary)
      await new Promise<void>((resolve) => open.push(resolve))
      return new Response(null, { status: 204 })
    },
  })
  const sending = ['1', '2', '3', '4'].map((summary) =>
    box.control.sendNotification(url, { ...content, summary }),
  )
  // The first two are there at the same time: neither ends before the other has begun.
  while (open.length < 2) await new Promise(setImmediate)
  for (let i = 0; i < 20; i++) await new Promise(setImmediate)
  // Those that are sent at the same time may overtake each other.
  expect([...begun].sort()).toEqual(['1', '2'])
  open.shift()?.()
  await Promise.race(sending)
  while (open.length < 2) await new Promise(setImmediate)
  expect([...begun].sort()).toEqual(['1', '2', '3'])
  for (let sent = 0; sent < 3; sent++) {
    while (open.length === 0) await new Promise(setImmediate)
    open.shift()?.()
  }
  expect((await Promise.all(sending)).flat().map(({ status }) => status)).toEqual([204, 204, 204, 204])
  expect([...begun].sort()).toEqual(['1', '2', '3', '4'])
})

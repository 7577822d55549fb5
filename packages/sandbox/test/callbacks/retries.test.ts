import { type CallbackDelivery, createSandbox, type DeliverCallback } from '@wxdp/sandbox'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { stage, start } from '../support/stage.ts'

const content = { eventType: 'A.B', originalType: 'a', summary: 's', resource: {} }
const url = 'https://pay.example.com/p'
const minute = 60_000
const hour = 60 * minute
const answer = (status: number): Response => new Response(null, { status })
const offsets = (deliveries: readonly CallbackDelivery[]): number[] =>
  deliveries.map(({ time }) => (time - start) / 1000)
const ladder = [1, ...times(2, 2), ...times(10, 60), ...times(36, 300)]

function times(count: number, seconds: number): number[] {
  return Array(count).fill(seconds)
}

/** The sums of the gaps. */
function sums(gaps: readonly number[]): number[] {
  let sum = 0
  return gaps.map((gap) => {
    sum += gap
    return sum
  })
}

describe('a callback that is not acknowledged', () => {
  it('is sent 50 times in all, at the published times, each time signed anew', async () => {
    const { box } = await stage({ deliver: async () => answer(500) })
    const first = await box.control.sendNotification(url, content)
    expect(offsets(first)).toEqual([0, 0, 0])
    await box.control.advance('4h')
    const retries = await box.control.settled()
    expect(offsets(retries)).toEqual(sums(ladder))
    expect(retries.map(({ attempt }) => attempt)).toEqual(Array.from({ length: 49 }, (_, i) => i + 2))
    const { verifier } = box.handlerSettings()
    for (const { request, time } of [retries[0], retries[48]] as CallbackDelivery[]) {
      expect(request.headers['Wechatpay-Timestamp']).toBe(String(time / 1000))
      expect(request.body).toBe(first[1]?.request.body)
      // Stale by the clock of now, four hours after the first delivery.
      await expect(
        verifier.verify({ headers: request.headers, body: new TextEncoder().encode(request.body) }),
      ).rejects.toMatchObject({ code: 'AUTH_TIMESTAMP_EXPIRED' })
    }
    await box.control.advance('30d')
    expect(await box.control.settled()).toEqual([])
  })

  it('is sent until it is acknowledged, with 200 or 204', async () => {
    for (const status of [200, 204]) {
      const responses = [401, 500, 302, 202, 404, status]
      const { box } = await stage({ deliver: async () => answer(responses.shift() ?? 599) })
      await box.control.sendNotification(url, content)
      await box.control.advance('1d')
      const retries = await box.control.settled()
      expect(retries.map((delivery) => [delivery.status, delivery.time - start])).toEqual([
        [202, 1000],
        [404, 3000],
        [status, 5000],
      ])
    }
  })

  it('is not retried if the notification or its duplicate was accepted', async () => {
    for (const accepted of [2, 3]) {
      let count = 0
      const deliver: DeliverCallback = async () => answer(++count === accepted ? 204 : 500)
      const { box } = await stage({ deliver })
      await box.control.sendNotification(url, content)
      await box.control.advance('1d')
      expect(await box.control.settled()).toEqual([])
    }
  })

  it('is retried even if the probe was accepted', async () => {
    let count = 0
    const { box } = await stage({ deliver: async () => answer(++count === 1 ? 204 : 500) })
    await box.control.sendNotification(url, content)
    await box.control.advance('1s')
    expect(await box.control.settled()).toHaveLength(1)
  })

  it('of the self-test has a ladder of its own: 10 deliveries', async () => {
    const { box } = await stage({ deliver: async () => answer(500) })
    await box.control.sendNotification(url, { ...content, eventType: 'SECURITY_ECHO.SUCCESS' })
    await box.control.advance('1d')
    const gaps = [15, 15, 30, 180, 1800, 1800, 1800, 1800, 3600]
    expect(offsets(await box.control.settled())).toEqual(sums(gaps))
  })

  const ofCoupons = [10, 14, 27, 60, 150, 394, 1053, 2831, 7620, 20_580]
  it.each<[string, readonly number[]]>([
    ['PRODUCT_COUPON_SP.SEND', ofCoupons],
    ['PRODUCT_COUPON.SEND', ofCoupons],
    ['PRODUCT_COUPON_SP.IMAGE_GENERATION', times(11, 60)],
    ['PRODUCT_COUPON.IMAGE_GENERATION', times(11, 60)],
    // Nobody knows its ladder.
    ['PRODUCT_COUPON.USE', ladder],
  ])('of the event %s has the ladder of its page', async (eventType, gaps) => {
    const { box } = await stage({ deliver: async () => answer(500) })
    await box.control.sendNotification(url, { ...content, eventType })
    await box.control.advance('1d')
    expect(offsets(await box.control.settled())).toEqual(sums(gaps))
  })

  it('is given up when a thousand newer ones are not acknowledged either', async () => {
    const { box } = await stage({ deliver: async () => answer(500) })
    const bodies: string[] = []
    for (let i = 0; i < 1001; i++) {
      const [sent] = await box.control.sendNotification(url, content)
      bodies.push(sent?.request.body ?? '')
    }
    await box.control.advance('1s')
    const retried = (await box.control.settled()).map(({ request }) => request.body)
    expect(retried).toEqual(bodies.slice(1))
  }, 30_000)
})

describe('a receiver that waits on the sandbox’s clock', () => {
  it('is given up after five seconds of it, and retried after that', async () => {
    const finished: number[] = []
    const deliver: DeliverCallback = async (_, { wait }) => {
      await wait('6s')
      finished.push(box.control.now - start)
      return answer(204)
    }
    const { box } = await stage({ deliver })
    const sending = box.control.sendNotification(url, content)
    await box.control.advance('29s')
    const error = { code: 'TIMEOUT', message: 'No response within 5 seconds.' }
    const first = await sending
    expect(first.map((delivery) => [delivery.time - start, delivery.error])).toEqual([
      [0, error],
      [5000, error],
      [10_000, error],
    ])
    const retries = await box.control.settled()
    expect(offsets(retries)).toEqual([16, 23])
    expect(finished).toEqual([6000, 11_000, 16_000, 22_000, 29_000])
  })

  it('holds the clock for five more seconds at most once it is too late', async () => {
    let isFirst = true
    const deliver: DeliverCallback = async (_, { wait }) => {
      if (!isFirst) return answer(204)
      isFirst = false
      await wait('6s')
      return new Promise(() => undefined)
    }
    const { box } = await stage({ deliver })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const sending = box.control.sendNotification(url, content)
    let isOver = false
    const turning = box.control.advance('10s').finally(() => {
      isOver = true
    })
    for (let i = 0; i < 50; i++) await new Promise(setImmediate)
    expect(isOver).toBe(false)
    vi.advanceTimersByTime(5000)
    vi.useRealTimers()
    await turning
    expect((await sending).map(({ status, time }) => [status, time - start])).toEqual([
      [undefined, 0],
      [204, 5000],
      [204, 5000],
    ])
  })

  it('is not too late after several short waits, also at the same time', async () => {
    const deliver: DeliverCallback = async (_, { wait }) => {
      await Promise.all([wait('1s'), wait('2s')])
      await wait(2999)
      return answer(204)
    }
    const { box } = await stage({ deliver })
    const sending = box.control.sendNotification(url, content)
    await box.control.advance('1m')
    expect((await sending).map(({ status, time }) => [status, time - start])).toEqual([
      [204, 0],
      [204, 4999],
      [204, 9998],
    ])
  })

  it('rejects a duration that is none', async () => {
    const deliver: DeliverCallback = async (_, { wait }) => {
      await wait('soon' as never)
      return answer(204)
    }
    const { box } = await stage({ deliver })
    const [sent] = await box.control.sendNotification(url, content)
    expect(sent?.error?.message).toMatch(/^duration: expected milliseconds/)
  })
})

describe('in real time', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: start })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('retries come by themselves, until the sandbox is closed', async () => {
    let isClosed = false
    const received: number[] = []
    const box = await createSandbox({
      async deliver() {
        expect(isClosed).toBe(false)
        received.push((Date.now() - start) / 1000)
        return answer(500)
      },
    })
    await box.control.sendNotification(url, content)
    for (let i = 0; i < 150; i++) {
      vi.advanceTimersByTime(1000)
      await box.control.settled()
    }
    expect(received).toEqual([0, 0, 0, 1, 3, 5, 65, 125])
    box.close()
    isClosed = true
    vi.advanceTimersByTime(hour)
    await box.control.settled()
    expect(vi.getTimerCount()).toBe(0)
  })
})

import { type CallbackOptions, createSandbox } from '@wxdp/sandbox'
import { describe, expect, it } from 'vitest'
import { drawTraits } from '../../src/callbacks/traits.ts'
import { seededBytes } from '../support/platform-keys.ts'
import { stage, start } from '../support/stage.ts'

const content = { eventType: 'A.B', originalType: 'a', summary: 's', resource: {} }
const url = 'https://pay.example.com/p'
const deliver = async () => new Response(null, { status: 204 })

/** The kinds of deliveries of a hundred notifications, with the same random bytes each time. */
async function kindsOf(callbacks: CallbackOptions): Promise<string[]> {
  const { box } = await stage({ deliver, callbacks, rng: seededBytes() })
  for (let i = 0; i < 100; i++) await box.control.sendNotification(url, content)
  return box.control.callbacks.flatMap(({ deliveries }) => deliveries.map(({ kind }) => kind))
}

const count = (kinds: readonly string[], wanted: string): number =>
  kinds.filter((kind) => kind === wanted).length

it.each([
  [0, 1000],
  [0x80, 2500],
  [0xff, 4000],
])('a delay between two lengths of time lies between them: byte %i', (byte, delay) => {
  const bytes = (length: number): Uint8Array => new Uint8Array(length).fill(byte)
  expect(Math.abs(drawTraits({ delay: ['1s', '4s'] }, bytes).delay - delay)).toBeLessThan(10)
})

describe('chances', () => {
  it('of 0 and 1 are certain', async () => {
    expect(await kindsOf({ probes: 0, duplicates: 0 })).toEqual(Array(100).fill('notification'))
    const both = await kindsOf({})
    expect(['probe', 'notification', 'duplicate'].map((kind) => count(both, kind))).toEqual([100, 100, 100])
  })

  it('between them are met, and the same in each run', async () => {
    const kinds = await kindsOf({ probes: 0.2, duplicates: 0.5 })
    expect(count(kinds, 'notification')).toBe(100)
    expect(Math.abs(count(kinds, 'probe') - 20)).toBeLessThan(15)
    expect(Math.abs(count(kinds, 'duplicate') - 50)).toBeLessThan(20)
    expect(await kindsOf({ probes: 0.2, duplicates: 0.5 })).toEqual(kinds)
  })
})

describe('a delay', () => {
  it('is kept on the sandbox’s clock, and no step waits for it', async () => {
    const { box } = await stage({ deliver, callbacks: { delay: '30s' } })
    expect(await box.control.sendNotification(url, content)).toEqual([])
    expect(box.control.callbacks).toMatchObject([{ deliveries: [], nextTime: start + 30_000 }])
    await box.control.advance('29s')
    expect(await box.control.settled()).toEqual([])
    await box.control.advance('1s')
    expect((await box.control.settled()).map(({ time }) => time - start)).toEqual([30_000, 30_000, 30_000])
    expect(box.control.callbacks).toMatchObject([{ isAcknowledged: true, nextTime: undefined }])
  })

  it('that is random makes notifications overtake each other, in the same order in each run', async () => {
    const run = async (): Promise<number[]> => {
      const received: number[] = []
      const { box } = await stage({
        rng: seededBytes(),
        callbacks: { probes: 0, duplicates: 0, delay: ['1s', '2m'] },
        async deliver(request) {
          const { id } = JSON.parse(await request.text())
          received.push(box.control.callbacks.findIndex((record) => record.id === id))
          return new Response(null, { status: 204 })
        },
      })
      for (let i = 0; i < 20; i++) await box.control.sendNotification(url, content)
      await box.control.advance('999ms')
      expect(received).toEqual([])
      await box.control.advance('2m')
      return received
    }
    const order = await run()
    const sorted = [...order].sort((a, b) => a - b)
    expect(sorted).toEqual(Array.from({ length: 20 }, (_, i) => i))
    expect(order).not.toEqual(sorted)
    expect(await run()).toEqual(order)
  })

  it('has a bound: no more than 1,000 notifications wait', async () => {
    const box = await createSandbox({ deliver, speed: 0, callbacks: { delay: '1h' } })
    for (let i = 0; i < 1001; i++) await box.control.sendNotification(url, content)
    expect(box.control.callbacks).toHaveLength(1000)
    await box.control.advance('2h')
    expect(box.control.callbacks.every(({ isAcknowledged }) => isAcknowledged)).toBe(true)
  }, 60_000)
})

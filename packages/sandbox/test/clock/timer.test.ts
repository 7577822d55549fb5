import { afterEach, expect, it, vi } from 'vitest'
import { startTimer } from '../../src/clock/timer.ts'

afterEach(() => vi.unstubAllGlobals())

it('keeps no process alive, where a runtime lets a timer do so', () => {
  const unref = vi.fn()
  const timer = { unref }
  vi.stubGlobal('setTimeout', () => timer)
  startTimer(1, () => undefined)
  expect(unref.mock.contexts).toEqual([timer])
})

it('works where a timer is a number, and can be stopped', () => {
  const stopped: unknown[] = []
  vi.stubGlobal('setTimeout', () => 7)
  vi.stubGlobal('clearTimeout', (timer: unknown) => stopped.push(timer))
  startTimer(1, () => undefined)()
  expect(stopped).toEqual([7])
})

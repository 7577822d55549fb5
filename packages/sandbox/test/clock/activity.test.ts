import { expect, it } from 'vitest'
import { createActivity } from '../../src/clock/activity.ts'

it('is quiet while nothing runs, or all that runs waits for the clock', async () => {
  const { begin, quiet } = createActivity()
  const log: string[] = []
  await quiet()
  const work = begin()
  const after = quiet().then(() => log.push('quiet'))
  await Promise.resolve()
  expect(log).toEqual([])
  work.pause()
  await after
  await quiet()
  work.resume()
  const ended = quiet().then(() => log.push('ended'))
  await Promise.resolve()
  expect(log).toEqual(['quiet'])
  work.end()
  await ended
  // Work that has ended waits for nothing.
  const next = begin()
  work.pause()
  const still = quiet().then(() => log.push('next'))
  await new Promise((resolve) => setTimeout(resolve, 1))
  expect(log).toEqual(['quiet', 'ended'])
  next.end()
  await still
})

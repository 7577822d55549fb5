// A finished call must leave no timer, which would keep a process alive, and no listener on a shared signal.
import { getEventListeners } from 'node:events'
import { setNotifyUrl } from '@wxdp/core/partner'
import type { FetchFunction } from '@wxdp/fetch'
import { createLimiter } from '@wxdp/fetch/limiter'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { wait } from '../../src/call/wait.ts'
import { broken, failure, input, setup, success } from '../support/setup.ts'

const started = vi.spyOn(globalThis, 'setTimeout')
const cleared = vi.spyOn(globalThis, 'clearTimeout')
afterEach(() => vi.clearAllMocks())

/** At least one timer was started, and all of them are cleared. */
function expectNoTimer(): void {
  const handles = started.mock.results.map(({ value }) => value)
  expect(handles.length).toBeGreaterThan(0)
  expect(cleared.mock.calls.flat()).toEqual(expect.arrayContaining(handles))
}

describe('no timer is left', () => {
  it.each<[string, FetchFunction]>([
    ['a success', () => success()],
    ['an error response', async () => failure(400, 'PARAM_ERROR')],
    ['a connection failure', broken],
    ['a response that is not trusted', async () => new Response('{}')],
  ])('after %s', async (_, fetch) => {
    const { client } = setup({ fetch })
    await client.call(setNotifyUrl, input).catch(() => {})
    expectNoTimer()
  })

  it('after a limiter resolved or rejected', async () => {
    for (const acquire of [async () => {}, async () => Promise.reject(new Error('full'))]) {
      const { client } = setup({ fetch: () => success(), limiter: { acquire } })
      await client.call(setNotifyUrl, input).catch(() => {})
    }
    expectNoTimer()
  })
})

describe('no listener is left on a shared signal', () => {
  it('after a success, an error, a limiter and a pause', async () => {
    const { signal } = new AbortController()
    let calls = 0
    const { client } = setup({
      fetch: async () => (calls++ === 0 ? failure(503) : success()),
      limiter: createLimiter(),
      random: () => 0.01,
      wait,
    })
    await client.call(setNotifyUrl, input, { signal })
    await setup({ fetch: async () => failure(400, 'PARAM_ERROR') })
      .client.call(setNotifyUrl, input, { signal })
      .catch(() => {})
    await expect(wait(60_000, AbortSignal.abort(new Error('mine')))).rejects.toThrow('mine')
    await wait(1, signal)
    expect(calls).toBe(2)
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })

  it('after a pause that it aborted', async () => {
    const controller = new AbortController()
    const waiting = wait(60_000, controller.signal)
    controller.abort(new Error('mine'))
    await expect(waiting).rejects.toThrow('mine')
    expect(getEventListeners(controller.signal, 'abort')).toEqual([])
    expectNoTimer()
  })
})

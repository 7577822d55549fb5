// What is over must not keep a process alive, nor grow on a signal that many calls share.
import { getEventListeners } from 'node:events'
import { setNotifyUrl } from '@wxdp/core/partner'
import { createLimiter } from '@wxdp/fetch/limiter'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { wait } from '../../src/call/wait.ts'
import { failure, input, setup, success } from '../support/setup.ts'

const started = vi.spyOn(globalThis, 'setTimeout')
const cleared = vi.spyOn(globalThis, 'clearTimeout')
afterEach(() => vi.clearAllMocks())

/** Every timer that was started has been cleared. */
function expectNone(): void {
  const handles = started.mock.results.map(({ value }) => value)
  expect(handles.length).toBeGreaterThan(0)
  expect(cleared.mock.calls.flat()).toEqual(expect.arrayContaining(handles))
}

describe('no timer is left', () => {
  it.each<[string, () => Promise<Response> | Response]>([
    ['a success', () => success()],
    ['an error answer', () => failure(400, 'PARAM_ERROR')],
    ['a connection that fails', () => Promise.reject(new TypeError('fetch failed'))],
    ['an answer that is not proven', () => new Response('{}')],
  ])('by %s', async (_, fetch) => {
    const { client } = setup({ fetch: async () => fetch() })
    await client.call(setNotifyUrl, input).catch(() => {})
    expectNone()
  })

  it('by a call that a limiter refuses, or lets through', async () => {
    for (const acquire of [async () => {}, async () => Promise.reject(new Error('full'))]) {
      const { client } = setup({ fetch: async () => success(), limiter: { acquire } })
      await client.call(setNotifyUrl, input).catch(() => {})
    }
    expectNone()
  })
})

describe('no listener is left on a signal that calls share', () => {
  it('by a success, an error, a limiter, or a pause', async () => {
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

  it('by a pause that it ends', async () => {
    const controller = new AbortController()
    const waiting = wait(60_000, controller.signal)
    controller.abort(new Error('mine'))
    await expect(waiting).rejects.toThrow('mine')
    expect(getEventListeners(controller.signal, 'abort')).toEqual([])
    expectNone()
  })
})

// What is over must not keep a process alive.
import { setNotifyUrl } from '@wxdp/core/partner'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { failure, input, setup, success } from './other-side.ts'

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

import type { AttemptRecord } from '@wxdp/core'
import { setNotifyUrl } from '@wxdp/core/partner'
import type { AttemptEvent, CallOptions, ClientOptions, MessageLanguage, ObserveAttempt } from '@wxdp/fetch'
import { keys } from '@wxdp-internal/fixtures'
import { describe, expect, expectTypeOf, it, vi } from 'vitest'
import { failure, input, setup, signer, success } from '../support/setup.ts'

describe('observe', () => {
  it('is called after every attempt, with the time until the retry', async () => {
    let calls = 0
    const { client, events } = setup({
      async fetch() {
        calls += 1
        if (calls === 1)
          throw new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNRESET' }) })
        return calls === 2
          ? failure(503, 'BUSY', { 'request-id': '08A1' })
          : success(undefined, { 'request-id': '08A2' })
      },
    })
    await client.call(setNotifyUrl, input)
    expect(events).toEqual([
      {
        endpoint: 'setNotifyUrl',
        attempt: 1,
        host: 'https://api.mch.weixin.qq.com',
        code: 'FETCH_NETWORK',
        causeCode: 'ECONNRESET',
        durationMs: 0,
        retryAfterMs: 0,
      },
      {
        endpoint: 'setNotifyUrl',
        attempt: 2,
        host: 'https://api2.mch.weixin.qq.com',
        status: 503,
        code: 'BUSY',
        durationMs: 0,
        requestId: '08A1',
        retryAfterMs: 1000,
      },
      {
        endpoint: 'setNotifyUrl',
        attempt: 3,
        host: 'https://api2.mch.weixin.qq.com',
        status: 200,
        durationMs: 0,
        requestId: '08A2',
      },
    ])
  })

  it('gets no time until a retry after the last attempt', async () => {
    const { client, events } = setup({ fetch: async () => failure(503), attempts: 2 })
    await client.call(setNotifyUrl, input).catch(() => {})
    expect(events.map(({ retryAfterMs }) => retryAfterMs)).toEqual([1000, undefined])
  })

  it('gets the code ABORTED after an abort, whatever the reason', async () => {
    const controller = new AbortController()
    const { client, events } = setup({
      async fetch() {
        controller.abort(Object.assign(new Error('mine'), { code: 'FETCH_TIMEOUT', cause: { code: 'X' } }))
        return success()
      },
    })
    await client.call(setNotifyUrl, input, { signal: controller.signal }).catch(() => {})
    expect(events).toMatchObject([{ attempt: 1, code: 'ABORTED', causeCode: undefined }])
  })

  it('gets no secret', async () => {
    const { client, events } = setup({
      fetch: async (request) => Promise.reject(Object.assign(new Error('x'), { request, code: 'EPIPE' })),
    })
    await client.call(setNotifyUrl, input).catch(() => {})
    const serialised = JSON.stringify(events)
    for (const secret of [
      keys.merchant.privateKey.slice(40, 100),
      'WECHATPAY2',
      signer.serialNo,
      input.notify_url,
    ])
      expect(serialised).not.toContain(secret)
  })

  it.each<[string, () => unknown]>([
    [
      'throws',
      () => {
        throw new Error('broken')
      },
    ],
    ['rejects', () => Promise.reject(new Error('broken'))],
  ])('does not change the result if it %s, and does not end the process', async (_, observe) => {
    const unhandled = vi.fn()
    process.on('unhandledRejection', unhandled)
    const { client } = setup({ fetch: () => success(), observe: observe as () => void })
    await expect(client.call(setNotifyUrl, input)).resolves.toBeDefined()
    await new Promise((resolve) => setTimeout(resolve, 10))
    process.off('unhandledRejection', unhandled)
    expect(unhandled).not.toHaveBeenCalled()
  })
})

it('the types of events and options', () => {
  expectTypeOf<AttemptEvent>().toExtend<AttemptRecord>()
  expectTypeOf<keyof AttemptRecord>().toEqualTypeOf<
    'host' | 'status' | 'code' | 'causeCode' | 'durationMs' | 'requestId'
  >()
  expectTypeOf<AttemptEvent['retryAfterMs']>().toEqualTypeOf<number | undefined>()
  expectTypeOf<ClientOptions['observe']>().toEqualTypeOf<ObserveAttempt | undefined>()
  expectTypeOf<MessageLanguage>().toEqualTypeOf<'en' | 'zh-CN' | 'zh-HK' | 'zh-TW'>()
  expectTypeOf<CallOptions>().toEqualTypeOf<{
    readonly signal?: AbortSignal
    readonly timeout?: number
    readonly deadline?: number
  }>()
  // @ts-expect-error A host is a string.
  expectTypeOf<{ hosts: [1] }>().toExtend<Pick<ClientOptions, 'hosts'>>()
})

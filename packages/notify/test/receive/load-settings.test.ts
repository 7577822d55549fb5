import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createVerifier } from '@wxdp/auth'
import { createHandler, type HandlerSettings } from '@wxdp/notify'
import { createNodeHandler } from '@wxdp/notify/node'
import { apiV3Key, keys } from '@wxdp-internal/fixtures'
import { callbackRequest, planChangeEnvelope, signedCallback } from '@wxdp-internal/fixtures/messages'
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest'

const settings: HandlerSettings = {
  verifier: createVerifier({ keys: { [keys.platform.serialNo]: keys.platform.publicKey } }),
  apiV3Key,
  onNotification() {},
}
const internalError = { code: 'FAIL', message: 'internal error' }

let logged: MockInstance<typeof console.error>
beforeEach(() => {
  logged = vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => {
  logged.mockRestore()
  vi.useRealTimers()
})

const send = async (handler: ReturnType<typeof createHandler>, id = 'EV-1'): Promise<Response> =>
  handler(await callbackRequest(await planChangeEnvelope({ id })))

describe('settings from a function', () => {
  it.each<[string, () => HandlerSettings | Promise<HandlerSettings>]>([
    ['the settings', () => settings],
    ['a promise of the settings', async () => settings],
  ])('that returns %s are used, and the function is called once', async (_, make) => {
    const load = vi.fn(make)
    const handler = createHandler(load)
    expect(load).not.toHaveBeenCalled()
    for (const id of ['EV-1', 'EV-2', 'EV-3']) expect((await send(handler, id)).status).toBe(204)
    expect(load).toHaveBeenCalledTimes(1)
    expect(logged).not.toHaveBeenCalled()
  })

  it('are requested once by concurrent first requests', async () => {
    const load = vi.fn(async () => {
      await new Promise((resolve) => setTimeout(resolve, 20))
      return settings
    })
    const handler = createHandler(load)
    const responses = await Promise.all(Array.from({ length: 10 }, (_, i) => send(handler, `EV-${i}`)))
    expect(responses.map(({ status }) => status)).toEqual(Array(10).fill(204))
    expect(load).toHaveBeenCalledTimes(1)
  })

  it.each<[string, () => HandlerSettings | Promise<HandlerSettings>, string]>([
    [
      'throws',
      () => {
        throw new Error('there is no secret store')
      },
      'Error: there is no secret store',
    ],
    [
      'rejects',
      () => Promise.reject(new Error('the secret store is down')),
      'Error: the secret store is down',
    ],
    ['throws a string', () => Promise.reject('no'), 'a thrown string'],
    ['returns nothing', (() => {}) as never, 'TypeError: '],
    [
      'returns an invalid setting',
      () => ({ ...settings, deadline: 5_000 }),
      'TypeError: deadline must be from 1 to 4,999 ms; found 5000.',
    ],
    ['returns an invalid key', () => ({ ...settings, apiV3Key: 'short' }), 'AuthError: '],
  ])('that %s: a 500 and one line, and the next request calls it again', async (_, make, message) => {
    const load = vi.fn(make)
    const handler = createHandler(load)
    const response = await send(handler)
    expect([response.status, await response.json()]).toEqual([500, internalError])
    expect(logged.mock.calls).toEqual([[expect.any(String)]])
    expect(logged.mock.calls[0]?.[0]).toContain('wxdp: NOTIFY_SETTINGS_FAILED: ')
    expect(logged.mock.calls[0]?.[0]).toContain(message)
    load.mockReturnValue(settings)
    expect((await send(handler)).status).toBe(204)
    expect(load).toHaveBeenCalledTimes(2)
    expect(logged).toHaveBeenCalledTimes(1)
  })

  it('that fail are requested again once, although several requests saw the failure', async () => {
    const load = vi.fn<() => Promise<HandlerSettings>>(() => Promise.reject(new Error('not yet')))
    const handler = createHandler(load)
    const requests = await Promise.all(Array.from({ length: 3 }, () => callbackRequest()))
    const failed = await Promise.all(requests.map((request) => handler(request)))
    expect(failed.map(({ status }) => status)).toEqual([500, 500, 500])
    expect(load).toHaveBeenCalledTimes(1)
    load.mockImplementation(async () => settings)
    expect((await send(handler)).status).toBe(204)
    expect(load).toHaveBeenCalledTimes(2)
  })

  it('that never arrive: a 500 within the deadline, and the next request calls the function again', async () => {
    vi.useFakeTimers()
    const load = vi.fn<() => Promise<HandlerSettings>>(() => new Promise(() => {}))
    const handler = createHandler(load)
    const request = await callbackRequest()
    const response = handler(request)
    await vi.advanceTimersByTimeAsync(4_000)
    expect((await response).status).toBe(500)
    expect(logged.mock.calls.flat().join()).toContain('longer than 4,000 ms')
    vi.useRealTimers()
    load.mockImplementation(async () => settings)
    expect((await send(handler)).status).toBe(204)
    expect(load).toHaveBeenCalledTimes(2)
  })

  it('that arrive late leave less time to the rest', async () => {
    vi.useFakeTimers()
    const handler = createHandler(async () => {
      await new Promise((resolve) => setTimeout(resolve, 200))
      return { ...settings, deadline: 250, observe() {}, onNotification: () => new Promise(() => {}) }
    })
    const response = handler(await callbackRequest())
    await vi.advanceTimersByTimeAsync(250)
    expect((await response).status).toBe(500)
  })

  it('serve a handler of node:http as well', async () => {
    const load = vi.fn(async () => settings)
    const server = createServer(createNodeHandler(load)).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { headers, body } = await signedCallback()
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    for (let i = 0; i < 2; i++) {
      expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(204)
    }
    expect(load).toHaveBeenCalledTimes(1)
    server.close()
    server.closeAllConnections()
  })
})

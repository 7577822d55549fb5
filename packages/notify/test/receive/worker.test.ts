import { createWorker } from '@wxdp/notify/worker'
import { callbackRequest, planChangeEnvelope, signedCallback } from '@wxdp-internal/fixtures/messages'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { settings } from '../support/settings.ts'
import { startWorkerd, type Workerd } from '../support/workerd.ts'

describe('createWorker', () => {
  it('calls its function once, with the environment of the first request', async () => {
    const load = vi.fn((env: { readonly key: string }) => ({
      ...settings,
      apiV3Key: env.key,
      onNotification() {},
    }))
    const worker = createWorker(load)
    const env = { key: settings.apiV3Key }
    for (let i = 0; i < 3; i++) expect((await worker.fetch(await callbackRequest(), env)).status).toBe(204)
    expect(load.mock.calls).toEqual([[env]])
  })

  it('passes request, environment and context on', async () => {
    const onNotification = vi.fn()
    const worker = createWorker({ ...settings, onNotification })
    const request = await callbackRequest()
    const context = { waitUntil: vi.fn() }
    expect((await worker.fetch(request, 'env', context)).status).toBe(204)
    expect(onNotification.mock.calls[0]?.[1].host).toEqual({ request, env: 'env', context })
    expect(context.waitUntil).toHaveBeenCalledTimes(1)
  })

  it('checks settings that are given as they are at once', () => {
    expect(() => createWorker({ ...settings, onNotification: undefined as never })).toThrow(TypeError)
  })
})

// In workerd, which chooses its provider itself.
describe('on Workers', () => {
  let worker: Workerd
  beforeAll(async () => {
    worker = await startWorkerd('callback-worker.ts')
  })
  afterAll(() => worker.stop())

  const post = async (path: string, id: string): Promise<number> => {
    const { headers, body } = await signedCallback(await planChangeEnvelope({ id }))
    return (await worker.dispatch(path, { method: 'POST', headers, body })).status
  }
  const read = async <T>(path: string): Promise<T> => JSON.parse(await (await worker.dispatch(path)).text())

  it('createWorker calls its function again after a failure, and then once for all requests', async () => {
    expect(await post('/plans', 'first')).toBe(500)
    const ids = Array.from({ length: 10 }, (_, i) => `concurrent-${i}`)
    expect(await Promise.all(ids.map((id) => post('/plans', id)))).toEqual(ids.map(() => 204))
    expect(await post('/plans', 'last')).toBe(204)
    expect(await read<number>('/calls')).toBe(2)
  })

  it("createWorker passes the request, the environment and Cloudflare's context on", async () => {
    expect(await post('/wechatpay/plans', 'host')).toBe(204)
    expect(await read<string[]>('/effects')).toContain('/wechatpay/plans true function')
  })

  it.each(['/plans', '/handler'])('work goes on after the response through waitUntil: %s', async (path) => {
    const id = `slow${path}`
    expect(await post(path, id)).toBe(500)
    expect(await read<string[]>('/effects')).not.toContain(id)
    await vi.waitFor(async () => expect(await read<string[]>('/effects')).toContain(id), 10_000)
    expect(await post(path, id)).toBe(204)
  })
})

// A caller ends a call, at each of its steps, over real sockets. The reason must come back as the same object.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { setNotifyUrl } from '@wxdp/core/partner'
import { type ClientOptions, createClient } from '@wxdp/fetch'
import { createLimiter } from '@wxdp/fetch/limiter'
import { describe, expect, it } from 'vitest'
import { fail, inTurn, nobody, serve, serveBytes, succeed } from '../support/servers.ts'
import { done, input, signer, verifier } from '../support/setup.ts'

/** Starts a call, aborts it when told, and gives what it was rejected with. */
async function abortedCall(
  hosts: readonly string[],
  reason: unknown,
  { when, ...options }: Partial<ClientOptions> & { when?: Promise<unknown> | undefined } = {},
) {
  const controller = new AbortController()
  const client = createClient({ signer, verifier, hosts, sandbox: true, ...options })
  if (when) void when.then(() => controller.abort(reason))
  else controller.abort(reason)
  return client.call(setNotifyUrl, input, { signal: controller.signal }).then(
    () => 'it succeeded',
    (error: unknown) => error,
  )
}

/** A promise, and what resolves it. */
function event() {
  let happen = (): void => {}
  const happened = new Promise<void>((resolve) => {
    happen = resolve
  })
  return { happened, happen }
}

describe('an abort', () => {
  it('before the call: nothing is signed, nothing sent', async () => {
    const reason = new Error('mine')
    let signatures = 0
    const counting = { ...signer, authorize: () => Promise.reject(new Error(String(++signatures))) }
    expect(await abortedCall([await nobody()], reason, { signer: counting })).toBe(reason)
    expect(signatures).toBe(0)
  })

  it('while the request is signed: nothing is sent', async () => {
    const listener = inTurn(succeed)
    const { url } = await serve(listener)
    const signing = event()
    const slow = {
      ...signer,
      authorize(message: Parameters<typeof signer.authorize>[0]) {
        signing.happen()
        return new Promise<void>((resolve) => setTimeout(resolve, 50)).then(() => signer.authorize(message))
      },
    }
    const reason = { mine: true }
    expect(await abortedCall([url], reason, { signer: slow, when: signing.happened })).toBe(reason)
    await new Promise((resolve) => setTimeout(resolve, 80))
    expect(listener.count()).toBe(0)
  })

  it('while a limiter holds it', async () => {
    const listener = inTurn(succeed)
    const { url } = await serve(listener)
    const limiter = createLimiter()
    const signal = new AbortController().signal
    const key = `${signer.id} POST /v3/marketing/partner/delivery-plan/{sp_mchid}/notify-url`
    for (let i = 0; i < 10; i++) await limiter.acquire(key, { perSecond: 10, signal })
    const when = new Promise((resolve) => setTimeout(resolve, 20))
    expect(await abortedCall([url], 'mine', { limiter, when })).toBe('mine')
    expect(listener.count()).toBe(0)
  })

  it('while no answer comes: the connection is closed', async () => {
    const asked = event()
    const silent = await serve(() => asked.happen())
    const reason = new Error('mine')
    expect(await abortedCall([silent.url], reason, { when: asked.happened })).toBe(reason)
    await silent.hungUp
  })

  // Node forgets the signal of a Request that nobody holds any more.
  it('while no answer comes, after garbage was collected: the connection is closed', async () => {
    setFlagsFromString('--expose-gc')
    const collectGarbage = runInNewContext('gc') as () => void
    const asked = event()
    const silent = await serve(() => {
      collectGarbage()
      setTimeout(() => {
        collectGarbage()
        asked.happen()
      }, 20)
    })
    const reason = new Error('mine')
    expect(await abortedCall([silent.url], reason, { when: asked.happened })).toBe(reason)
    await silent.hungUp
  })

  it('while the body trickles in: the connection is closed', async () => {
    const begun = event()
    const drip = await serveBytes((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${done.length}\r\n\r\n{`)
      setTimeout(begun.happen, 50)
    })
    const reason = new Error('mine')
    expect(await abortedCall([drip.url], reason, { when: begun.happened })).toBe(reason)
    await drip.hungUp
  })

  it('while it waits to repeat: at once, and nothing more is sent', async () => {
    const listener = inTurn(fail(503, 'SERVICE_UNAVAILABLE', { 'retry-after': '20' }), succeed)
    const { url } = await serve(listener)
    const waiting = event()
    const observe = (): void => void setTimeout(waiting.happen, 20)
    const reason = new Error('mine')
    const started = performance.now()
    expect(await abortedCall([url], reason, { observe, when: waiting.happened })).toBe(reason)
    expect(performance.now() - started).toBeLessThan(1500)
    expect(listener.count()).toBe(1)
  })

  it('as an attempt is noted: no pause is begun', async () => {
    const { url } = await serve(inTurn(fail(503, 'SERVICE_UNAVAILABLE', { 'retry-after': '20' }), succeed))
    const noted = event()
    const controller = new AbortController()
    const reason = new Error('mine')
    const observe = (): void => {
      controller.abort(reason)
      noted.happen()
    }
    const client = createClient({ signer, verifier, hosts: [url], sandbox: true, observe })
    await expect(client.call(setNotifyUrl, input, { signal: controller.signal })).rejects.toBe(reason)
    await noted.happened
  })

  it('between two hosts: the second is not tried', async () => {
    const listener = inTurn(succeed)
    const { url } = await serve(listener)
    const controller = new AbortController()
    const reason = new Error('mine')
    const hosts = [await nobody(), url]
    const observe = () => controller.abort(reason)
    const client = createClient({ signer, verifier, hosts, sandbox: true, observe })
    await expect(client.call(setNotifyUrl, input, { signal: controller.signal })).rejects.toBe(reason)
    expect(listener.count()).toBe(0)
  })

  it('after the answer changes nothing', async () => {
    const { url } = await serve(succeed)
    const controller = new AbortController()
    const client = createClient({ signer, verifier, hosts: [url], sandbox: true })
    await client.call(setNotifyUrl, input, { signal: controller.signal })
    controller.abort()
  })
})

it('any reason is rethrown as it came, even one that looks like a failure of ours', async () => {
  const { url } = await serve(() => {})
  const soon = () => new Promise((resolve) => setTimeout(resolve, 30))
  const { FetchError } = await import('@wxdp/fetch')
  const ours = new FetchError('FETCH_TIMEOUT', 'of another client', { endpoint: 'other' })
  for (const reason of [ours, 0, null, 'text', { mine: true }]) {
    expect(await abortedCall([url], reason, { when: soon() })).toBe(reason)
  }
})

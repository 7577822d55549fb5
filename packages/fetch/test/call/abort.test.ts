// The caller aborts a call at each of its steps, over real sockets. The call must reject with the same reason object.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { setNotifyUrl } from '@wxdp/core/partner'
import { type ClientOptions, createClient, FetchError } from '@wxdp/fetch'
import { createLimiter } from '@wxdp/fetch/limiter'
import { describe, expect, it } from 'vitest'
import { closedPort, inTurn, respondError, respondSuccess, serve, serveBytes } from '../support/servers.ts'
import { input, signer, successBody, verifier } from '../support/setup.ts'

/** Starts a call, aborts it (at once, or when `when` resolves), and returns what it rejects with. */
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

/** A promise, and the function that resolves it. */
function event() {
  let happen = (): void => {}
  const happened = new Promise<void>((resolve) => {
    happen = resolve
  })
  return { happened, happen }
}

describe('an abort', () => {
  it('before the call: nothing is signed or sent', async () => {
    const reason = new Error('mine')
    let signatures = 0
    const counting = { ...signer, authorize: () => Promise.reject(new Error(String(++signatures))) }
    expect(await abortedCall([await closedPort()], reason, { signer: counting })).toBe(reason)
    expect(signatures).toBe(0)
  })

  it('while the request is signed: nothing is sent', async () => {
    const listener = inTurn(respondSuccess)
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

  it('while the call waits for the limiter: nothing is sent', async () => {
    const listener = inTurn(respondSuccess)
    const { url } = await serve(listener)
    const limiter = createLimiter()
    const signal = new AbortController().signal
    const key = `${signer.id} POST /v3/marketing/partner/delivery-plan/{sp_mchid}/notify-url`
    for (let i = 0; i < 10; i++) await limiter.acquire(key, { perSecond: 10, signal })
    const when = new Promise((resolve) => setTimeout(resolve, 20))
    expect(await abortedCall([url], 'mine', { limiter, when })).toBe('mine')
    expect(listener.count()).toBe(0)
  })

  it('before the response: the connection is closed', async () => {
    const received = event()
    const silent = await serve(() => received.happen())
    const reason = new Error('mine')
    expect(await abortedCall([silent.url], reason, { when: received.happened })).toBe(reason)
    await silent.disconnected
  })

  // Node drops the abort listener of a Request that is garbage-collected.
  it('before the response, after a garbage collection: the connection is closed', async () => {
    setFlagsFromString('--expose-gc')
    const collectGarbage = runInNewContext('gc') as () => void
    const received = event()
    const silent = await serve(() => {
      collectGarbage()
      setTimeout(() => {
        collectGarbage()
        received.happen()
      }, 20)
    })
    const reason = new Error('mine')
    expect(await abortedCall([silent.url], reason, { when: received.happened })).toBe(reason)
    await silent.disconnected
  })

  it('while the body arrives: the connection is closed', async () => {
    const begun = event()
    const drip = await serveBytes((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${successBody.length}\r\n\r\n{`)
      setTimeout(begun.happen, 50)
    })
    const reason = new Error('mine')
    expect(await abortedCall([drip.url], reason, { when: begun.happened })).toBe(reason)
    await drip.disconnected
  })

  // The pause outlasts the timeout of the test.
  it('during a pause: the call ends at once, and sends nothing more', { timeout: 15_000 }, async () => {
    const listener = inTurn(respondError(503, 'SERVICE_UNAVAILABLE', { 'retry-after': '20' }), respondSuccess)
    const { url } = await serve(listener)
    const pausing = event()
    const observe = (): void => void setTimeout(pausing.happen, 20)
    const reason = new Error('mine')
    expect(await abortedCall([url], reason, { observe, when: pausing.happened })).toBe(reason)
    expect(listener.count()).toBe(1)
  })

  it('in the observer: no pause begins', async () => {
    const busy = respondError(503, 'SERVICE_UNAVAILABLE', { 'retry-after': '20' })
    const { url } = await serve(inTurn(busy, respondSuccess))
    const observed = event()
    const controller = new AbortController()
    const reason = new Error('mine')
    const observe = (): void => {
      controller.abort(reason)
      observed.happen()
    }
    const client = createClient({ signer, verifier, hosts: [url], sandbox: true, observe })
    await expect(client.call(setNotifyUrl, input, { signal: controller.signal })).rejects.toBe(reason)
    await observed.happened
  })

  it('between two hosts: the second is not tried', async () => {
    const listener = inTurn(respondSuccess)
    const { url } = await serve(listener)
    const controller = new AbortController()
    const reason = new Error('mine')
    const hosts = [await closedPort(), url]
    const observe = () => controller.abort(reason)
    const client = createClient({ signer, verifier, hosts, sandbox: true, observe })
    await expect(client.call(setNotifyUrl, input, { signal: controller.signal })).rejects.toBe(reason)
    expect(listener.count()).toBe(0)
  })

  it('after the response changes nothing', async () => {
    const { url } = await serve(respondSuccess)
    const controller = new AbortController()
    const client = createClient({ signer, verifier, hosts: [url], sandbox: true })
    await client.call(setNotifyUrl, input, { signal: controller.signal })
    controller.abort()
  })
})

it('every reason is thrown unchanged, even one that is a FetchError', async () => {
  const { url } = await serve(() => {})
  const soon = () => new Promise((resolve) => setTimeout(resolve, 30))
  const fetchError = new FetchError('FETCH_TIMEOUT', 'of another client', { endpoint: 'other' })
  for (const reason of [fetchError, 0, null, 'text', { mine: true }]) {
    expect(await abortedCall([url], reason, { when: soon() })).toBe(reason)
  }
})

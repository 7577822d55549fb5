// What breaks below HTTP, over real sockets.
import { ApiError } from '@wxdp/core'
import { setNotifyUrl } from '@wxdp/core/partner'
import { type ClientOptions, FetchError } from '@wxdp/fetch'
import { describe, expect, it } from 'vitest'
import { fail, inTurn, nobody, serve, serveBytes, serveSelfSigned, succeed } from '../support/servers.ts'
import { done, endpointOf, input, setup } from '../support/setup.ts'

/** A client of these hosts, over the runtime's own fetch. */
const over = (hosts: readonly string[], options: Partial<ClientOptions> = {}) =>
  setup({ hosts, sandbox: true, timeout: 300, ...options })

const failureOf = (run: Promise<unknown>): Promise<FetchError> =>
  run.then(
    () => Promise.reject(new Error('it succeeded')),
    (error: unknown) => error as FetchError,
  )

describe('a host that fails gives way to the next at once, for a call that may be repeated', () => {
  it.each<[string, () => Promise<string>, string, RegExp]>([
    ['no DNS entry', async () => 'http://api.invalid', 'FETCH_NETWORK', /^(ENOTFOUND|EAI_AGAIN)$/],
    ['connection refused', nobody, 'FETCH_NETWORK', /^ECONNREFUSED$/],
    [
      'reset before the answer',
      async () => (await serveBytes((socket) => socket.resetAndDestroy())).url,
      'FETCH_NETWORK',
      /^(ECONNRESET|UND_ERR_SOCKET)$/,
    ],
    [
      'reset in the middle of the answer',
      async () => {
        const served = await serveBytes((socket) => {
          socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${done.length}\r\n\r\n${done.slice(0, 9)}`)
          setTimeout(() => socket.resetAndDestroy(), 20)
        })
        return served.url
      },
      'FETCH_NETWORK',
      /^(ECONNRESET|UND_ERR_SOCKET)$/,
    ],
    [
      'closed in the middle of the answer',
      async () => {
        const served = await serveBytes((socket) =>
          socket.end(`HTTP/1.1 200 OK\r\nContent-Length: ${done.length}\r\n\r\n${done.slice(0, 9)}`),
        )
        return served.url
      },
      'FETCH_NETWORK',
      /^UND_ERR_SOCKET$/,
    ],
    [
      'what is no HTTP',
      async () => (await serveBytes((socket) => socket.end('220 mail.example ESMTP\r\n'))).url,
      'FETCH_NETWORK',
      /^(HPE_\w+)?$/,
    ],
    [
      'a certificate that nobody vouches for',
      async () => (await serveSelfSigned(succeed)).url,
      'FETCH_NETWORK',
      /^DEPTH_ZERO_SELF_SIGNED_CERT$/,
    ],
    ['time-out before the headers', async () => (await serve(() => {})).url, 'FETCH_TIMEOUT', /^$/],
    [
      'time-out in the middle of the body',
      async () => {
        const served = await serve((_, response) => {
          response.writeHead(200, { 'content-length': done.length }).write(done.slice(0, 9))
        })
        return served.url
      },
      'FETCH_TIMEOUT',
      /^$/,
    ],
  ])('%s', async (_, broken, code, causeCode) => {
    const served = await serve(succeed)
    const first = await broken()
    const timeout = code === 'FETCH_TIMEOUT' ? 300 : 10_000
    const { client, events, waits } = over([first, served.url], { timeout })
    await expect(client.call(setNotifyUrl, input)).resolves.toEqual({ notify_url: input.notify_url })
    expect(events.map(({ host }) => host)).toEqual([first, served.url])
    expect(events[0]).toMatchObject({ code, retryAfterMs: 0 })
    expect(events[0]?.causeCode ?? '').toMatch(causeCode)
    expect(waits).toEqual([])

    // And alone, without a second host and for a call that must not be repeated, it is tried once.
    const alone = over([await broken()], { timeout })
    const error = await failureOf(alone.client.call(endpointOf('never'), {}))
    expect(error).toBeInstanceOf(FetchError)
    expect(error).toMatchObject({ code, attempts: [{ code }] })
  })

  it('a body of 1 byte a second', async () => {
    const drip = await serve((_, response) => {
      response.writeHead(200, { 'content-length': done.length })
      const timer = setInterval(() => response.write('x'), 1000)
      response.on('close', () => clearInterval(timer)).write('x')
    })
    const served = await serve(succeed)
    const { client, events } = over([drip.url, served.url])
    await client.call(setNotifyUrl, input)
    expect(events).toMatchObject([{ code: 'FETCH_TIMEOUT', status: 200 }, { status: 200 }])
    await drip.hungUp
  })
})

it('a certificate that nobody vouches for: not one byte of HTTP is sent', async () => {
  let requests = 0
  const served = await serveSelfSigned(() => {
    requests += 1
  })
  const error = await failureOf(over([served.url], { attempts: 2 }).client.call(setNotifyUrl, input))
  expect(error.code).toBe('FETCH_NETWORK')
  expect(requests).toBe(0)
})

it('both hosts down: each is tried at once, then after a pause, and the error lists it all', async () => {
  const hosts = [await nobody(), await nobody()]
  const { client, waits } = over(hosts)
  const error = await failureOf(client.call(setNotifyUrl, input))
  expect(error.code).toBe('FETCH_NETWORK')
  expect(error.attempts.map(({ host }) => host)).toEqual([...hosts, ...hosts])
  expect(error.attempts.every(({ causeCode }) => causeCode === 'ECONNREFUSED')).toBe(true)
  expect(waits).toEqual([1000, 2000])
})

it('a host that is back is found by one call after 60 s', async () => {
  let broken = true
  const flaky = await serve((request, response) => {
    if (broken) request.socket.resetAndDestroy()
    else void succeed(request, response)
  })
  const other = await serve(succeed)
  const { client, events, pass } = over([flaky.url, other.url])
  const hostsOf = async () => {
    await client.call(setNotifyUrl, input)
    return events.splice(0).map(({ host }) => host)
  }
  expect(await hostsOf()).toEqual([flaky.url, other.url])
  broken = false
  expect(await hostsOf()).toEqual([other.url])
  pass(60_000)
  expect(await hostsOf()).toEqual([flaky.url])
  expect(await hostsOf()).toEqual([flaky.url])
})

it('an HTTP answer is never sent to the other host, whatever it says', async () => {
  for (const status of [400, 429, 500, 503]) {
    const first = inTurn(fail(status, 'SYSTEM_ERROR'))
    const second = inTurn(succeed)
    const hosts = [(await serve(first)).url, (await serve(second)).url]
    const error = await failureOf(over(hosts).client.call(setNotifyUrl, input))
    expect(error).toBeInstanceOf(ApiError)
    expect(second.count()).toBe(0)
  }
})

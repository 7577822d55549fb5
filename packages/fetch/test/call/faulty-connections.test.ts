// Failures below HTTP, over real sockets.
import { ApiError } from '@wxdp/core'
import { setNotifyUrl } from '@wxdp/core/partner'
import { type ClientOptions, FetchError } from '@wxdp/fetch'
import { describe, expect, it } from 'vitest'
import {
  closedPort,
  inTurn,
  respondError,
  respondSuccess,
  serve,
  serveBytes,
  serveSelfSigned,
} from '../support/servers.ts'
import { endpointOf, errorOf, input, output, setup, successBody } from '../support/setup.ts'

/** A client of these hosts that uses the runtime's fetch. */
const clientOf = (hosts: readonly string[], options: Partial<ClientOptions> = {}) =>
  setup({ hosts, sandbox: true, timeout: 300, ...options })

const truncated = `HTTP/1.1 200 OK\r\nContent-Length: ${successBody.length}\r\n\r\n${successBody.slice(0, 9)}`

describe('a call that may be retried changes to the next host at once after', () => {
  it.each<[string, () => Promise<string>, string, RegExp]>([
    ['a missing DNS entry', async () => 'http://api.invalid', 'FETCH_NETWORK', /^(ENOTFOUND|EAI_AGAIN)$/],
    ['a refused connection', closedPort, 'FETCH_NETWORK', /^ECONNREFUSED$/],
    [
      'a reset before the response',
      async () => (await serveBytes((socket) => socket.resetAndDestroy())).url,
      'FETCH_NETWORK',
      /^(ECONNRESET|UND_ERR_SOCKET)$/,
    ],
    [
      'a reset in the middle of the response',
      async () => {
        const served = await serveBytes((socket) => {
          socket.write(truncated)
          setTimeout(() => socket.resetAndDestroy(), 20)
        })
        return served.url
      },
      'FETCH_NETWORK',
      /^(ECONNRESET|UND_ERR_SOCKET)$/,
    ],
    [
      'a close in the middle of the response',
      async () => (await serveBytes((socket) => socket.end(truncated))).url,
      'FETCH_NETWORK',
      /^UND_ERR_SOCKET$/,
    ],
    [
      'a response that is not HTTP',
      async () => (await serveBytes((socket) => socket.end('220 mail.example ESMTP\r\n'))).url,
      'FETCH_NETWORK',
      /^(HPE_\w+)?$/,
    ],
    [
      'a self-signed TLS certificate',
      async () => (await serveSelfSigned(respondSuccess)).url,
      'FETCH_NETWORK',
      /^DEPTH_ZERO_SELF_SIGNED_CERT$/,
    ],
    ['a time-out before the headers', async () => (await serve(() => {})).url, 'FETCH_TIMEOUT', /^$/],
    [
      'a time-out in the middle of the body',
      async () => {
        const served = await serve((_, response) => {
          response.writeHead(200, { 'content-length': successBody.length }).write(successBody.slice(0, 9))
        })
        return served.url
      },
      'FETCH_TIMEOUT',
      /^$/,
    ],
  ])('%s', async (_, faulty, code, causeCode) => {
    const served = await serve(respondSuccess)
    const first = await faulty()
    const timeout = code === 'FETCH_TIMEOUT' ? 300 : 10_000
    const { client, events, waits } = clientOf([first, served.url], { timeout })
    await expect(client.call(setNotifyUrl, input)).resolves.toEqual(output)
    expect(events.map(({ host }) => host)).toEqual([first, served.url])
    expect(events[0]).toMatchObject({ code, retryAfterMs: 0 })
    expect(events[0]?.causeCode ?? '').toMatch(causeCode)
    expect(waits).toEqual([])

    // With the policy never, there is only one attempt.
    const alone = clientOf([await faulty()], { timeout })
    const error = await errorOf(alone.client.call(endpointOf('never'), {}))
    expect(error).toBeInstanceOf(FetchError)
    expect(error).toMatchObject({ code, attempts: [{ code }] })
  })

  it('a body of 1 byte a second', async () => {
    const drip = await serve((_, response) => {
      response.writeHead(200, { 'content-length': successBody.length })
      const timer = setInterval(() => response.write('x'), 1000)
      response.on('close', () => clearInterval(timer)).write('x')
    })
    const served = await serve(respondSuccess)
    const { client, events } = clientOf([drip.url, served.url])
    await client.call(setNotifyUrl, input)
    expect(events).toMatchObject([{ code: 'FETCH_TIMEOUT', status: 200 }, { status: 200 }])
    await drip.disconnected
  })
})

it('a host with a self-signed TLS certificate gets no byte of HTTP', async () => {
  let requests = 0
  const served = await serveSelfSigned(() => {
    requests += 1
  })
  const error = await errorOf(clientOf([served.url], { attempts: 2 }).client.call(setNotifyUrl, input))
  expect(error.code).toBe('FETCH_NETWORK')
  expect(requests).toBe(0)
})

it('two hosts that are down are each tried at once, then after pauses; the error lists every attempt', async () => {
  const hosts = [await closedPort(), await closedPort()]
  const { client, waits } = clientOf(hosts)
  const error = await errorOf<FetchError>(client.call(setNotifyUrl, input))
  expect(error.code).toBe('FETCH_NETWORK')
  expect(error.attempts.map(({ host }) => host)).toEqual([...hosts, ...hosts])
  expect(error.attempts.every(({ causeCode }) => causeCode === 'ECONNREFUSED')).toBe(true)
  expect(waits).toEqual([1000, 2000])
})

it('a host that is up again is found by one call after 60 s', async () => {
  let isDown = true
  const unstable = await serve((request, response) => {
    if (isDown) request.socket.resetAndDestroy()
    else void respondSuccess(request, response)
  })
  const other = await serve(respondSuccess)
  const { client, events, advance } = clientOf([unstable.url, other.url])
  const hostsOfCall = async () => {
    await client.call(setNotifyUrl, input)
    return events.splice(0).map(({ host }) => host)
  }
  expect(await hostsOfCall()).toEqual([unstable.url, other.url])
  isDown = false
  expect(await hostsOfCall()).toEqual([other.url])
  advance(60_000)
  expect(await hostsOfCall()).toEqual([unstable.url])
  expect(await hostsOfCall()).toEqual([unstable.url])
})

it('after an HTTP response, whatever its status, the call stays with its host', async () => {
  for (const status of [400, 429, 500, 503]) {
    const first = inTurn(respondError(status, 'SYSTEM_ERROR'))
    const second = inTurn(respondSuccess)
    const hosts = [(await serve(first)).url, (await serve(second)).url]
    const error = await errorOf(clientOf(hosts).client.call(setNotifyUrl, input))
    expect(error).toBeInstanceOf(ApiError)
    expect(second.count()).toBe(0)
  }
})

// What each runtime throws, as recorded on Node.js 20 to 26, Bun 1.4, Deno 2.9 and workerd, and as browsers are known to.
import { setNotifyUrl } from '@wxdp/core/partner'
import { FetchError } from '@wxdp/fetch'
import * as undici from 'undici'
import { describe, expect, it, vi } from 'vitest'
import { errorOf, input, setup } from '../support/setup.ts'

const coded = (message: string, code: string, more = {}) =>
  Object.assign(new Error(message), { code, ...more })
const failed = (cause: unknown) => new TypeError('fetch failed', { cause })
/** What Bun throws: its code is on the TypeError. */
const bun = (message: string, code: string) =>
  Object.assign(new TypeError(message), { code, path: 'https://x' })
const deno = (message: string) =>
  failed(
    new Error(
      `error sending request for url (https://api.mch.weixin.qq.com/): client error (Connect): ${message}`,
    ),
  )

const remedies = {
  dns: /Check DNS\. .*NODE_USE_ENV_PROXY=1/,
  refused: /Check firewall and proxy\. .*NODE_USE_ENV_PROXY=1/,
  tls: /NODE_EXTRA_CA_CERTS.*Never turn verification off/,
  proxy: /credentials of the proxy/,
  unknown: /may have been carried out.*same out_request_no/,
}
type Kind = keyof typeof remedies

/** The error of a call whose transport throws this, and the number of attempts. */
async function thrown(error: unknown) {
  const fetch = vi.fn(() => Promise.reject(error))
  const found = await errorOf<FetchError>(setup({ fetch, attempts: 2 }).client.call(setNotifyUrl, input))
  return { found, attempts: fetch.mock.calls.length }
}

describe('a fault of the network names the code below, and a remedy', () => {
  it.each<[string, unknown, Kind]>([
    ['ENOTFOUND', failed(coded('getaddrinfo ENOTFOUND api.mch.weixin.qq.com', 'ENOTFOUND')), 'dns'],
    ['EAI_AGAIN', failed(coded('getaddrinfo EAI_AGAIN api.mch.weixin.qq.com', 'EAI_AGAIN')), 'dns'],
    ['ENOTFOUND', bun('getaddrinfo ENOTFOUND api.mch.weixin.qq.com', 'ENOTFOUND'), 'dns'],
    ['dns error', deno('dns error: failed to lookup address information: Name or service not known'), 'dns'],
    ['ECONNREFUSED', failed(coded('connect ECONNREFUSED 127.0.0.1:9', 'ECONNREFUSED')), 'refused'],
    [
      'ECONNREFUSED',
      bun('ECONNREFUSED: Unable to connect. Is the computer able to access the url?', 'ECONNREFUSED'),
      'refused',
    ],
    ['Connection refused', deno('tcp connect error: Connection refused (os error 111)'), 'refused'],
    [
      'ECONNREFUSED',
      failed(new AggregateError([coded('connect ECONNREFUSED ::1:9', 'ECONNREFUSED')])),
      'refused',
    ],
    ['ECONNREFUSED', new AggregateError([coded('connect ECONNREFUSED ::1:9', 'ECONNREFUSED')]), 'refused'],
    ['ConnectionRefused', bun('Unable to connect.', 'ConnectionRefused'), 'refused'],
    ['EHOSTUNREACH', failed(coded('connect EHOSTUNREACH 10.0.0.1:443', 'EHOSTUNREACH')), 'refused'],
    ['ENETUNREACH', failed(coded('connect ENETUNREACH 10.0.0.1:443', 'ENETUNREACH')), 'refused'],
    ['ETIMEDOUT', failed(coded('connect ETIMEDOUT 10.0.0.1:443', 'ETIMEDOUT')), 'refused'],
    ['UND_ERR_CONNECT_TIMEOUT', failed(coded('Connect Timeout Error', 'UND_ERR_CONNECT_TIMEOUT')), 'refused'],
    ['CERT_HAS_EXPIRED', failed(coded('certificate has expired', 'CERT_HAS_EXPIRED')), 'tls'],
    [
      'SELF_SIGNED_CERT_IN_CHAIN',
      failed(coded('self-signed certificate in certificate chain', 'SELF_SIGNED_CERT_IN_CHAIN')),
      'tls',
    ],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', bun('self signed certificate', 'DEPTH_ZERO_SELF_SIGNED_CERT'), 'tls'],
    [
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      failed(coded('unable to verify the first certificate', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE')),
      'tls',
    ],
    [
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      failed(coded('unable to get local issuer certificate', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY')),
      'tls',
    ],
    [
      'ERR_TLS_CERT_ALTNAME_INVALID',
      failed(coded("Hostname/IP does not match certificate's altnames", 'ERR_TLS_CERT_ALTNAME_INVALID')),
      'tls',
    ],
    [
      'ERR_SSL_WRONG_VERSION_NUMBER',
      failed(coded('wrong version number', 'ERR_SSL_WRONG_VERSION_NUMBER')),
      'tls',
    ],
    ['EPROTO', bun('EPROTO: The TLS handshake failed.', 'EPROTO'), 'tls'],
    ['invalid peer certificate', deno('invalid peer certificate: UnknownIssuer'), 'tls'],
    ['corrupt message', deno('received corrupt message of type InvalidContentType'), 'tls'],
    [
      'UND_ERR_ABORTED',
      failed(coded('Proxy response (407) !== 200 when HTTP Tunneling', 'UND_ERR_ABORTED')),
      'proxy',
    ],
    ['tunnel error', deno('tunnel error: unsuccessful'), 'proxy'],
    ['ECONNRESET', failed(coded('read ECONNRESET', 'ECONNRESET')), 'unknown'],
    [
      'ECONNRESET',
      bun('ECONNRESET: The socket connection was closed unexpectedly.', 'ECONNRESET'),
      'unknown',
    ],
    ['os error 104', failed(new Error('Connection reset by peer (os error 104)')), 'unknown'],
    ['EPIPE', failed(coded('write EPIPE', 'EPIPE')), 'unknown'],
    ['UND_ERR_SOCKET', failed(coded('other side closed', 'UND_ERR_SOCKET')), 'unknown'],
    ['UND_ERR_HEADERS_TIMEOUT', failed(coded('Headers Timeout Error', 'UND_ERR_HEADERS_TIMEOUT')), 'unknown'],
    [
      'HPE_INVALID_CONSTANT',
      failed(coded('Response does not match the HTTP/1.1 protocol', 'HPE_INVALID_CONSTANT')),
      'unknown',
    ],
    [
      'Malformed_HTTP_Response',
      bun('Malformed_HTTP_Response fetching "https://x"', 'Malformed_HTTP_Response'),
      'unknown',
    ],
    ['Network connection lost', new Error('Network connection lost.'), 'unknown'],
    ['Failed to fetch', new TypeError('Failed to fetch'), 'unknown'],
    ['NetworkError when', new TypeError('NetworkError when attempting to fetch resource.'), 'unknown'],
    ['Load failed', new TypeError('Load failed'), 'unknown'],
    ['Network request failed', new TypeError('Network request failed'), 'unknown'],
    ['terminated', new TypeError('terminated'), 'unknown'],
    ['fetch failed', new TypeError('fetch failed'), 'unknown'],
    ['bad port', failed(new Error('bad port')), 'unknown'],
    ['a reason', 'a reason', 'unknown'],
    ['undefined', undefined, 'unknown'],
    [
      'Request failed with status code 500',
      Object.assign(new Error('Request failed with status code 500'), { isAxiosError: true }),
      'unknown',
    ],
  ])('%s', async (name, error, kind) => {
    const { found, attempts } = await thrown(error)
    expect(found).toBeInstanceOf(FetchError)
    expect(found).toMatchObject({ code: 'FETCH_NETWORK', endpoint: 'setNotifyUrl' })
    expect(found.message).toContain(name)
    expect(found.message).toMatch(remedies[kind])
    expect(attempts).toBe(2)
  })
})

describe('a bug of the transport is thrown as it is, once', () => {
  const bug = (run: () => unknown): unknown => {
    try {
      run()
    } catch (error) {
      return error
    }
    throw new Error('Expected a bug.')
  }
  const nothing = {} as { missing: { missing(): void }; call(): void }
  it.each<[string, unknown]>([
    ['a function that is not one', bug(() => nothing.call())],
    ['a property of undefined', bug(() => nothing.missing.missing())],
    ['a name that is not defined', bug(() => new Function('missing()')())],
    ['a constructor that is not one', bug(() => Reflect.construct(nothing.call, []))],
    ['what is not iterable', bug(() => new Function('const [a] = {}')())],
    [
      'JavaScriptCore: an object that is not one',
      new TypeError("undefined is not an object (evaluating 'a.b.c')"),
    ],
    ['a wrong this', bug(() => Headers.prototype.get.call({}, 'a'))],
    [
      'workerd: a wrong this',
      new TypeError('Illegal invocation: function called with incorrect `this` reference.'),
    ],
    ['Node.js: a URL', failed(Object.assign(new TypeError('Invalid URL'), { code: 'ERR_INVALID_URL' }))],
    ['Node.js: a URL in the message', new TypeError('Failed to parse URL from [object Request]')],
    ['Bun: a URL', bun('fetch() URL is invalid', 'ERR_INVALID_URL')],
    ['Deno: a URL', new TypeError("Invalid URL: '[object Request]'")],
    ['Node.js: a header', new TypeError('Headers.append: "a\nb" is an invalid header value.')],
    ['Bun: a header', new TypeError("Header 'a' has invalid value")],
    [
      'Node.js: a signal',
      new TypeError('RequestInit: Expected signal ("5") to be an instance of AbortSignal.'),
    ],
    [
      'Node.js 20: a signal',
      new TypeError("Failed to construct 'Request': member signal is not of type AbortSignal."),
    ],
    [
      'a browser: an argument',
      new TypeError("Failed to execute 'fetch' on 'Window': Failed to read the property"),
    ],
    ['a GET with a body', new TypeError('Request with GET/HEAD method cannot have body.')],
    ['a wrong argument', Object.assign(new TypeError('x'), { code: 'ERR_INVALID_ARG_TYPE' })],
    ['a dispatcher of another undici', failed(coded('invalid onRequestStart method', 'UND_ERR_INVALID_ARG'))],
    ['a dispatcher that is none', failed(new TypeError('agent.dispatch is not a function'))],
  ])('%s', async (_, error) => {
    const { found, attempts } = await thrown(error)
    expect(found).not.toBeInstanceOf(FetchError)
    expect(found).toBeInstanceOf((error as Error).constructor)
    expect(found.message).toBe((error as Error).message)
    expect(attempts).toBe(1)
  })

  it('the same object, unless it has something to hide', async () => {
    const error = new TypeError('x is not a function')
    expect((await thrown(error)).found).toBe(error)
    const careless = Object.assign(new TypeError('x is not a function'), { config: { signature: 'secret' } })
    const { found } = await thrown(careless)
    expect(found).toMatchObject({ name: 'TypeError', message: 'x is not a function' })
    expect(found).not.toHaveProperty('config')
  })

  it('also where it really occurs', async () => {
    const of = (fetch: unknown) =>
      errorOf<Error>(setup({ fetch: fetch as typeof globalThis.fetch }).client.call(setNotifyUrl, input))
    expect(
      await of((...sent: Parameters<typeof fetch>) =>
        fetch(new undici.Request(...(sent as [string])) as never),
      ),
    ).toMatchObject({
      name: 'TypeError',
      message: expect.stringContaining('Failed to parse URL'),
    })
    expect(
      await of((url: string, init: object) => fetch(url, { ...init, dispatcher: {} } as object)),
    ).toMatchObject({
      name: 'TypeError',
      message: 'fetch failed',
      cause: { message: 'agent.dispatch is not a function' },
    })
    expect(await of((url: string) => fetch(url.replace('https:', '')))).toMatchObject({ name: 'TypeError' })
  })
})

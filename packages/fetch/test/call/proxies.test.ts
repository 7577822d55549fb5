// Calls through a real proxy on loopback. The host exists only for the proxy, so a response proves the way.
import { ApiError, explain } from '@wxdp/core'
import { setNotifyUrl } from '@wxdp/core/partner'
import type { FetchError, FetchFunction } from '@wxdp/fetch'
import * as undici from 'undici'
import { describe, expect, it } from 'vitest'
import { startProxy } from '../support/proxy.ts'
import { respondError, respondSuccess, serve, serveSelfSigned } from '../support/servers.ts'
import { errorOf, input, output, setup } from '../support/setup.ts'

const through =
  (dispatcher: undici.Dispatcher): FetchFunction =>
  (url, init) =>
    undici.fetch(url, { ...init, dispatcher })
/** The certificate of the server is self-signed, and for another name than the host's. */
const requestTls = { rejectUnauthorized: false }
const html = '<html><body>Proxy Authentication Required</body></html>'

describe.each<[string, (proxy: string) => undici.Dispatcher]>([
  ['ProxyAgent', (uri) => new undici.ProxyAgent({ uri, requestTls })],
  [
    'EnvHttpProxyAgent',
    (uri) => new undici.EnvHttpProxyAgent({ httpsProxy: uri, httpProxy: uri, requestTls }),
  ],
])("a call with undici's fetch and a %s", (_, agentOf) => {
  it('goes through the proxy, inside TLS', async () => {
    const server = await serveSelfSigned(respondSuccess)
    const proxy = await startProxy(server.url)
    const { client } = setup({ hosts: ['https://api.wechat.invalid'], fetch: through(agentOf(proxy.url)) })
    await expect(client.call(setNotifyUrl, input)).resolves.toEqual(output)
    expect(proxy.asked).toEqual(['api.wechat.invalid:443'])
  })

  it('gets WeChat Pay’s errors as they are', async () => {
    const server = await serveSelfSigned(respondError(400, 'PARAM_ERROR'))
    const proxy = await startProxy(server.url)
    const { client } = setup({ hosts: ['https://api.wechat.invalid'], fetch: through(agentOf(proxy.url)) })
    expect(await errorOf(client.call(setNotifyUrl, input))).toMatchObject({ code: 'PARAM_ERROR' })
  })

  it('fails with a remedy if the proxy wants credentials', async () => {
    const proxy = await startProxy('http://127.0.0.1:1', (response) => response.writeHead(407).end(html))
    const hosts = ['https://api.wechat.invalid']
    const { client } = setup({ hosts, fetch: through(agentOf(proxy.url)), attempts: 1 })
    const error = await errorOf<FetchError>(client.call(setNotifyUrl, input))
    expect(error.code).toBe('FETCH_NETWORK')
    expect(error.message).toMatch(/\(UND_ERR_ABORTED\)\. Check address and credentials of the proxy\./)
    expect(explain(error)).toContain('407')
  })
})

it.each([401, 403, 502])(
  'a page of HTML with status %i is that of a proxy, not of WeChat Pay',
  async (status) => {
    const { url } = await serve((_, response) =>
      response.writeHead(status, { 'content-type': 'text/html' }).end(html),
    )
    const { client } = setup({ hosts: [url], sandbox: true, attempts: 1 })
    const error = await errorOf<ApiError>(client.call(setNotifyUrl, input))
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ code: `HTTP_${status}`, status, verified: 'unsigned' })
    expect(error.message).toMatch(/unsigned, perhaps a proxy's/)
  },
)

it('a 407 without a tunnel is a failure of the proxy: the fetch of Node.js does not show its page', async () => {
  const { url } = await serve((_, response) => response.writeHead(407).end(html))
  const { client } = setup({ hosts: [url], sandbox: true, attempts: 1 })
  const error = await errorOf<FetchError>(client.call(setNotifyUrl, input))
  expect(error.code).toBe('FETCH_NETWORK')
  expect(error.message).toContain('(fetch failed)')
})

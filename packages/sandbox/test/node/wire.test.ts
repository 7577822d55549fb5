// What other clients may send, and what they look for in responses: bytes on sockets.
import { createServer } from 'node:net'
import { createSandboxFor, type OwnKeySandbox } from '@wxdp/sandbox'
import { type ServedSandbox, serveSandbox } from '@wxdp/sandbox/node'
import { keys } from '@wxdp-internal/fixtures'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { callerOf } from '../support/caller.ts'
import { type RawResponse, rawRequest, sendRaw } from '../support/raw-http.ts'
import { authorizationOf, documented, pairsOf, type SignedParts, sign } from '../support/signing.ts'

const now = 1_795_903_893_000
const { mchid, serialNo, publicKey } = keys.merchant
const plansPath = '/v3/marketing/partner/delivery-plan/delivery-plans'
const urlPath = `/v3/marketing/partner/delivery-plan/${mchid}/notify-url`
const listPath = `${plansPath}/120344/delivery-plans`
const setUrl = '{"notify_url":"https://pay.example.com/plans"}'

let clock = now
let box: OwnKeySandbox
let served: ServedSandbox
beforeAll(async () => {
  box = await createSandboxFor(
    { merchant: { mchid, serialNo, publicKey } },
    {
      now: () => clock,
      deliver: async () => new Response(null, { status: 204 }),
      endpoints: [
        {
          endpoint: { method: 'GET', path: '/v3/echo/{text}' },
          respond: ({ path, body }) => ({ status: 200, body: { ...path, ...body } }),
        },
        {
          endpoint: { method: 'GET', path: '/v3/broken' },
          respond: () => {
            throw new Error('broken')
          },
        },
      ],
    },
  )
  served = await serveSandbox(box)
})
afterAll(() => served.close())

interface Change {
  readonly method?: string
  readonly target?: string
  /** What the request line has instead of the signed target. */
  readonly line?: string
  readonly body?: string
  /** `undefined` leaves a header out. */
  readonly headers?: Readonly<Record<string, string | undefined>>
  readonly authorization?: (pairs: [string, string][]) => string
  readonly version?: string
  /** The bytes after the head, if they are not the body. */
  readonly sent?: string
}

async function send(change: Change = {}): Promise<RawResponse> {
  // The callback URL may be set ten times a second.
  clock += 1000
  const { method = 'POST', target = urlPath, body = method === 'GET' ? '' : setUrl } = change
  const parts: SignedParts = { method, target, timestamp: String(clock / 1000), nonce: 'ABCDEF', body }
  const pairs = pairsOf(parts, sign(documented(parts)))
  const headers = {
    Host: new URL(served.url).host,
    Connection: 'close',
    Accept: 'application/json',
    'User-Agent': 'test',
    Authorization: (change.authorization ?? authorizationOf)(pairs),
    ...(body !== '' && { 'Content-Type': 'application/json' }),
    'Content-Length': String(Buffer.byteLength(change.sent ?? body)),
    ...change.headers,
  }
  const lines = Object.entries(headers).filter((pair): pair is [string, string] => pair[1] !== undefined)
  const request = rawRequest(
    { method, target: change.line ?? target, headers: lines, body: change.sent ?? body },
    change.version,
  )
  return sendRaw(Number(new URL(served.url).port), request)
}

const codeIn = ({ status, body }: RawResponse): string =>
  [status, body === '' ? undefined : JSON.parse(body).code].filter(Boolean).join(' ')

describe('response headers', () => {
  it('have the spelling of WeChat Pay', async () => {
    const names = (await send()).headers.map(([name]) => name)
    expect(names).toEqual(
      expect.arrayContaining([
        'Content-Type',
        'Content-Length',
        'Content-Language',
        'Request-ID',
        'Wechatpay-Sandbox',
        'Wechatpay-Serial',
        'Wechatpay-Signature',
        'Wechatpay-Signature-Type',
        'Wechatpay-Timestamp',
        'Wechatpay-Nonce',
      ]),
    )
    expect(names.filter((name) => /^[a-z]/.test(name))).toEqual([])
  })

  it('of a 204 have no length and no type', async () => {
    const created = await send({
      target: plansPath,
      body: JSON.stringify({
        out_request_no: 'create-1',
        brand_id: '120344',
        product_coupon_id: '1',
        stock_id: '1',
        reuse_coupon_config: true,
      }),
    })
    const { plan_id } = JSON.parse(created.body).plan
    const { status, headers, body } = await send({ target: `${plansPath}/${plan_id}/terminate`, body: '' })
    expect([status, body]).toEqual([204, ''])
    expect(headers.map(([name]) => name)).not.toEqual(expect.arrayContaining(['Content-Length']))
    expect(headers.map(([name]) => name)).toEqual(expect.arrayContaining(['Wechatpay-Signature']))
  })
})

describe('a request is taken', () => {
  it.each<[string, Change]>([
    ['as documented', {}],
    ['with Accept: */*', { headers: { Accept: '*/*' } }],
    ['with Accept: application/*', { headers: { Accept: 'text/html, application/*;q=0.8' } }],
    ['with a charset', { headers: { 'Content-Type': 'application/json; charset=utf-8' } }],
    [
      'with another spelling of the type',
      { headers: { 'Content-Type': 'Application/JSON;charset="UTF-8"' } },
    ],
    ['with header names in lower case', { headers: { Accept: undefined, accept: 'application/json' } }],
    ['with the pairs in another order', { authorization: (pairs) => authorizationOf([...pairs].reverse()) }],
    [
      'with a lower-case serial_no',
      {
        authorization: (pairs) =>
          authorizationOf(pairs.map(([n, v]) => [n, n === 'serial_no' ? v.toLowerCase() : v])),
      },
    ],
    ['with an empty Wechatpay-Serial', { headers: { 'Wechatpay-Serial': '' } }],
    ['with a blank Wechatpay-Serial', { headers: { 'Wechatpay-Serial': '  ' } }],
    ['with any language it speaks', { headers: { 'Accept-Language': 'fr, zh-TW;q=0.5' } }],
    ['with any language', { headers: { 'Accept-Language': '*' } }],
    ['with an empty Accept-Language', { headers: { 'Accept-Language': '' } }],
    ['over HTTP/1.0', { version: 'HTTP/1.0' }],
    ['with Expect: 100-continue', { headers: { Expect: '100-continue' } }],
    ['in absolute form', { line: `http://api.mch.weixin.qq.com${urlPath}` }],
    ['that is not compressed', { headers: { 'Content-Encoding': 'identity' } }],
    [
      'in chunks',
      {
        headers: { 'Content-Length': undefined, 'Transfer-Encoding': 'chunked' },
        sent: `5\r\n${setUrl.slice(0, 5)}\r\n${(setUrl.length - 5).toString(16)}\r\n${setUrl.slice(5)}\r\n0\r\n\r\n`,
      },
    ],
    ['with a line feed after the body', { body: `${setUrl}\n` }],
    ['with escaped slashes', { body: setUrl.replaceAll('/', '\\/') }],
    [
      'that lists, with a Content-Type',
      { method: 'GET', target: listPath, headers: { 'Content-Type': 'application/json' } },
    ],
    [
      'that lists, with any order of the query',
      { method: 'GET', target: `${listPath}?offset=0&page_size=1` },
    ],
    [
      'that lists, with a percent-encoded path',
      { method: 'GET', target: listPath.replace('120344', '%31%32%30%33%34%34') },
    ],
    [
      'that lists, with null as its body',
      { method: 'GET', target: listPath, body: 'null', headers: { 'Content-Length': '4' } },
    ],
    [
      'that lists, with lower-case percent-encoding',
      { method: 'GET', target: `${listPath}?plan_id=%e5%88%b8` },
    ],
    ['that lists, with a plus in the query', { method: 'GET', target: `${listPath}?plan_id=a+b` }],
    ['that lists, with an empty query', { method: 'GET', target: `${listPath}?` }],
  ])('%s', async (_, change) => {
    expect(codeIn(await send(change))).toBe('200')
  })

  it('with a target that a URL parser would change, as it was signed', async () => {
    const response = await send({ method: 'GET', target: '/v3/echo/{a}|b^%2e' })
    expect([response.status, JSON.parse(response.body)]).toEqual([200, { text: '{a}|b^.' }])
  })

  it('whose body is one of a GET', async () => {
    const { status, body } = await send({ method: 'GET', target: '/v3/echo/x', body: '{"a":1}' })
    expect([status, JSON.parse(body)]).toEqual([200, { text: 'x', a: 1 }])
  })

  it('with an Authorization before all other headers', async () => {
    const parts = { method: 'GET', target: listPath, timestamp: String(clock / 1000), nonce: 'A', body: '' }
    const headers: [string, string][] = [
      ['Authorization', authorizationOf(pairsOf(parts, sign(documented(parts))))],
      ['USER-AGENT', 'test'],
      ['Accept', 'application/json'],
      ['Connection', 'close'],
      ['Host', 'localhost'],
    ]
    const { port } = new URL(served.url)
    expect((await sendRaw(Number(port), rawRequest({ ...parts, headers }))).status).toBe(200)
  })
})

describe('a request is refused', () => {
  it.each<[string, Change, string]>([
    ['without Accept', { headers: { Accept: undefined } }, '400 INVALID_REQUEST'],
    ['with an Accept of another type', { headers: { Accept: 'text/html' } }, '400 INVALID_REQUEST'],
    ['without User-Agent', { headers: { 'User-Agent': undefined } }, '400 INVALID_REQUEST'],
    ['without Content-Type', { headers: { 'Content-Type': undefined } }, '400 INVALID_REQUEST'],
    [
      'with another charset',
      { headers: { 'Content-Type': 'application/json; charset=gbk' } },
      '400 INVALID_REQUEST',
    ],
    [
      'with another type that begins alike',
      { headers: { 'Content-Type': 'application/jsonp' } },
      '400 INVALID_REQUEST',
    ],
    ['with a language it does not speak', { headers: { 'Accept-Language': 'fr-FR' } }, '400 PARAM_ERROR'],
    ['that is compressed', { headers: { 'Content-Encoding': 'gzip' } }, '400 INVALID_REQUEST'],
    [
      'with a blank after the commas',
      { authorization: (pairs) => authorizationOf(pairs, ', ') },
      '401 SIGN_ERROR',
    ],
    [
      'with single quotes',
      { authorization: (pairs) => authorizationOf(pairs).replaceAll('"', "'") },
      '401 SIGN_ERROR',
    ],
    [
      'in another encoding of the signed path',
      { line: `${listPath}?a=%41`, target: `${listPath}?a=A`, method: 'GET' },
      '401 SIGN_ERROR',
    ],
    [
      'with another order of the signed query',
      { line: `${listPath}?a=1&b=2`, target: `${listPath}?b=2&a=1`, method: 'GET' },
      '401 SIGN_ERROR',
    ],
    ['with the method TRACE', { method: 'TRACE', target: listPath, body: '' }, '404 RESOURCE_NOT_EXISTS'],
    ['with the method OPTIONS, for all', { method: 'OPTIONS', target: '*', body: '' }, '401 SIGN_ERROR'],
  ])('%s', async (_, change, expected) => {
    expect(codeIn(await send(change))).toBe(expected)
  })
})

describe('the language of a message', () => {
  it.each([
    [undefined, /^[^a-z]*Content-Type[^a-z]*application\/json[^a-z]*$/, 'zh-CN'],
    ['zh-HK', /须为/, 'zh-CN'],
    ['en', /^The HTTP header Content-Type must be/, 'en'],
    ['en-US,en;q=0.9', /^The HTTP header Content-Type must be/, 'en'],
  ])('follows Accept-Language: %s', async (language, message, named) => {
    const response = await send({ headers: { 'Accept-Language': language, 'Content-Type': 'text/plain' } })
    expect(JSON.parse(response.body).message).toMatch(message)
    expect(new Headers(response.headers as [string, string][]).get('content-language')).toBe(named)
  })
})

it('an endpoint of the user’s own that throws gets a 500, and one line on the console', async () => {
  const printed = vi.spyOn(console, 'error').mockImplementation(() => {})
  const response = await send({ method: 'GET', target: '/v3/broken' })
  expect(codeIn(response)).toBe('500 SYSTEM_ERROR')
  expect(response.headers).toContainEqual(['Wechatpay-Sandbox', 'wxdp'])
  expect(printed).toHaveBeenCalledOnce()
  printed.mockRestore()
  await expect((await callerOf(box, 'partner'))('GET', '/v3/broken')).rejects.toThrow('broken')
})

it('callbacks have the spelling of WeChat Pay, too', async () => {
  const heads: string[] = []
  const receiver = createServer((socket) => {
    socket.once('data', (chunk) => {
      heads.push(chunk.toString('latin1').split('\r\n\r\n')[0] as string)
      socket.end('HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n')
    })
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => receiver.once('listening', resolve))
  const { port } = receiver.address() as { port: number }
  const own = await createSandboxFor({ merchant: { mchid, serialNo, publicKey } })
  const content = { eventType: 'A.B', originalType: 'a', summary: 's', resource: {} }
  const deliveries = await own.control.sendNotification(`http://127.0.0.1:${port}/plans`, content)
  receiver.close()
  expect(deliveries.map(({ status }) => status)).toEqual([204, 204, 204])
  for (const name of [
    'Wechatpay-Timestamp',
    'Wechatpay-Nonce',
    'Wechatpay-Signature',
    'Wechatpay-Serial',
    'Wechatpay-Signature-Type',
    'Content-Type',
  ]) {
    for (const head of heads) expect(head).toContain(`\r\n${name}: `)
  }
})

import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  type CallbackEvent,
  callbackSources,
  createHandler,
  createSourceCheck,
  type HandlerSettings,
  type RequestHost,
  refundSources,
  type SourceCheck,
} from '@wxdp/notify'
import { createNodeHandler } from '@wxdp/notify/node'
import { callbackRequest, planChangeEnvelope } from '@wxdp-internal/fixtures/messages'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { callbackHeaders, settings } from '../support/settings.ts'

/** The code of the error that the check throws for an address. */
function checked(address: string | null | undefined, ranges?: readonly string[]): unknown {
  try {
    createSourceCheck({ address: () => address, ...(ranges && { ranges }) })(undefined)
  } catch (error) {
    return (error as { code?: unknown }).code
  }
  return 'allowed'
}

describe('createSourceCheck', () => {
  it.each([
    '101.226.103.0',
    '101.226.103.127',
    '121.51.58.128',
    '121.51.58.255',
    '203.205.219.200',
    '81.71.199.64',
    '::ffff:101.226.103.1',
    '::FFFF:101.226.103.1',
    '::ffff:65e2:6701',
    '101.226.103.1:51008',
    '[101.226.103.1]:51008',
    '[101.226.103.1]',
    ' 101.226.103.1',
    '101.226.103.1\n',
    '\t101.226.103.1:1 ',
    '::FFFF:65E2:6701',
    '::ffff:65e2:6701 ',
    '[::ffff:101.226.103.1]:51008',
    '[::ffff:65e2:6701]',
    '::ffff:101.226.103.1:51008',
    '::ffff:101.226.103.1%eth0',
    '[::ffff:101.226.103.1%25eth0]:1',
    '::ffff:101.226.103.1%lo',
    '0:0:0:0:0:ffff:65e2:6701',
    '0:0:0:0:0:FFFF:101.226.103.1',
    '0000:0000:0000:0000:0000:ffff:65e2:6701',
    '0:0::ffff:65e2:6701',
    '0::0:ffff:101.226.103.1',
    '0::ffff:65E2:6701',
  ])('allows %j', (address) => {
    expect(checked(address)).toBe('allowed')
  })

  it.each([
    '101.226.102.255',
    '101.226.103.128',
    '121.51.58.127',
    '121.51.59.0',
    '81.71.199.63',
    '81.71.199.65',
    '127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::1',
    '::101.226.103.1',
    '1::ffff:101.226.103.1',
    '1::ffff:65e2:6701',
    '::ffff:65e2:6701:1',
    '64:ff9b::101.226.103.1',
    '101.226.103.1, 10.0.0.1',
    '101.226.103.01',
    '0x65.226.103.1',
    '1709336321',
    '101.226.103',
    '101.226.103.1.1',
    '101.226.103.256',
    '101.226.103.1:',
    '101.226.103.1:123456',
    '101.226.103.1:x',
    '101.226.103.1:80:80',
    '101. 226.103.1',
    '[101.226.103.1',
    '101.226.103.1]',
    '[101.226.103.1]x',
    '[[101.226.103.1]]',
    '::ffff:101.226.103.01',
    '::ffff:0:101.226.103.1',
    '0:0:0:0:0:0:ffff:65e2:6701',
    '::ffff:65e2:6701]/',
    '::ffff:65e2:6701@x',
    '::fffe:65e2:6701',
    '%101.226.103.1',
    '１０１.226.103.1',
    '101.226.103.1,',
    `${'0'.repeat(200)}::ffff:101.226.103.1`,
    '',
    null,
    undefined,
  ])('refuses %j', (address) => {
    expect(checked(address)).toBe('NOTIFY_SOURCE')
  })

  it('has a list of its own for refunds', () => {
    expect(checked(refundSources[0])).toBe('NOTIFY_SOURCE')
    expect(checked(refundSources[0], [...callbackSources, ...refundSources])).toBe('allowed')
  })

  it('agrees with bitwise network arithmetic for every prefix', () => {
    const ipv4 = (bits: number): string => [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join('.')
    const bits = fc.integer({ min: 0, max: 2 ** 32 - 1 })
    fc.assert(
      fc.property(bits, bits, fc.integer({ min: 0, max: 32 }), (network, other, prefix) => {
        const mask = prefix === 0 ? 0 : (0xffffffff << (32 - prefix)) >>> 0
        const first = (network & mask) >>> 0
        const inside = (other & mask) >>> 0 === first
        const range = `${ipv4(first)}/${prefix}`
        expect(checked(ipv4(other), [range])).toBe(inside ? 'allowed' : 'NOTIFY_SOURCE')
        expect(checked(ipv4((first | (other & ~mask)) >>> 0), [range])).toBe('allowed')
      }),
    )
  })

  it.each(['101.226.103.1, 10.0.0.1', '10.0.0.1,101.226.103.1', ','])('says that %j is a list', (address) => {
    const check = createSourceCheck({ address: () => address })
    expect(() => check(undefined)).toThrow(/ It is a list\. Use the entry that your own proxy appended/)
  })

  it.each<[unknown, string]>([
    [undefined, 'undefined'],
    [null, 'null'],
    [{ ip: '101.226.103.1' }, 'object'],
    [['101.226.103.1'], 'object'],
    [7, 'number'],
    [Symbol('x'), 'symbol'],
  ])('says what %o is', (found, shown) => {
    const check = createSourceCheck({ address: () => found as string })
    expect(() => check(undefined)).toThrow(`Found the address ${shown}; expected`)
  })

  it('takes no time on a long text', () => {
    // A reader that is not linear outlasts the timeout of the test.
    for (const part of ['[', ':', '%', '1.', ' ', '0:', ',']) {
      expect(checked(part.repeat(1_000_000 / part.length))).toBe('NOTIFY_SOURCE')
      expect(checked(`::ffff:${part.repeat(90 / part.length)}`)).toBe('NOTIFY_SOURCE')
    }
  })

  it('names the address that it found, up to 64 characters of it', () => {
    const check = createSourceCheck({ address: () => 'x'.repeat(5000) })
    expect(() => check(undefined)).toThrow(
      /^Found the address "x{64}"; expected one of the 10 allowed ranges\./,
    )
  })

  it.each<[string, object]>([
    ['no function', { address: '101.226.103.1' }],
    ['no range', { address: () => '', ranges: [] }],
    ['a name', { address: () => '', ranges: ['weixin.qq.com'] }],
    ['IPv6', { address: () => '', ranges: ['2001:db8::/32'] }],
    ['a prefix too long', { address: () => '', ranges: ['10.0.0.0/33'] }],
    ['an empty prefix', { address: () => '', ranges: ['10.0.0.0/'] }],
    ['a mask', { address: () => '', ranges: ['10.0.0.0/255.0.0.0'] }],
    ['two prefixes', { address: () => '', ranges: ['10.0.0.0/8/8'] }],
    ['a network that begins elsewhere', { address: () => '', ranges: ['121.51.58.1/25'] }],
  ])('with %s is a TypeError at once', (_, options) => {
    const make = () => createSourceCheck(options as never)
    expect(make).toThrow(TypeError)
    expect(make).toThrow(expect.objectContaining({ code: 'NOTIFY_OPTION_INVALID' }))
  })
})

describe('a handler with a sourceCheck', () => {
  function setUp(sourceCheck?: SourceCheck<RequestHost>, rest: Partial<HandlerSettings> = {}) {
    const events: CallbackEvent[] = []
    const verify = vi.fn(settings.verifier.verify)
    const handler = createHandler({
      ...settings,
      verifier: { ...settings.verifier, verify },
      onNotification: () => {},
      observe: (event) => void events.push(event),
      ...(sourceCheck && { sourceCheck }),
      ...rest,
    })
    return { events, handler, verify }
  }
  const fromHeader = createSourceCheck({
    address: ({ request }: RequestHost) => request.headers.get('x-real-ip'),
  })

  it('refuses a genuine callback from another address, before its body is read or verified', async () => {
    const { events, handler, verify } = setUp(fromHeader)
    const request = await callbackRequest(await planChangeEnvelope(), {
      headers: { 'x-real-ip': '198.51.100.7' },
    })
    const response = await handler(request)
    expect([response.status, await response.json()]).toEqual([
      403,
      { code: 'FAIL', message: 'NOTIFY_SOURCE' },
    ])
    expect([request.bodyUsed, verify.mock.calls]).toEqual([false, []])
    expect(events).toMatchObject([{ outcome: 'refused', status: 403, code: 'NOTIFY_SOURCE' }])
    expect(events[0]?.durationMs).toBeGreaterThanOrEqual(0)
    expect(String(events[0]?.error)).toContain('"198.51.100.7"')
  })

  it('verifies a callback from an allowed address all the same', async () => {
    const { events, handler } = setUp(fromHeader)
    const body = await planChangeEnvelope()
    const source = { 'x-real-ip': '101.226.103.9' }
    expect((await handler(await callbackRequest(body, { headers: source }))).status).toBe(204)
    const forged = await callbackRequest(body, { headers: { ...source, 'wechatpay-nonce': 'another' } })
    expect((await handler(forged)).status).toBe(401)
    expect(events.map(({ outcome, code }) => code ?? outcome)).toEqual(['accepted', 'AUTH_SIGNATURE_INVALID'])
  })

  it("reads the address from the host's context, as Deno passes it", async () => {
    const { handler } = setUp(createSourceCheck({ address: ({ context }) => context?.remoteAddr?.hostname }))
    const send = async (...context: [] | [object]) =>
      (await handler(await callbackRequest(), ...context)).status
    expect(await send({ remoteAddr: { transport: 'tcp', hostname: '81.71.199.59', port: 1 } })).toBe(204)
    expect(await send({ remoteAddr: { transport: 'tcp', hostname: '81.71.199.58', port: 1 } })).toBe(403)
    expect(await send()).toBe(403)
  })

  it('waits for an asynchronous check, within the deadline', async () => {
    const late = setUp(async () => {
      await new Promise((resolve) => setTimeout(resolve, 10))
      throw new Error('not on the list')
    })
    expect((await late.handler(await callbackRequest())).status).toBe(500)
    const never = setUp(() => new Promise(() => {}), { deadline: 20 })
    expect((await never.handler(await callbackRequest())).status).toBe(500)
    expect(never.events).toMatchObject([{ code: 'NOTIFY_DEADLINE' }])
    expect([late.verify.mock.calls, never.verify.mock.calls]).toEqual([[], []])
  })

  it('rejects a sourceCheck that is not a function', () => {
    const make = () => setUp('127.0.0.1' as never)
    expect(make).toThrow(expect.objectContaining({ code: 'NOTIFY_OPTION_INVALID' }))
  })

  it('may use what the framework adds to the request', () => {
    type Host = { readonly request: import('express').Request }
    createNodeHandler({
      ...settings,
      onNotification: () => {},
      sourceCheck: createSourceCheck({ address: ({ request }: Host) => request.ip }),
    })
  })

  it.each([
    [['127.0.0.1/32'], 204],
    [callbackSources, 403],
  ])('gets the address of the socket on Node: %j', async (ranges, expected) => {
    const handler = createNodeHandler({
      ...settings,
      onNotification: () => {},
      sourceCheck: createSourceCheck({ address: ({ request }) => request.socket.remoteAddress, ranges }),
    })
    // On a dual-stack socket, an IPv4 sender has the address ::ffff:127.0.0.1.
    const server = createServer(handler).listen(0, '::')
    await once(server, 'listening')
    const body = await planChangeEnvelope()
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    const response = await fetch(url, { method: 'POST', headers: await callbackHeaders(body), body })
    server.close()
    server.closeAllConnections()
    expect(response.status).toBe(expected)
  })
})

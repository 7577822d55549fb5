import { createPlan } from '@wxdp/core/partner'
import { keys } from '@wxdp-internal/fixtures'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'
import { describe, expect, it } from 'vitest'
import type { Seen } from '../../src/requests/request-record.ts'
import { createRequestRecords } from '../../src/requests/request-records.ts'
import { path, sandbox, send } from '../support/request.ts'
import { own, plans, stage, start } from '../support/stage.ts'

const latest = () => sandbox.control.requests.at(-1)

describe('control.requests', () => {
  it('has each request with its response and the check of its signature', async () => {
    const { box, partner } = await stage()
    expect(box.control.requests).toEqual([])
    const response = await partner('POST', plans, own)
    const [record] = box.control.requests
    const { id, time, to, method, target, headers, body, endpoint, fault, signature } = record ?? {}
    expect([time, to, method, target, endpoint, fault]).toEqual([
      ...[start, 'partner', 'POST', plans],
      ...['createPlan', undefined],
    ])
    expect(JSON.parse(body ?? '')).toEqual(own)
    expect(headers).toMatchObject({ accept: 'application/json', 'user-agent': 'test' })
    expect(`${id}-0`).toBe(response.headers.get('request-id'))
    const [, nonce] = /nonce_str="(.+?)"/.exec(headers?.authorization ?? '') ?? []
    const [, timestamp] = /timestamp="(.+?)"/.exec(headers?.authorization ?? '') ?? []
    const message = `POST\n${plans}\n${timestamp}\n${nonce}\n${body}\n`
    expect(signature).toEqual({ result: 'genuine', expected: message, signed: message })
    expect(record?.response).toMatchObject({
      status: 200,
      headers: { 'Request-ID': `${id}-0`, 'Wechatpay-Nonce': response.headers.get('wechatpay-nonce') },
    })
    expect(JSON.parse(record?.response?.body ?? '')).toEqual(response.body)
    // It can be sent as JSON as it is.
    expect(JSON.parse(JSON.stringify(record))).toMatchObject({ body, endpoint, signature })
  })

  it('lays open a message that is not the expected one, and where they differ first', async () => {
    const { response } = await send({ instead: { body: '{"notify_url": "https://pay.example.com/plans"}' } })
    expect(response.status).toBe(401)
    const { signature } = latest() ?? {}
    expect(signature).toMatchObject({
      result: 'wrong',
      wrong: 'message',
      diagnosis: { en: expect.stringContaining('serialised again'), zh: expect.any(String) },
    })
    const { expected = '', signed = '', firstDifference: at = 0 } = signature ?? {}
    expect([expected.slice(0, at), expected[at], signed[at]]).toEqual([signed.slice(0, at), ' ', '"'])
  })

  it('tells a wrong key from a wrong message', async () => {
    const { privateKey } = freshKeyPair()
    await send({ as: { privateKey } })
    expect(latest()?.signature).toMatchObject({
      ...{ result: 'wrong', wrong: 'key', signed: undefined, firstDifference: undefined },
      expected: expect.stringContaining(path),
      diagnosis: { en: expect.stringContaining('not made with the private key of') },
    })
  })

  it.each<[string, Parameters<typeof send>[0], RegExp, boolean]>([
    ['no Authorization', { headers: { Authorization: undefined } }, /is missing/, false],
    ['a malformed one', { headers: { Authorization: 'Basic eA==' } }, /scheme|Authorization/, false],
    ['an old one', { now: () => Date.now() - 400_000 }, /more than 5 minutes/, true],
    ['an unknown serial', { as: { serialNo: keys.merchant.serialNo } }, /do not belong together/, true],
  ])('says what is wrong with %s', async (_, change, diagnosis, isExpectedKnown) => {
    await send(change)
    const { signature } = latest() ?? {}
    expect(signature).toMatchObject({
      ...{ result: 'wrong', wrong: 'authorization' },
      diagnosis: { en: expect.stringMatching(diagnosis) },
    })
    expect(signature?.expected !== undefined).toBe(isExpectedKnown)
  })

  it('has a genuine signature although the call was refused', async () => {
    await send({ headers: { 'User-Agent': undefined } })
    expect(latest()).toMatchObject({ signature: { result: 'genuine' }, response: { status: 400 } })
    await send({ target: '/v3/unknown' })
    expect(latest()).toMatchObject({
      ...{ endpoint: undefined, signature: { result: 'genuine' } },
      response: { status: 404 },
    })
  })

  it.each([
    ['reset', 'genuine', undefined],
    [429, 'unchecked', 429],
    [502, 'unchecked', 502],
    ['unsigned', 'genuine', 200],
    ['truncatedBody', 'genuine', 200],
  ] as const)('names the fault %s, and shows the response that was sent', async (fault, result, status) => {
    const { box, partner } = await stage()
    box.control.addFault({ endpoint: createPlan, fault })
    await partner('POST', plans, own).catch(() => undefined)
    const [record] = box.control.requests
    expect(record).toMatchObject({ fault, endpoint: 'createPlan' })
    expect(record?.signature.result).toBe(result)
    expect(record?.response?.status).toBe(status)
    if (fault === 'unsigned') expect(record?.response?.headers).not.toHaveProperty('Wechatpay-Signature')
    if (fault === 'truncatedBody') expect(JSON.parse(record?.response?.body ?? '')).toHaveProperty('plan')
  })

  it('has a request to which no response comes', async () => {
    const { box } = await stage()
    const controller = new AbortController()
    box.control.subscribe(({ kind }) => {
      if (kind === 'request') controller.abort()
    })
    box.control.addFault({ fault: 'timeout' })
    const { signal } = controller
    await expect(box.fetch(`https://api.mch.weixin.qq.com${plans}`, { signal })).rejects.toThrow()
    expect(box.control.requests).toMatchObject([
      { fault: 'timeout', endpoint: undefined, response: undefined, signature: { result: 'wrong' } },
    ])
  })

  it('has a request whose body could not be read, and one on which an endpoint of the user’s own failed', async () => {
    const { box, partner } = await stage({
      endpoints: [
        {
          endpoint: { method: 'POST', path: '/v3/x/{id}' },
          respond() {
            throw new Error('bug')
          },
        },
      ],
    })
    const tooLong = 'x'.repeat(1024 * 1024 + 1)
    expect((await partner('POST', '/v3/x/1', tooLong)).status).toBe(400)
    await expect(partner('POST', '/v3/x/2')).rejects.toThrow('bug')
    expect(box.control.requests).toMatchObject([
      {
        ...{ body: '', target: '/v3/x/1', endpoint: 'POST /v3/x/{id}' },
        ...{ signature: { result: 'unchecked' }, response: { status: 400 } },
      },
      { target: '/v3/x/2', signature: { result: 'genuine' }, response: undefined },
    ])
  })
})

describe('memory', () => {
  const seen = (id: number, bytes: number): Seen => ({
    ...{ id: String(id), time: 0, to: 'partner', fault: undefined },
    request: { method: 'POST', target: '', headers: new Headers(), body: new Uint8Array(bytes) },
    ...{ signature: 'unchecked', response: undefined, endpoint: () => undefined },
  })

  it('has the newest 1,000 requests', () => {
    const records = createRequestRecords(() => undefined)
    for (let i = 0; i < 1005; i++) records.add(seen(i, 1))
    expect([records.all.length, records.all[0]?.id, records.all.at(-1)?.id]).toEqual([1000, '5', '1004'])
  })

  it('has fewer if they have more than 16 MiB: bodies, headers, messages and responses', () => {
    const records = createRequestRecords(() => undefined)
    const mebibyte = 1024 * 1024
    for (let i = 0; i < 20; i++) records.add(seen(i, mebibyte))
    expect([records.all.length, records.all[0]?.id]).toEqual([16, '4'])
    const text = 'x'.repeat(mebibyte)
    const { request, ...rest } = seen(20, 0)
    records.add({ ...rest, request: { ...request, headers: new Headers({ a: text }) } })
    records.add({ ...rest, request: { ...request, target: text } })
    records.add({ ...rest, request, response: { status: 200, headers: {}, body: new Uint8Array(mebibyte) } })
    expect(records.all[0]?.id).toBe('8')
    const wrong = { result: 'wrong', wrong: 'message', diagnosis: { zh: '', en: '' } } as const
    records.add({ ...rest, request, signature: { ...wrong, expected: text, signed: text } })
    expect(records.all[0]?.id).toBe('12')
  })
})

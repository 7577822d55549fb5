import {
  ApiError,
  type AttemptRecord,
  CoreError,
  defineEndpoint,
  fromResponse,
  readResponse,
} from '@wxdp/core'
import { setNotifyUrl } from '@wxdp/core/partner'
import { codeOf, utf8 } from '@wxdp-internal/fixtures'
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { VerifiedBytes } from '../src/contract/verified-bytes.ts'

const headers = new Headers({ 'Request-ID': '08F1-268435461' })
const verified = (body: string | Uint8Array, status = 200) =>
  ({
    status,
    headers,
    verified: true,
    body: (typeof body === 'string' ? utf8(body) : body) as VerifiedBytes,
  }) as const

describe('a success answer', () => {
  it('is read, with fields that nobody knew', () => {
    expect(fromResponse(setNotifyUrl, verified('{"notify_url":"u","new_field":[1]}'))).toEqual({
      notify_url: 'u',
      new_field: [1],
    })
  })

  it('is nothing until it is verified', async () => {
    for (const proof of [false, 'unsigned'] as const) {
      const response = { ...verified('{"notify_url":"u"}'), verified: proof }
      expect(await codeOf(() => fromResponse(setNotifyUrl, response))).toBe('CORE_RESPONSE_UNVERIFIED')
    }
  })

  it.each<[string, string | Uint8Array]>([
    ['empty', ''],
    ['not JSON', '<html>'],
    ['cut off', '{"notify_url":"u'],
    ['null', 'null'],
    ['a list', '[]'],
    ['without its field', '{}'],
    ['with a field of another type', '{"notify_url":1}'],
    ['with a field twice', '{"notify_url":"u","notify_url":"v"}'],
    ['not UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
  ])('%s is refused', async (_, body) => {
    expect(await codeOf(() => fromResponse(setNotifyUrl, verified(body)))).toBe('CORE_RESPONSE_INVALID')
  })

  it('may begin with a byte order mark', () => {
    expect(fromResponse(setNotifyUrl, verified('\ufeff{"notify_url":"u"}'))).toEqual({ notify_url: 'u' })
  })

  it('of an endpoint without output is undefined', () => {
    const end = defineEndpoint({
      name: 'end',
      method: 'POST',
      path: '/v3/end',
      caller: 'mchid',
      retry: 'never',
      input: v.strictObject({}),
    })
    expect(fromResponse(end, verified('', 204))).toBeUndefined()
  })

  it('of any bytes is an output or one of our errors', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.integer({ min: 200, max: 599 }), (bytes, status) => {
        try {
          fromResponse(setNotifyUrl, verified(bytes, status))
        } catch (error) {
          expect(error instanceof CoreError || error instanceof ApiError).toBe(true)
        }
      }),
    )
  })
})

describe('an error answer', () => {
  const error = (status: number, body: string): ApiError => {
    try {
      fromResponse(setNotifyUrl, { status, headers, verified: 'unsigned', body: utf8(body) })
    } catch (thrown) {
      if (thrown instanceof ApiError) return thrown
      throw thrown
    }
    throw new Error('expected an ApiError')
  }

  it('has everything that helps: code, message, detail, request id, status, and whether it is proven', () => {
    const detail = { field: '/notify_url', value: 'x', issue: 'bad', location: 'body' }
    const thrown = error(400, JSON.stringify({ code: 'PARAM_ERROR', message: '参数错误', detail }))
    expect(thrown).toMatchObject({
      name: 'ApiError',
      code: 'PARAM_ERROR',
      reason: '参数错误',
      status: 400,
      detail,
      requestId: '08F1-268435461',
      verified: 'unsigned',
      endpoint: 'setNotifyUrl',
      message: 'setNotifyUrl: PARAM_ERROR: 参数错误 (HTTP 400, Request-ID 08F1-268435461)',
    })
  })

  it.each([
    ['an empty body', ''],
    ['HTML', '<html>502</html>'],
    ['null', 'null'],
    ['a number', '7'],
    ['a list', '["code"]'],
    ['fields of other types', '{"code":1,"message":{}}'],
  ])('with %s still has a code', (_, body) => {
    expect(error(502, body)).toMatchObject({ code: 'HTTP_502', reason: 'no message', detail: undefined })
  })

  it('lists the attempts that a client made', () => {
    const attempts: AttemptRecord[] = [
      { host: 'https://a.example', code: 'FETCH_TIMEOUT', durationMs: 10_000 },
      { host: 'https://b.example', status: 400, code: 'ALREADY_EXISTS', durationMs: 80 },
    ]
    const response = { status: 400, headers, verified: 'unsigned', body: utf8('') } as const
    const content = readResponse(setNotifyUrl, response)
    if (content.kind !== 'error') return expect.unreachable()
    expect(new ApiError({ ...content.details, attempts }).attempts).toEqual(attempts)
    expect(error(400, '').attempts).toEqual([])
  })

  it('without a request id does without', () => {
    const response = { status: 429, headers: new Headers(), verified: false, body: utf8('') } as const
    expect(() => fromResponse(setNotifyUrl, response)).toThrow(
      /^setNotifyUrl: HTTP_429: no message \(HTTP 429\)$/,
    )
  })

  it.each([201, 202, 206, 301, 304])('%i is no success, verified or not', async (status) => {
    expect(await codeOf(() => fromResponse(setNotifyUrl, verified('{"notify_url":"u"}', status)))).toBe(
      `HTTP_${status}`,
    )
  })
})

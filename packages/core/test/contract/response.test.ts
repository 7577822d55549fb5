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
import { verifiedResponse } from '../support/verified.ts'

const { headers } = verifiedResponse('')

describe('a successful response', () => {
  it('becomes the output, with unknown fields', () => {
    expect(fromResponse(setNotifyUrl, verifiedResponse('{"notify_url":"u","new_field":[1]}'))).toEqual({
      notify_url: 'u',
      new_field: [1],
    })
  })

  it('is refused until it is verified', async () => {
    for (const proof of [false, 'unsigned'] as const) {
      const response = { ...verifiedResponse('{"notify_url":"u"}'), verified: proof }
      expect(await codeOf(() => fromResponse(setNotifyUrl, response))).toBe('CORE_RESPONSE_UNVERIFIED')
    }
  })

  it.each<[string, string | Uint8Array]>([
    ['empty', ''],
    ['not JSON', '<html>'],
    ['truncated', '{"notify_url":"u'],
    ['null', 'null'],
    ['an array', '[]'],
    ['missing its field', '{}'],
    ['with a field of another type', '{"notify_url":1}'],
    ['with a duplicate field', '{"notify_url":"u","notify_url":"v"}'],
    ['not UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
  ])('that is %s is refused', async (_, body) => {
    expect(await codeOf(() => fromResponse(setNotifyUrl, verifiedResponse(body)))).toBe(
      'CORE_RESPONSE_INVALID',
    )
  })

  it('may start with a byte order mark', () => {
    expect(fromResponse(setNotifyUrl, verifiedResponse('\ufeff{"notify_url":"u"}'))).toEqual({
      notify_url: 'u',
    })
  })

  it('is undefined for an endpoint without output', () => {
    const end = defineEndpoint({
      name: 'end',
      method: 'POST',
      path: '/v3/end',
      caller: 'mchid',
      retry: 'never',
      input: v.strictObject({}),
    })
    expect(fromResponse(end, verifiedResponse('', 204))).toBeUndefined()
  })

  it('of any bytes becomes an output or one of our errors', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.integer({ min: 200, max: 599 }), (bytes, status) => {
        try {
          fromResponse(setNotifyUrl, verifiedResponse(bytes, status))
        } catch (error) {
          expect(error instanceof CoreError || error instanceof ApiError).toBe(true)
        }
      }),
    )
  })
})

describe('an error response', () => {
  const error = (status: number, body: string): ApiError => {
    try {
      fromResponse(setNotifyUrl, { status, headers, verified: 'unsigned', body: utf8(body) })
    } catch (thrown) {
      if (thrown instanceof ApiError) return thrown
      throw thrown
    }
    throw new Error('expected an ApiError')
  }

  it('becomes an ApiError with code, message, detail, request id, status and verification', () => {
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
    ['an array', '["code"]'],
    ['fields of other types', '{"code":1,"message":{}}'],
  ])('with %s still has a code', (_, body) => {
    expect(error(502, body)).toMatchObject({ code: 'HTTP_502', reason: 'no message', detail: undefined })
  })

  it('lists the attempts that the client adds', () => {
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

  it('may lack a request id', () => {
    const response = { status: 429, headers: new Headers(), verified: false, body: utf8('') } as const
    expect(() => fromResponse(setNotifyUrl, response)).toThrow(
      /^setNotifyUrl: HTTP_429: no message \(HTTP 429\)$/,
    )
  })

  it.each([201, 202, 206, 301, 304])('%i is not a success, even if it is verified', async (status) => {
    expect(
      await codeOf(() => fromResponse(setNotifyUrl, verifiedResponse('{"notify_url":"u"}', status))),
    ).toBe(`HTTP_${status}`)
  })
})

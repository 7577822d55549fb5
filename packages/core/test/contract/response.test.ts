import { inspect } from 'node:util'
import {
  ApiError,
  type AttemptRecord,
  CoreError,
  defineEndpoint,
  explain,
  fromResponse,
  readResponse,
} from '@wxdp/core'
import { listPlans, setNotifyUrl } from '@wxdp/core/partner'
import { codeOf, utf8 } from '@wxdp-internal/fixtures'
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { thrownIssues } from '../support/issues-of.ts'
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

  it('may be empty where its schema says so', () => {
    const optional = defineEndpoint({
      name: 'optional',
      method: 'POST',
      path: '/v3/optional',
      caller: 'mchid',
      retry: 'never',
      input: v.strictObject({}),
      output: v.optional(v.looseObject({ id: v.string() })),
    })
    expect(fromResponse(optional, verifiedResponse('', 204))).toBeUndefined()
    expect(fromResponse(optional, verifiedResponse('{"id":"1"}'))).toEqual({ id: '1' })
  })

  it('keeps long numbers exact, and refuses to round them', async () => {
    const text = '{"notify_url":"u","id":9007199254740993}'
    expect(fromResponse(setNotifyUrl, verifiedResponse(text))).toEqual({
      notify_url: 'u',
      id: '9007199254740993',
    })
    const strict = defineEndpoint({ ...setNotifyUrl, output: v.looseObject({ id: v.number() }) })
    const run = () => fromResponse(strict, verifiedResponse(text))
    expect(await codeOf(run)).toBe('CORE_RESPONSE_INVALID')
    expect(run).toThrow('setNotifyUrl: the response is not as documented: /id.')
  })

  it('that is invalid in very many places names the first 20', () => {
    const list = `[${'{},'.repeat(50_000)}{}]`
    const run = () => fromResponse(listPlans, verifiedResponse(`{"total_count":1,"plan_list":${list}}`))
    expect(thrownIssues(run)).toHaveLength(20)
    expect(run).toThrow(/^.{1,2000}$/)
  })

  it('that is invalid names fields and rules, not values', () => {
    const run = () => fromResponse(setNotifyUrl, verifiedResponse('{"notify_url":["secret"]}'))
    expect(run).toThrow(
      expect.objectContaining({
        issues: [
          {
            path: '/notify_url',
            rule: 'string',
            message: 'It is not as documented.',
            page: setNotifyUrl.page,
          },
        ],
      }),
    )
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
      errorNumber: 268435461,
      message: `setNotifyUrl: PARAM_ERROR: 参数错误 (HTTP 400, Request-ID 08F1-268435461; unsigned, perhaps a proxy's)${ERROR_LINK}param_error`,
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

  it.each([
    'FETCH_UNTRUSTED',
    'AUTH_SIGNATURE_INVALID',
    'CORE_INPUT_INVALID',
    'NOTIFY_BUSY',
    'constructor',
    '__proto__',
    'toString',
    'param_error',
    'A'.repeat(5000),
    '',
    'PARAM ERROR',
    '\u001b[31mPARAM_ERROR',
  ])('takes %j for no code of WeChat Pay', (code) => {
    const thrown = error(400, JSON.stringify({ code, message: 'm' }))
    expect(thrown.code).toBe('HTTP_400')
    expect(thrown.reason).toBe(`${code}: m`)
  })

  it.each(['PARAM_ERROR', 'AUTH_CODE_INVALID', 'A_NEW_NAME_2'])('keeps the code %s', (code) => {
    expect(error(400, JSON.stringify({ code, message: 'm' }))).toMatchObject({ code, reason: 'm' })
  })

  it.each([1, null, [], {}, true])('takes %j for no code at all', (code) => {
    expect(error(400, JSON.stringify({ code, message: 'm' }))).toMatchObject({
      code: 'HTTP_400',
      reason: 'm',
    })
  })

  it('says of an unsigned response that it is one, and quotes no HTML', () => {
    const thrown = error(407, '<html><h1>Proxy Authentication Required</h1></html>')
    expect(thrown.message).toBe(
      `setNotifyUrl: HTTP_407: no message (HTTP 407, Request-ID 08F1-268435461; unsigned, perhaps a proxy's)${ERROR_LINK}http_407`,
    )
  })

  it('has a message of one short line, with control characters escaped; the reason is unchanged', () => {
    const message = `a\u001b[2J\r\nb\u0085\u202e\u2066\u2028\u2029\ufeff${'c'.repeat(100_000)}`
    const thrown = error(400, JSON.stringify({ code: 'PARAM_ERROR', message }))
    expect(thrown.message).toContain(
      String.raw`a\u{1b}[2J\u{d}\u{a}b\u{85}\u{202e}\u{2066}\u{2028}\u{2029}\u{feff}ccc`,
    )
    expect(thrown.message.length).toBeLessThan(1000)
    expect(thrown.reason).toBe(message)
  })

  it('survives any depth and any types, and so does whatever shows it', () => {
    const deep = `${'['.repeat(300_000)}${']'.repeat(300_000)}`
    const nested = `${'{"a":'.repeat(300_000)}1${'}'.repeat(300_000)}`
    for (const detail of [deep, nested, `{"field":${deep}}`, `{"sign_information":${nested}}`]) {
      // A reader that is not linear outlasts the timeout of the test.
      const thrown = error(400, `{"code":"PARAM_ERROR","message":"m","detail":${detail}}`)
      expect(thrown.detail).toBe('nested too deeply')
      expect(JSON.stringify(thrown)).toContain('nested too deeply')
      expect(inspect(thrown, { depth: Infinity })).toContain('PARAM_ERROR')
      expect(String(thrown)).toContain('PARAM_ERROR')
      expect(explain(thrown)).toContain('PARAM_ERROR')
    }
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(400, 401, 500), (detail, status) => {
        const thrown = error(status, `{"code":"SIGN_ERROR","message":"m","detail":${detail}}`)
        expect(thrown.detail).toEqual(JSON.parse(detail))
        JSON.stringify(thrown)
        inspect(thrown)
        expect(explain(thrown, { request: { method: 'GET', target: '/' } })).toContain('SIGN_ERROR')
      }),
    )
  })

  it.each<[string | undefined, number | undefined]>([
    ['08AB-1234567890-268582920', 268582920],
    ['08AB-268582920', 268582920],
    ['08AB-0', undefined],
    ['08AB-000000000', undefined],
    ['08AB-2685829201', undefined],
    ['08AB-26858292', undefined],
    ['08AB-268582920-', undefined],
    ['268582920', undefined],
    ['0b1c2d3e-4f50-4a61-8b72-123456789012', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('reads the error number at the end of the Request-ID %j: %s', (requestId, number) => {
    const response = {
      status: 400,
      headers: new Headers(requestId === undefined ? {} : { 'Request-ID': requestId }),
      verified: 'unsigned',
      body: utf8('{"code":"PARAM_ERROR"}'),
    } as const
    const content = readResponse(setNotifyUrl, response)
    if (content.kind !== 'error') return expect.unreachable()
    expect(new ApiError(content.details).errorNumber).toBe(number)
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
      /^setNotifyUrl: HTTP_429: no message \(HTTP 429; badly signed\) \S+#http_429$/,
    )
  })

  it.each([201, 202, 206, 301, 304])('%i is not a success, even if it is verified', async (status) => {
    expect(
      await codeOf(() => fromResponse(setNotifyUrl, verifiedResponse('{"notify_url":"u"}', status))),
    ).toBe(`HTTP_${status}`)
  })
})

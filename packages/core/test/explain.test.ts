import {
  ApiError,
  apiCodes,
  CoreError,
  explain,
  fromResponse,
  type KnownApiCode,
  toRequest,
} from '@wxdp/core'
import { setNotifyUrl } from '@wxdp/core/partner'
import { utf8 } from '@wxdp-internal/fixtures'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

function answer(status: number, body: object | string, verified: false | 'unsigned' = 'unsigned'): ApiError {
  try {
    fromResponse(setNotifyUrl, {
      status,
      headers: new Headers({ 'Request-ID': '08F1-1' }),
      verified,
      body: utf8(typeof body === 'string' ? body : JSON.stringify(body)),
    })
  } catch (error) {
    if (error instanceof ApiError) return error
    throw error
  }
  throw new Error('no error came')
}

describe('an ApiError says whether to retry', () => {
  it.each<[number, string, KnownApiCode, string]>([
    [400, 'PARAM_ERROR', 'PARAM_ERROR', 'no'],
    [400, 'ALREADY_EXISTS', 'ALREADY_EXISTS', 'no'],
    [401, 'SIGN_ERROR', 'SIGN_ERROR', 'no'],
    [403, 'NO_AUTH', 'NO_AUTH', 'no'],
    [429, 'RATELIMIT_EXCEEDED', 'RATELIMIT_EXCEEDED', 'later'],
    [429, 'A_NEW_NAME', 'RATELIMIT_EXCEEDED', 'later'],
    [500, 'SYSTEM_ERROR', 'SYSTEM_ERROR', 'same'],
    [500, 'A_NEW_NAME', 'SYSTEM_ERROR', 'same'],
    [502, 'A_NEW_NAME', 'SERVICE_UNAVAILABLE', 'later'],
    [503, 'SERVICE_UNAVAILABLE', 'SERVICE_UNAVAILABLE', 'later'],
  ])('HTTP %i %s', (status, code, entry, advice) => {
    const error = answer(status, { code, message: 'm' })
    expect(error.retryAdvice).toBe(advice)
    expect(apiCodes[entry].retry).toBe(advice)
  })

  it('but not for a code and a status that are both unknown', () => {
    expect(answer(400, { code: 'A_NEW_NAME' }).retryAdvice).toBeUndefined()
    expect(answer(400, { code: 'toString' }).retryAdvice).toBeUndefined()
    expect(answer(404, '<html>').retryAdvice).toBeUndefined()
  })
})

const sign_information = {
  method: 'POST',
  url: '/v3/marketing/partner/delivery-plan/1900007291/notify-url?x',
  sign_message_length: 120,
  truncated_sign_message: 'POST\n/v3',
}

describe('signInformation', () => {
  it('is what WeChat Pay says it signed', () => {
    const detail = { field: 'signature', location: 'authorization', sign_information }
    expect(answer(401, { code: 'SIGN_ERROR', message: 'm', detail }).signInformation).toEqual(
      sign_information,
    )
  })

  it.each([undefined, null, 'x', {}, { sign_information: null }, { sign_information: 'x' }])(
    'is absent where detail is %j',
    (detail) => {
      expect(answer(401, { code: 'SIGN_ERROR', detail }).signInformation).toBeUndefined()
    },
  )
})

describe('explain', () => {
  const signError = answer(401, {
    code: 'SIGN_ERROR',
    message: '签名错误',
    detail: { issue: 'sign not match', sign_information },
  })

  it('shows a refused signature beside what was sent, in English', () => {
    const request = toRequest(setNotifyUrl, {
      sp_mchid: '1900007291',
      notify_url: 'https://pay.example.com/p',
    })
    expect(explain(signError, { request }).split('\n')).toEqual([
      'setNotifyUrl: WeChat Pay responded with HTTP 401 SIGN_ERROR: 签名错误, Request-ID 08F1-1',
      '  WeChat Pay rejected the signature of the request. Use the private key, serial and mchid that belong together, and a clock that is right to within 5 minutes.',
      '  https://pay.weixin.qq.com/doc/v3/partner/4012365870',
      '  Do not retry it unchanged.',
      `  detail: ${JSON.stringify(signError.detail)}`,
      `  WeChat Pay signed: ${sign_information.url}; was sent: ${request.target}`,
      '  The signature of this response is not verified: do not base a decision on it.',
    ])
  })

  it('and in Chinese', () => {
    const text = explain(signError, { language: 'zh' })
    expect(text).toContain('请求签名未通过验证。')
    expect(text).toContain('请勿原样重试。')
    expect(text).not.toContain('WeChat')
  })

  it('looks further where method and URL are the same', () => {
    const { url: target, method } = sign_information
    expect(explain(signError, { request: { method, target } })).toContain(
      'check the key and the serial, and that the body',
    )
    expect(explain(signError, { language: 'zh', request: { method: 'GET', target } })).toContain(
      'POST; 实际发送: GET',
    )
  })

  it('has a Chinese text for every code', () => {
    for (const [code, { status }] of Object.entries(apiCodes)) {
      const [, advice = ''] = explain(answer(status, { code, message: 'm' }), { language: 'zh' }).split('\n')
      expect(advice).toMatch(/[\u4e00-\u9fff]/)
    }
  })

  it('says so where no page knows the code', () => {
    expect(explain(answer(418, ''))).toContain('No page explains this code.')
    expect(explain(answer(418, ''), { language: 'zh' })).toContain('文档中没有这个错误码的说明。')
  })

  it('does not warn of an answer that is signed', () => {
    const error = new ApiError({
      endpoint: 'e',
      status: 400,
      code: 'PARAM_ERROR',
      reason: 'r',
      detail: undefined,
      requestId: undefined,
      verified: true,
    })
    expect(explain(error)).not.toContain('not verified')
    expect(explain(error).split('\n')[0]).toBe('e: WeChat Pay responded with HTTP 400 PARAM_ERROR: r')
  })

  it('lists the issues of an input', () => {
    let error: unknown
    try {
      toRequest(setNotifyUrl, { sp_mchid: '', notify_url: 'x' })
    } catch (thrown) {
      error = thrown
    }
    const lines = explain(error, { language: 'zh' }).split('\n')
    expect(lines[0]).toBe('CORE_INPUT_INVALID: 入参不符合接口规则，请求没有发出。请修改以下字段：')
    expect(lines[1]).toMatch(
      /^ {2}\/sp_mchid \(regex\): .* https:\/\/pay\.weixin\.qq\.com\/doc\/v3\/partner\/4016184598$/,
    )
    expect(lines).toHaveLength(3)
    expect(explain(new CoreError('CORE_RESPONSE_INVALID', 'not JSON'))).toMatch(
      /^CORE_RESPONSE_INVALID: The verified response [^\n]*\n {2}Message: not JSON$/,
    )
    const whole = new CoreError('CORE_INPUT_INVALID', 'm', {
      issues: [{ path: '', rule: 'object', message: 'x' }],
    })
    expect(explain(whole)).toContain('\n  / (object): x')
  })

  it('gives name, message and causes of any other error, and takes anything', () => {
    const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })
    expect(explain(new TypeError('fetch failed', { cause }))).toBe(
      'TypeError: fetch failed\n  ← ECONNREFUSED: refused',
    )
    expect(explain(Object.create(null))).toBe('[object Object]')
    expect(explain({ toString: 1 })).toBe('[object Object]')
    const circle = new Error('round')
    circle.cause = circle
    expect(explain(circle).split('\n')).toHaveLength(8)
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true }),
        (value) => void expect(typeof explain(value)).toBe('string'),
      ),
    )
  })
})

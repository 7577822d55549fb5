import { ApiError, apiCodes, explain, toRequest } from '@wxdp/core'
import { setNotifyUrl } from '@wxdp/core/partner'
import { describe, expect, it } from 'vitest'
import { apiError } from '../support/api-error.ts'

const sign_information = {
  method: 'POST',
  url: '/v3/marketing/partner/delivery-plan/1900007291/notify-url?x',
  sign_message_length: 120,
  truncated_sign_message: 'POST\n/v3',
}
const signError = apiError(401, {
  code: 'SIGN_ERROR',
  message: '签名错误',
  detail: { issue: 'sign not match', sign_information },
})

describe('explain: an ApiError', () => {
  it('whose signature was rejected is compared with what was sent', () => {
    const request = toRequest(setNotifyUrl, {
      sp_mchid: '1900007291',
      notify_url: 'https://pay.example.com/p',
    })
    expect(explain(signError, { request }).split('\n')).toEqual([
      "setNotifyUrl: unsigned response, perhaps a proxy's: HTTP 401 SIGN_ERROR: 签名错误, Request-ID 08F1-1",
      '  WeChat Pay rejected the signature of the request. Use the private key, serial and mchid that belong together, and a clock that is right to within 5 minutes.',
      '  https://pay.weixin.qq.com/doc/v3/partner/4012365870',
      '  Do not retry it unchanged.',
      `  detail: ${JSON.stringify(signError.detail)}`,
      `  WeChat Pay signed: ${sign_information.url}; was sent: ${request.target}`,
      '  The signature of this response is not verified: do not base a decision on it.',
      ` ${ERROR_LINK}sign_error`,
    ])
  })

  it('ends with the Request-ID, whether WeChat Pay ends its sentence or not', () => {
    for (const message of ['签名错误。', 'The signature is wrong.']) {
      const [first] = explain(apiError(401, { code: 'SIGN_ERROR', message })).split('\n')
      expect(first).toMatch(/[错误wrong], Request-ID 08F1-1$/)
    }
  })

  it('is explained in Chinese', () => {
    const text = explain(signError, { language: 'zh' })
    expect(text).toContain('请求签名未通过验证。')
    expect(text).toContain('请勿原样重试。')
    expect(text).not.toContain('WeChat')
  })

  it('points to key, serial and body when method and URL are the same', () => {
    const { url: target, method } = sign_information
    expect(explain(signError, { request: { method, target } })).toContain(
      'check the key and the serial, and that the body',
    )
    const request = { method: 'GET', target }
    expect(explain(signError, { language: 'zh', request })).toContain('POST; 实际发送: GET')
  })

  it('may hold anything in place of what WeChat Pay signed', () => {
    const request = { method: 'GET', target: '/v3/x' }
    for (const odd of [{ a: 1 }, ['GET'], 7, null, { toString: 1 }, '\u001b[2J', 'x'.repeat(100_000)]) {
      const detail = { sign_information: { method: odd, url: odd } }
      const error = apiError(401, { code: 'SIGN_ERROR', message: 'm', detail })
      const text = explain(error, { request, language: 'zh' })
      expect(text).toContain('实际发送: GET')
      expect(text).not.toMatch(/[^\P{C}\n]/u)
      expect(text.length).toBeLessThan(10_000)
    }
  })

  it('may be made by hand from anything', () => {
    const cycle: Record<string, unknown> = {}
    cycle.self = cycle
    const trap = {
      get a(): never {
        throw new Error('no')
      },
    }
    const { proxy, revoke } = Proxy.revocable({}, {})
    let deep: unknown = 1
    for (let i = 0; i < 300_000; i++) deep = [deep]
    for (const detail of [
      cycle,
      trap,
      deep,
      1n,
      () => 1,
      Symbol('s'),
      { toJSON: 1 },
      { a: 1n },
      new Array(1e6),
    ]) {
      const error = new ApiError({ ...apiError(400, {}), detail })
      expect(explain(error)).toContain('  detail: ')
    }
    revoke()
    const base = apiError(400, {})
    expect(explain(Object.assign(base, { detail: proxy }))).toContain('  detail: unreadable')
    expect(explain(Object.assign(apiError(400, {}), { reason: undefined }))).toMatch(
      /^ApiError: |^setNotifyUrl: /,
    )
  })

  it('is called unsigned where it is, and badly signed where it is', () => {
    const unsigned = apiError(407, '<html>Proxy</html>')
    expect(explain(unsigned).split('\n')[0]).toBe(
      "setNotifyUrl: unsigned response, perhaps a proxy's: HTTP 407 HTTP_407: no message, Request-ID 08F1-1",
    )
    expect(explain(unsigned, { language: 'zh' }).split('\n')[0]).toBe(
      'setNotifyUrl: 应答未签名，可能来自代理： HTTP 407 HTTP_407: no message, Request-ID 08F1-1',
    )
    expect(explain(unsigned)).not.toContain('<')
    const invalid = new ApiError({ ...unsigned, verified: false })
    expect(explain(invalid)).toContain('response with an invalid signature: HTTP 407')
    expect(explain(invalid, { language: 'zh' })).toContain('应答的签名无效： HTTP 407')
    const verified = new ApiError({ ...unsigned, verified: true })
    expect(explain(verified)).toMatch(/^setNotifyUrl: WeChat Pay responded with HTTP 407/)
  })

  it.each<[number, string]>([
    [429, 'Too many calls.'],
    [500, 'An error inside WeChat Pay.'],
    [502, 'WeChat Pay is overloaded.'],
    [503, 'WeChat Pay is overloaded.'],
    [504, 'No page explains this code.'],
  ])('of HTTP %i with an unknown code is explained by its status: %s', (status, meaning) => {
    expect(explain(apiError(status, { code: 'A_NEW_NAME' }))).toContain(`  ${meaning}`)
  })

  it('whose code is one of ours is not explained as ours', () => {
    const text = explain(apiError(401, { code: 'FETCH_UNTRUSTED', message: 'm' }))
    expect(text).toContain('HTTP 401 HTTP_401: FETCH_UNTRUSTED: m')
    expect(text).toContain('No page explains this code.')
  })

  it('without information about the signature is not compared', () => {
    const request = { method: 'GET', target: '/v3/x' }
    expect(explain(apiError(400, { code: 'PARAM_ERROR' }), { request })).not.toContain('was sent')
  })

  it.each(Object.entries(apiCodes))('%s has a meaning and a remedy in both languages', (code, { status }) => {
    const error = apiError(status, { code, message: 'm' })
    expect(explain(error).split('\n')[1]).toMatch(/^ {2}\w.*\. [A-Z].*\.$/)
    expect(explain(error, { language: 'zh' }).split('\n')[1]).toMatch(
      /^ {2}.*\p{Script=Han}.*。.*\p{Script=Han}.*。$/u,
    )
  })

  it('with an unknown code is said to be unknown', () => {
    expect(explain(apiError(418, ''))).toContain('No page explains this code.')
    expect(explain(apiError(418, ''), { language: 'zh' })).toContain('文档中没有这个错误码的说明。')
  })

  it('that is verified has no warning', () => {
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
})

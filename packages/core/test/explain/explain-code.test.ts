import { explainCode } from '@wxdp/core'
import { describe, expect, it } from 'vitest'

describe('explainCode', () => {
  it('explains a code of these packages, in either language', () => {
    expect(explainCode('AUTH_API_V3_KEY_INVALID')?.split('\n')).toEqual([
      'AUTH_API_V3_KEY_INVALID: The APIv3 key is not 32 bytes long. Copy it again without spaces and line breaks. Do not confuse it with the APIv2 key.',
      '  https://pay.weixin.qq.com/doc/v3/partner/4013059153',
      ` ${ERROR_LINK}auth_api_v3_key_invalid`,
    ])
    expect(explainCode('AUTH_API_V3_KEY_INVALID', { language: 'zh' })).toMatch(
      /APIv3 密钥不是 32 字节。请重新复制/,
    )
  })

  it('explains a code of WeChat Pay, however it is written', () => {
    expect(explainCode(' sign_error\n')).toMatch(/^SIGN_ERROR: WeChat Pay rejected the signature/)
  })

  it.each(['268585869', '08F1CCA90610-268585869'])(
    'explains the business cause in %s, and the code with it',
    (code) => {
      const lines = explainCode(code)?.split('\n') ?? []
      expect(lines[0]).toMatch(/^268585869: /)
      expect(lines[1]).toBe('  https://pay.weixin.qq.com/doc/v3/partner/4023148504')
      expect(lines[2]).toBe(` ${ERROR_LINK}268585869`)
      expect(lines[3]).toMatch(/^PARAM_ERROR: /)
      expect(lines[4]).toBe(` ${ERROR_LINK}param_error`)
    },
  )

  it.each(['', 'constructor', '999999999', '08F1CCA90610-0', '1268585869', 'ACQ.PARAM'])(
    'knows nothing about %j',
    (code) => {
      expect(explainCode(code)).toBeUndefined()
    },
  )
})

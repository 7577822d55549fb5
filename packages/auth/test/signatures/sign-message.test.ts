import { signMessage } from '@wxdp/auth/platform'
import { codeOf, keys, utf8 } from '@wxdp-internal/fixtures'
import { describe, expect, it } from 'vitest'

const { privateKey } = keys.merchant
const { serialNo } = keys.platform

describe('signMessage', () => {
  it('signs with the brand scheme on request', async () => {
    const scheme = 'WECHATPAY-BRAND-SHA256-RSA2048'
    const headers = await signMessage({ body: utf8(''), serialNo, privateKey, scheme })
    expect(headers['Wechatpay-Signature-Type']).toBe(scheme)
  })

  it('rejects a body that is not bytes', async () => {
    const call = () => signMessage({ body: '{}' as never, serialNo, privateKey })
    expect(await codeOf(call)).toBe('AUTH_MESSAGE_INVALID')
  })
})

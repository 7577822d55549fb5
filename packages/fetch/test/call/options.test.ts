import { createVerifier } from '@wxdp/auth'
import { setNotifyUrl } from '@wxdp/core/partner'
import type { ClientOptions } from '@wxdp/fetch'
import { codeOf, keys } from '@wxdp-internal/fixtures'
import { describe, expect, it } from 'vitest'
import { input, setup } from '../support/setup.ts'

const ownKey = createVerifier({ keys: { [keys.merchant.serialNo]: keys.platform.publicKey } })

describe('createClient throws a TypeError', () => {
  it.each<[string, object]>([
    ['no signer', { signer: undefined }],
    ['no verifier', { verifier: undefined }],
    ['an empty list of hosts', { hosts: [] }],
    ['a host that is not a URL', { hosts: ['api.mch.weixin.qq.com'] }],
    ['a host with a path', { hosts: ['https://api.mch.weixin.qq.com/v3'] }],
    ['a host without TLS', { hosts: ['http://127.0.0.1'] }],
    ['a host with another protocol', { hosts: ['ftp://127.0.0.1'], sandbox: true }],
    ['a timeout of 0', { timeout: 0 }],
    ['an infinite timeout', { timeout: Number.POSITIVE_INFINITY }],
    ['maxBytes of 0', { maxBytes: 0 }],
    ['maxBytes of 1.5', { maxBytes: 1.5 }],
    ['a deadline of 0', { deadline: 0 }],
    ['attempts of 0', { attempts: 0 }],
    ['attempts of 1.5', { attempts: 1.5 }],
    ['attempts of 11', { attempts: 11 }],
    ['an unknown language', { language: 'fr' }],
    ["the merchant's serial among WeChat Pay's keys", { verifier: ownKey }],
  ])('for %s', (_, options: Partial<ClientOptions>) => {
    const make = () => setup(options)
    expect(make).toThrow(TypeError)
    expect(make).toThrow(expect.objectContaining({ code: 'FETCH_OPTION_INVALID' }))
  })
})

it.each([{ timeout: -1 }, { deadline: 0 }])('a call rejects with a TypeError for %j', async (options) => {
  const call = () => setup().client.call(setNotifyUrl, input, options)
  expect(await codeOf(call)).toBe('FETCH_OPTION_INVALID')
})

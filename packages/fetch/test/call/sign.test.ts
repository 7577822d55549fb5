import { createSigner, createVerifier } from '@wxdp/auth'
import { verifyAuthorization } from '@wxdp/auth/platform'
import { defineEndpoint } from '@wxdp/core'
import { setNotifyUrl } from '@wxdp/core/partner'
import type { ClientOptions, FetchFunction } from '@wxdp/fetch'
import { keys } from '@wxdp-internal/fixtures'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'
import { signedResponse } from '@wxdp-internal/fixtures/messages'
import * as v from 'valibot'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { errorOf, input, mchid, setup, success } from '../support/setup.ts'

/** The request of one call. Its body is read before the response. */
async function sentBy(options: Partial<ClientOptions> = {}) {
  const sent: { request: Request; body: Uint8Array }[] = []
  const fetch: FetchFunction = async (...args) => {
    const request = new Request(...args)
    sent.push({ request, body: new Uint8Array(await request.clone().arrayBuffer()) })
    return success()
  }
  await setup({ fetch, ...options }).client.call(setNotifyUrl, input)
  return sent[0] as (typeof sent)[0]
}

afterEach(() => vi.unstubAllGlobals())

describe('the request', () => {
  it('has the signed bytes as its body, and the headers that WeChat Pay requires', async () => {
    const { privateKey, publicKey } = freshKeyPair()
    const signer = createSigner({ mchid, serialNo: keys.merchant.serialNo, privateKey })
    const { request, body } = await sentBy({ signer })
    const { url, method, headers, redirect } = request
    const target = `/v3/marketing/partner/delivery-plan/${mchid}/notify-url`
    expect({ url, method, redirect }).toEqual({
      url: `https://api.mch.weixin.qq.com${target}`,
      method: 'POST',
      redirect: 'manual',
    })
    expect(headers.get('accept')).toBe('application/json')
    expect(headers.get('content-type')).toBe('application/json')
    expect(headers.get('wechatpay-serial')).toBe(keys.platform.serialNo)
    expect(headers.get('user-agent')).toMatch(/^wxdp\/\d+\.\d+\.\d+ /)
    const authorization = headers.get('authorization') ?? ''
    const findKey = () => publicKey
    await expect(verifyAuthorization({ authorization, method, target, body, findKey })).resolves.toBeDefined()
    const again = await sentBy({ signer })
    expect(again.request.headers.get('authorization')).not.toBe(authorization)
  })

  it('has no Wechatpay-Serial if the keyring prefers none', async () => {
    const { serialNo, publicKey } = keys.platform
    const verifier = createVerifier({ keys: { [serialNo]: publicKey, PUB_KEY_ID_2: publicKey } })
    const { request } = await sentBy({ verifier })
    expect(request.headers.has('wechatpay-serial')).toBe(false)
  })

  it('has a User-Agent on runtimes without a navigator, too', async () => {
    vi.stubGlobal('navigator', undefined)
    const { request } = await sentBy()
    expect(request.headers.get('user-agent')).toMatch(/^wxdp\/\d+\.\d+\.\d+$/)
  })

  it.each(['en', 'zh-CN', 'zh-HK', 'zh-TW'] as const)('asks for error messages in %s', async (language) => {
    const { request } = await sentBy({ language })
    expect(request.headers.get('accept-language')).toBe(language)
  })

  it('asks for no language if none is given', async () => {
    const { request } = await sentBy()
    expect(request.headers.get('accept-language')).toBeNull()
  })

  it('has no body if it is a GET; its verified 204 has no output', async () => {
    const read = defineEndpoint({
      name: 'read',
      method: 'GET',
      path: '/v3/x',
      caller: 'mchid',
      retry: 'safe',
      input: v.strictObject({}),
    })
    const { client } = setup({
      async fetch(...sent) {
        const request = new Request(...sent)
        expect(await request.text()).toBe('')
        return signedResponse('', { status: 204 })
      },
    })
    await expect(client.call(read, {})).resolves.toBeUndefined()
  })

  it('is not sent if a URL parser changes its path', async () => {
    const dots = defineEndpoint({
      name: 'dots',
      method: 'GET',
      path: '/v3/../x',
      caller: 'mchid',
      retry: 'safe',
      input: v.strictObject({}),
    })
    const fetch = vi.fn()
    const error = await errorOf(setup({ fetch }).client.call(dots, {}))
    expect(error.code).toBe('FETCH_TARGET_CHANGED')
    expect(fetch).not.toHaveBeenCalled()
  })

  it('is not sent if it was signed too late', async () => {
    const own = createSigner(keys.merchant)
    const authorize = vi.fn(async (request: Parameters<typeof own.authorize>[0]) => {
      await new Promise((resolve) => setTimeout(resolve, 40))
      return own.authorize(request)
    })
    const fetch = vi.fn(() => success())
    const { client } = setup({ fetch, signer: { ...own, authorize }, timeout: 20, attempts: 1 })
    expect(await errorOf(client.call(setNotifyUrl, input))).toMatchObject({ code: 'FETCH_TIMEOUT' })
    await authorize.mock.results[0]?.value
    await new Promise((resolve) => setTimeout(resolve, 10))
    expect(fetch).not.toHaveBeenCalled()
  })
})

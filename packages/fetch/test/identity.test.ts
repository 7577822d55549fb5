import { createSigner, createVerifier, type Signer } from '@wxdp/auth'
import { defineEndpoint } from '@wxdp/core'
import * as brand from '@wxdp/core/brand'
import * as partner from '@wxdp/core/partner'
import { createClient, type FetchFunction } from '@wxdp/fetch'
import { codeOf, merchant, platformSerial } from '@wxdp-internal/fixtures'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'

const { mchid, serialNo, privateKey } = merchant
const verifier = createVerifier({ keys: { [platformSerial]: freshKeyPair().publicKey } })
const merchantSigner = createSigner({ mchid, serialNo, privateKey })
const brandSigner = createSigner({ brandId: '120344', serialNo, privateKey })
const notify_url = 'https://pay.example.com/plans'

const clientOf = (signer: Signer, fetch: FetchFunction) =>
  createClient({ signer, verifier, fetch, attempts: 1 })
const sent: FetchFunction = () => Promise.reject(new Error('sent'))

describe('a signer and a path of different identities', () => {
  it('a merchant on a path for brands is refused before anything is sent', async () => {
    const call = () => clientOf(merchantSigner, sent).call(brand.setNotifyUrl, { notify_url })
    expect(await codeOf(call)).toBe('FETCH_IDENTITY')
    await expect(call()).rejects.toThrow(
      `setNotifyUrl: expected a signer made with brandId; found one of the mchid ${mchid}. Nothing was sent.`,
    )
  })

  it('a brand on a path for merchants is refused before anything is sent', async () => {
    const call = () => clientOf(brandSigner, sent).call(partner.setNotifyUrl, { sp_mchid: mchid, notify_url })
    expect(await codeOf(call)).toBe('FETCH_IDENTITY')
    await expect(call()).rejects.toThrow(/made with mchid; found one of the brand_id 120344/)
  })
})

describe('a signer and a path of one identity', () => {
  const other = defineEndpoint({
    name: 'other',
    method: 'GET',
    path: '/risk/things',
    caller: 'mchid',
    retry: 'safe',
    input: v.strictObject({}),
  })

  it('a brand on its own paths is sent under its scheme', async () => {
    let authorization = ''
    const fetch: FetchFunction = async (request) => {
      authorization = request.headers.get('authorization') ?? ''
      return new Response(null, { status: 500 })
    }
    await clientOf(brandSigner, fetch)
      .call(brand.setNotifyUrl, { notify_url })
      .catch(() => undefined)
    expect(authorization).toMatch(/^WECHATPAY-BRAND-SHA256-RSA2048 brand_id="120344",/)
  })

  it('a merchant is sent to any path that is not for brands', async () => {
    expect(await codeOf(() => clientOf(merchantSigner, sent).call(other, {}))).toBe('FETCH_NETWORK')
  })
})

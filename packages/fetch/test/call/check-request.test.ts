import { createSigner, createVerifier, encryptField, type Signer } from '@wxdp/auth'
import { defineEndpoint } from '@wxdp/core'
import * as brand from '@wxdp/core/brand'
import * as partner from '@wxdp/core/partner'
import { echo } from '@wxdp/core/security'
import { type AttemptEvent, type ClientOptions, createClient, type FetchFunction } from '@wxdp/fetch'
import { codeOf, keys } from '@wxdp-internal/fixtures'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'

const { mchid, serialNo, privateKey } = keys.merchant
const verifier = createVerifier({ keys: { [keys.platform.serialNo]: freshKeyPair().publicKey } })
const merchantSigner = createSigner({ mchid, serialNo, privateKey })
const brandSigner = createSigner({ brandId: '120344', serialNo, privateKey })
const notify_url = 'https://pay.example.com/plans'

const clientOf = (signer: Signer, fetch: FetchFunction) =>
  createClient({ signer, verifier, fetch, attempts: 1 })
const sent: FetchFunction = () => Promise.reject(new Error('sent'))

describe('a signer of the wrong identity', () => {
  it('is refused before anything is sent: a merchant for an endpoint of brands', async () => {
    const call = () => clientOf(merchantSigner, sent).call(brand.setNotifyUrl, { notify_url })
    expect(await codeOf(call)).toBe('FETCH_IDENTITY')
    await expect(call()).rejects.toThrow(
      `setNotifyUrl: expected a signer made with brandId; found one of the mchid ${mchid}. Nothing was sent.`,
    )
  })

  it('is refused before anything is sent: a brand for an endpoint of merchants', async () => {
    const call = () => clientOf(brandSigner, sent).call(partner.setNotifyUrl, { sp_mchid: mchid, notify_url })
    expect(await codeOf(call)).toBe('FETCH_IDENTITY')
    await expect(call()).rejects.toThrow(/made with mchid; found one of the brand_id 120344/)
  })

  it('does not use the limiter, is not an attempt, and is not observed', async () => {
    const events: AttemptEvent[] = []
    const limited: string[] = []
    const client = createClient({
      signer: merchantSigner,
      verifier,
      fetch: sent,
      limiter: { acquire: async (key) => void limited.push(key) },
      observe: (event) => events.push(event),
    })
    await expect(client.call(brand.setNotifyUrl, { notify_url })).rejects.toMatchObject({
      code: 'FETCH_IDENTITY',
      endpoint: 'setNotifyUrl',
      attempts: [],
    })
    expect(limited).toEqual([])
    expect(events).toEqual([])
  })
})

describe('a field encrypted with a key', () => {
  const call = async (
    find: () => Promise<undefined>,
    options: Partial<ClientOptions> = {},
    signal?: AbortSignal,
  ) => {
    const events: AttemptEvent[] = []
    const encrypted_echo_message = await encryptField(verifier.keyring, 'hello')
    const keyring = { find, serials: () => [], preferred: undefined }
    const client = createClient({
      signer: merchantSigner,
      verifier: createVerifier({ keys: keyring }),
      fetch: sent,
      observe: (event) => events.push(event),
      ...options,
    })
    const input = { echo_message: 'hello', encrypted_echo_message }
    const error = await client.call(echo, input, { ...(signal && { signal }) }).catch((thrown) => thrown)
    expect(events).toEqual([])
    return error
  }

  it('that the verifier does not have is refused, which is not an attempt', async () => {
    expect(await call(async () => undefined)).toMatchObject({ code: 'FETCH_SERIAL_UNKNOWN', attempts: [] })
  })

  it('whose look-up fails is not sent: the error of the keyring is thrown unchanged', async () => {
    const failure = new Error('store down')
    expect(await call(() => Promise.reject(failure))).toBe(failure)
  })

  it('whose look-up takes too long is not sent', async () => {
    const hanging = (): Promise<undefined> => new Promise(() => {})
    const error = await call(hanging, { timeout: 20 })
    expect(error).toMatchObject({ code: 'FETCH_TIMEOUT', attempts: [] })
    expect(error.message).toMatch(/did not find the key .* within 20 ms; nothing was sent/)
  })

  it('whose look-up is aborted is not sent: the reason is thrown', async () => {
    const controller = new AbortController()
    const reason = new Error('enough')
    const hanging = (): Promise<undefined> => {
      controller.abort(reason)
      return new Promise(() => {})
    }
    expect(await call(hanging, {}, controller.signal)).toBe(reason)
  })
})

describe('a schema that returns a promise', () => {
  it('ends the call with the error of core', async () => {
    const output = { '~standard': { version: 1, vendor: 'x', validate: async () => ({ value: 1 }) } } as const
    const endpoint = defineEndpoint({
      name: 'late',
      method: 'GET',
      path: '/v3/late',
      caller: 'mchid',
      retry: 'safe',
      input: v.strictObject({}),
      output,
    })
    const lenient = {
      keyring: verifier.keyring,
      verify: async ({ body }: { body: Uint8Array }) => ({ body }),
    }
    const client = createClient({
      signer: merchantSigner,
      verifier: lenient as never,
      fetch: async () => new Response('{}'),
    })
    await expect(client.call(endpoint, {})).rejects.toMatchObject({ code: 'CORE_OPTION_INVALID' })
  })
})

describe('a signer that fails', () => {
  it('ends the call with its own error, after one attempt that is observed', async () => {
    const events: AttemptEvent[] = []
    const damaged = Object.assign(new Error('damaged'), { code: 'AUTH_KEY_INVALID' })
    const client = createClient({
      signer: { ...merchantSigner, authorize: () => Promise.reject(damaged) },
      verifier,
      fetch: sent,
      observe: (event) => events.push(event),
    })
    await expect(client.call(partner.setNotifyUrl, { sp_mchid: mchid, notify_url })).rejects.toBe(damaged)
    expect(events).toMatchObject([{ code: 'AUTH_KEY_INVALID', attempt: 1, retryAfterMs: undefined }])
  })
})

describe('a signer of the right identity', () => {
  const other = defineEndpoint({
    name: 'other',
    method: 'GET',
    path: '/risk/things',
    caller: 'mchid',
    retry: 'safe',
    input: v.strictObject({}),
  })

  it('signs with the scheme of brands if it is a brand', async () => {
    let authorization = ''
    const fetch: FetchFunction = async (...sent) => {
      const request = new Request(...sent)
      authorization = request.headers.get('authorization') ?? ''
      return new Response(null, { status: 500 })
    }
    await clientOf(brandSigner, fetch)
      .call(brand.setNotifyUrl, { notify_url })
      .catch(() => undefined)
    expect(authorization).toMatch(/^WECHATPAY-BRAND-SHA256-RSA2048 brand_id="120344",/)
  })

  it('may be a merchant for any endpoint of merchants', async () => {
    expect(await codeOf(() => clientOf(merchantSigner, sent).call(other, {}))).toBe('FETCH_NETWORK')
  })
})

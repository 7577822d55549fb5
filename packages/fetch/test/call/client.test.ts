import { createSigner, createVerifier, importPublicKey } from '@wxdp/auth'
import { verifyAuthorization } from '@wxdp/auth/platform'
import { ApiError, toRequest } from '@wxdp/core'
import { setNotifyUrl } from '@wxdp/core/partner'
import { createClient } from '@wxdp/fetch'
import { createSandbox } from '@wxdp/sandbox'
import { serveSandbox } from '@wxdp/sandbox/node'
import { codeOf, keys } from '@wxdp-internal/fixtures'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'
import { validCall } from '@wxdp-internal/fixtures/valid-inputs'
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { errorOf, setup, success } from '../support/setup.ts'

const merchantKeys = freshKeyPair()
const sandbox = await createSandbox()
const { mchid, serialNo, privateKey } = sandbox.credentials
const input = { sp_mchid: mchid, notify_url: 'https://pay.example.com/wechatpay/plans' }

const clientOf = (options: object = {}) => createClient({ ...sandbox.clientOptions(), ...options })

afterEach(() => vi.unstubAllGlobals())

describe('every valid input of every endpoint', () => {
  it('is sent with a signature over exactly the target and the bytes that arrive', async () => {
    const publicKey = await importPublicKey(merchantKeys.publicKey)
    await fc.assert(
      fc.asyncProperty(validCall, async ([endpoint, input]) => {
        const identity = endpoint.caller === 'brand_id' ? { brandId: '120344' } : { mchid }
        let arrived: Uint8Array | undefined
        const { client } = setup({
          signer: createSigner({ ...identity, serialNo, privateKey: merchantKeys.privateKey }),
          attempts: 2,
          async fetch(...sent) {
            const request = new Request(...sent)
            const { pathname, search } = new URL(request.url)
            arrived = new Uint8Array(await request.arrayBuffer())
            await verifyAuthorization({
              method: request.method,
              target: pathname + search,
              body: arrived,
              authorization: request.headers.get('authorization') ?? '',
              findKey: () => publicKey,
            })
            return new Response('{"code":"SYSTEM_ERROR"}', { status: 500 })
          },
        })
        // The transport responds with the 500 only if the signature verifies.
        await expect(client.call(endpoint, input)).rejects.toMatchObject({ code: 'SYSTEM_ERROR' })
        expect(arrived).toEqual(toRequest(endpoint, input).body)
      }),
    )
  })
})

describe('a client of the sandbox', () => {
  it('sets the URL and returns the verified output', async () => {
    await expect(clientOf().call(setNotifyUrl, input)).resolves.toEqual({ notify_url: input.notify_url })
    expect(sandbox.control.notifyUrl).toBe(input.notify_url)
  })

  it('calls a sandbox on loopback with the option sandbox', async () => {
    const served = await serveSandbox(sandbox)
    try {
      const { signer, verifier } = sandbox.clientOptions()
      const client = createClient({ signer, verifier, hosts: [served.url], sandbox: true })
      const notify_url = 'http://127.0.0.1:1/plans'
      await expect(client.call(setNotifyUrl, { ...input, notify_url })).resolves.toEqual({ notify_url })
    } finally {
      await served.close()
    }
  })

  it('throws an ApiError with code, detail and request id, verified if it is signed', async () => {
    const error = await errorOf<ApiError>(clientOf().call(setNotifyUrl, { ...input, sp_mchid: '1900000002' }))
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({
      code: 'PARAM_ERROR',
      status: 400,
      verified: true,
      detail: { field: 'sp_mchid' },
    })
    expect(error.requestId).toMatch(/-268435461$/)
  })

  it('throws SIGN_ERROR if the private key is wrong, although that response is unsigned', async () => {
    const signer = createSigner({ mchid, serialNo, privateKey: merchantKeys.privateKey })
    const error = await errorOf<ApiError>(clientOf({ signer }).call(setNotifyUrl, input))
    expect(error).toMatchObject({ code: 'SIGN_ERROR', status: 401, verified: 'unsigned' })
    expect(error.detail).toMatchObject({ sign_information: { method: 'POST' } })
  })

  it('throws SIGN_ERROR if the clock is more than five minutes off', async () => {
    const signer = createSigner({ mchid, serialNo, privateKey, now: () => Date.now() - 302_000 })
    expect(await codeOf(() => clientOf({ signer }).call(setNotifyUrl, input))).toBe('SIGN_ERROR')
  })

  it('sends nothing if the input is invalid', async () => {
    const fetch = vi.fn()
    for (const notify_url of ['x', 'http://127.0.0.1/x']) {
      const call = clientOf({ fetch, sandbox: false }).call(setNotifyUrl, { ...input, notify_url })
      await expect(call).rejects.toMatchObject({ code: 'CORE_INPUT_INVALID' })
    }
    expect(fetch).not.toHaveBeenCalled()
  })
})

it("uses the runtime's fetch if no other is given, looked up when it calls", async () => {
  const { fetch: _, ...options } = sandbox.clientOptions()
  const verifier = createVerifier({ keys: { [keys.platform.serialNo]: keys.platform.publicKey } })
  const client = createClient({ ...options, verifier })
  vi.stubGlobal('fetch', () => success('{"notify_url":"u"}'))
  await expect(client.call(setNotifyUrl, input)).resolves.toEqual({ notify_url: 'u' })
})

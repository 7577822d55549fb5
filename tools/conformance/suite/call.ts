// A client whose other side is a function: one answer, as the case wants it.
import { createSigner, type Signer } from '@wxdp/auth'
import { setNotifyUrl } from '@wxdp/core/partner'
import { type Client, type ClientOptions, createClient } from '@wxdp/fetch'
import { mchid, privateKey, serialNo } from './fixtures.ts'
import { now, type SignedOptions, signed, verifier } from './platform.ts'

export const signer: Signer = createSigner({ mchid, serialNo, privateKey, now })

export const input = { sp_mchid: mchid, notify_url: 'https://pay.example.com/wechatpay/plans' }

/** Its pauses take no time. */
export function clientOf(
  fetch: (request: Request) => Promise<Response>,
  more?: Partial<ClientOptions>,
): Client {
  return createClient({
    signer,
    verifier,
    hosts: ['https://one.example'],
    wait: async () => {},
    fetch,
    ...more,
  })
}

/** Sets the URL with a client that gets this answer. */
export function call(answer: () => Promise<Response>, more?: Partial<ClientOptions>) {
  return clientOf(answer, more).call(setNotifyUrl, input)
}

/** An answer that the platform signed over `body`; what is sent may be something else. */
export function answer(
  body: string | Uint8Array,
  { status = 200, sent = body, ...options }: SignedOptions & { status?: number; sent?: typeof body } = {},
): () => Promise<Response> {
  return async () => {
    const headers = await signed(body, options)
    return new Response(status === 204 ? null : (sent as BodyInit), { status, headers })
  }
}

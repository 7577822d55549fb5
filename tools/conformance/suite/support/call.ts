// A client whose server is a function that returns the response that a case needs.
import { setNotifyUrl } from '@wxdp/core/partner'
import { type Client, type ClientOptions, createClient, type FetchFunction } from '@wxdp/fetch'
import { type SignedResponseOptions, signedResponse } from '@wxdp-internal/fixtures/messages'
import { merchant, second, signer, verifier } from './platform.ts'

export const notifyUrl = 'https://pay.example.com/wechatpay/plans'
export const input = { sp_mchid: merchant.mchid, notify_url: notifyUrl }
/** The body of a successful response to {@link input}. */
export const success: string = JSON.stringify({ notify_url: notifyUrl })

export type Respond = () => Promise<Response>

/** A client that waits no time before a retry. */
export function clientOf(fetch: FetchFunction, more?: Partial<ClientOptions>): Client {
  return createClient({
    signer,
    verifier,
    hosts: ['https://one.example'],
    wait: async () => {},
    fetch,
    ...more,
  })
}

/** Calls `setNotifyUrl` with a client that gets this response. */
export function call(respond: Respond, more?: Partial<ClientOptions>): Promise<unknown> {
  return clientOf(respond, more).call(setNotifyUrl, input)
}

/** Responds with WeChat Pay's signature over a body. */
export function respondWith(body: string | Uint8Array, options: SignedResponseOptions = {}): Respond {
  return () => signedResponse(body, { timestamp: second, ...options })
}

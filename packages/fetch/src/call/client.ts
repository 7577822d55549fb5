import type { Endpoint } from '@wxdp/core'
import { type CallOptions, call } from './call.ts'
import { type ClientOptions, readOptions } from './options.ts'

export interface Client {
  /**
   * Calls an endpoint and returns its output, verified.
   *
   * Checks the input, signs the request and sends exactly the signed bytes. A success response is verified before it
   * is parsed. If the endpoint allows it, failures are retried: the same bytes, signed anew.
   *
   * @throws {CoreError} `CORE_INPUT_INVALID` before anything is sent; `CORE_RESPONSE_INVALID`
   * @throws {ApiError} for an error response of WeChat Pay, with its code
   * @throws {FetchError} without a response that can be trusted; see {@link FetchErrorCode}
   * @throws {AuthError} if the signer cannot sign: `AUTH_KEY_INVALID`, `AUTH_KEY_UNSUPPORTED`
   */
  call<Input, Output>(
    endpoint: Endpoint<Input, Output>,
    input: NoInfer<Input>,
    options?: CallOptions,
  ): Promise<Output>
}

/**
 * Creates a client for one signer.
 *
 * It does nothing until the first call, so you can create it at module scope. It remembers which hosts failed, so create
 * it once and keep it.
 *
 * @throws {TypeError} `FETCH_OPTION_INVALID`
 *
 * @example
 * const client = createClient({ signer, verifier })
 * await client.call(setNotifyUrl, { sp_mchid: mchid, notify_url: 'https://pay.example.com/wechatpay/plans' })
 */
export function createClient(options: ClientOptions): Client {
  const settings = readOptions(options)
  return { call: (endpoint, input, callOptions) => call(settings, endpoint, { ...callOptions, input }) }
}

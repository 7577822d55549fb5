import type { Endpoint } from '@wxdp/core'
import { type CallOptions, call } from './call.ts'
import { type ClientOptions, readOptions } from './options.ts'

export interface Client {
  /**
   * Calls one endpoint: checks the input, signs, sends the very bytes that were signed, verifies a success
   * answer before it is read. What may be repeated is, on the same bytes under a new signature.
   *
   * @throws {CoreError} `CORE_INPUT_INVALID` before anything is sent; `CORE_RESPONSE_INVALID`
   * @throws {ApiError} an error answer of WeChat Pay, with its own code
   * @throws {FetchError} no answer that can be trusted; see {@link FetchErrorCode}
   * @throws {AuthError} the signer cannot sign: `AUTH_KEY_INVALID`, `AUTH_KEY_UNSUPPORTED`
   */
  call<Input, Output>(
    endpoint: Endpoint<Input, Output>,
    input: NoInfer<Input>,
    options?: CallOptions,
  ): Promise<Output>
}

/**
 * Makes a client for one signer. Does nothing until the first call, so it may stand at module scope. It remembers
 * which host failed: make one and keep it.
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

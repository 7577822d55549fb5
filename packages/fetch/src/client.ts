import type { Signer, Verifier } from '@wxdp/auth'
import { type Endpoint, toRequest } from '@wxdp/core'
import { type Attempt, attempt, type Fetch } from './attempt.ts'
import { FetchError, invalidOption } from './errors.ts'

export interface ClientOptions {
  readonly signer: Signer
  readonly verifier: Verifier
  /** Carries the request. Default: the runtime's own `fetch`, looked up at each call. */
  readonly fetch?: Fetch
  /**
   * Origins, in order of preference; the next is tried once when one cannot be reached or does not answer in
   * time. Default: `https://api.mch.weixin.qq.com`, `https://api2.mch.weixin.qq.com`.
   */
  readonly hosts?: readonly string[]
  /** For one attempt, body included, in milliseconds. Default 10,000. */
  readonly timeout?: number
  /** The largest answer that is read, in bytes. Default 1 MiB. */
  readonly maxBytes?: number
  /** The other side is a sandbox of your own: http hosts and callback URLs on loopback are allowed. */
  readonly sandbox?: boolean
}

export interface CallOptions {
  /** Ends the call at once; its reason is thrown as it is. */
  readonly signal?: AbortSignal
  /** For one attempt of this call, in milliseconds. */
  readonly timeout?: number
}

export interface Client {
  /**
   * Calls one endpoint: checks the input, signs, sends the very bytes that were signed, verifies a success
   * answer before it is read.
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

/** Both entries of WeChat Pay; the signature does not cover the host. Page 4012075113. */
const weChatPay = ['https://api.mch.weixin.qq.com', 'https://api2.mch.weixin.qq.com'] as const

/**
 * Makes a client for one signer. Does nothing until the first call, so it may stand at module scope.
 *
 * @throws {TypeError} `FETCH_OPTION_INVALID`
 *
 * @example
 * const client = createClient({ signer, verifier })
 * await client.call(setNotifyUrl, { sp_mchid: mchid, notify_url: 'https://pay.example.com/wechatpay/plans' })
 */
export function createClient(options: ClientOptions): Client {
  const { signer, verifier, hosts = weChatPay, sandbox = false } = options
  const { timeout = 10_000, maxBytes = 1024 * 1024 } = options
  if (typeof signer?.authorize !== 'function') throw invalidOption('signer must come from createSigner.')
  if (typeof verifier?.verify !== 'function') throw invalidOption('verifier must come from createVerifier.')
  if (verifier.keyring.serials().includes(signer.serialNo)) {
    throw invalidOption(
      `The verifier holds a key under ${signer.serialNo}, the serial of your own certificate. It needs WeChat Pay's public key or platform certificate.`,
    )
  }
  requireTime(timeout)
  if (!Number.isSafeInteger(maxBytes) || maxBytes < 1)
    throw invalidOption('maxBytes must be a positive integer.')
  if (hosts.length === 0) throw invalidOption('hosts must name at least one origin.')
  const origins = hosts.map((host) => requireOrigin(host, sandbox))
  return {
    async call<Input, Output>(
      endpoint: Endpoint<Input, Output>,
      input: NoInfer<Input>,
      callOptions: CallOptions = {},
    ) {
      const request = toRequest(endpoint, input, { sandbox })
      const each: Attempt = {
        signer,
        verifier,
        send: options.fetch ?? globalThis.fetch,
        timeout: requireTime(callOptions.timeout ?? timeout),
        maxBytes,
        signal: callOptions.signal,
      }
      const tryFrom = async (at: number): Promise<Output> => {
        try {
          return await attempt(each, origins[at] as string, endpoint, request)
        } catch (error) {
          const last = at + 1 === origins.length
          if (last || endpoint.repeat === 'never' || !isUnreachable(error)) throw error
          return tryFrom(at + 1)
        }
      }
      return tryFrom(0)
    },
  }
}

function isUnreachable(error: unknown): boolean {
  return error instanceof FetchError && (error.code === 'FETCH_NETWORK' || error.code === 'FETCH_TIMEOUT')
}

function requireTime(ms: number): number {
  if (!(ms > 0 && ms <= 2 ** 31 - 1)) throw invalidOption('timeout must be milliseconds above 0.')
  return ms
}

function requireOrigin(host: string, sandbox: boolean): string {
  if (!URL.canParse(host))
    throw invalidOption(`hosts: ${host} is not a URL such as https://api.mch.weixin.qq.com.`)
  const { origin, protocol, href } = new URL(host)
  if (href !== `${origin}/`) throw invalidOption(`hosts: only an origin may stand here, such as ${origin}.`)
  if (protocol !== 'https:' && !(sandbox && protocol === 'http:')) {
    throw invalidOption(
      `hosts: ${origin} is not https. Only a sandbox of your own may be: set sandbox: true.`,
    )
  }
  return origin
}

import type { Signer, Verifier } from '@wxdp/auth'
import { invalidOption } from '../errors.ts'
import { createHosts, type Hosts } from './hosts.ts'
import type { Limiter } from './limiter-contract.ts'
import type { ObserveAttempt } from './observe.ts'
import { wait as realWait } from './wait.ts'

/** Sends one request. The runtime's `fetch` is one; so is a sandbox's, and any function in a test. */
export type FetchFunction = (request: Request) => Promise<Response>

/** The language of WeChat Pay's error messages. */
export type MessageLanguage = 'en' | 'zh-CN' | 'zh-HK' | 'zh-TW'

export interface ClientOptions {
  readonly signer: Signer
  readonly verifier: Verifier
  /** Sends the requests. Default: the runtime's `fetch`, looked up at each attempt. */
  readonly fetch?: FetchFunction
  /**
   * Origins, in order of preference. If one cannot be reached or does not respond in time, the next is tried at once
   * and preferred for 60 seconds. Default: `https://api.mch.weixin.qq.com`, `https://api2.mch.weixin.qq.com`.
   */
  readonly hosts?: readonly string[]
  /** Time limit of one attempt with its body, in milliseconds. Default 10,000. */
  readonly timeout?: number
  /** Time limit of one call with all its attempts and pauses, in milliseconds. Default 30,000. */
  readonly deadline?: number
  /** Maximum number of attempts of a call, 1 to 10. Default 4. With 1 there is no retry, so no second host either. */
  readonly attempts?: number
  /** Maximum size of a response body, decompressed, in bytes. Default 1 MiB. */
  readonly maxBytes?: number
  /** Language of WeChat Pay's error messages (`Accept-Language`). WeChat Pay's default is `zh-CN`. */
  readonly language?: MessageLanguage
  /** Keeps calls below the documented limits: `createLimiter()` of `@wxdp/fetch/limiter`, or your own. */
  readonly limiter?: Limiter
  /** Called after every attempt, for logs, metrics and traces. What it throws is ignored. */
  readonly observe?: ObserveAttempt
  /** Allows a sandbox of your own: http hosts, and callback URLs on loopback. Default `false`. */
  readonly sandbox?: boolean
  /** A monotonic clock, in milliseconds. Default `performance.now`. */
  readonly clock?: () => number
  /** From 0 up to 1, for the length of pauses. Default `Math.random`. */
  readonly random?: () => number
  /** Waits for a number of milliseconds, or rejects with the signal's reason. Default: a timer. */
  readonly wait?: (ms: number, signal?: AbortSignal) => Promise<void>
}

/** `ClientOptions`, validated, with defaults filled in. */
export interface Settings
  extends Required<Omit<ClientOptions, 'hosts' | 'fetch' | 'language' | 'limiter' | 'observe'>>,
    Pick<ClientOptions, 'fetch' | 'language' | 'limiter' | 'observe'> {
  readonly hosts: Hosts
}

/** Both hosts of WeChat Pay. The signature does not cover the host. Page 4012075113. */
const weChatPay = ['https://api.mch.weixin.qq.com', 'https://api2.mch.weixin.qq.com'] as const

const languages: readonly unknown[] = ['en', 'zh-CN', 'zh-HK', 'zh-TW', undefined] satisfies (
  | MessageLanguage
  | undefined
)[]

/**
 * Validates the options and fills in defaults.
 *
 * @throws {TypeError} `FETCH_OPTION_INVALID`
 */
export function readOptions(options: ClientOptions): Settings {
  const { signer, verifier, hosts = weChatPay, sandbox = false, language, limiter } = options
  const { maxBytes = 1024 * 1024, attempts = 4, random = Math.random, wait = realWait } = options
  const { clock = () => performance.now() } = options
  if (typeof signer?.authorize !== 'function') throw invalidOption('signer must come from createSigner.')
  if (typeof verifier?.verify !== 'function') throw invalidOption('verifier must come from createVerifier.')
  if (verifier.keyring.serials().includes(signer.serialNo)) {
    throw invalidOption(
      `The verifier has a key under ${signer.serialNo}, the serial of your own certificate. It needs WeChat Pay's public key or platform certificate.`,
    )
  }
  if (!Number.isSafeInteger(maxBytes) || maxBytes < 1)
    throw invalidOption('maxBytes must be a positive integer.')
  if (!Number.isInteger(attempts) || attempts < 1 || attempts > 10)
    throw invalidOption('attempts must be an integer from 1 to 10.')
  if (!languages.includes(language)) throw invalidOption('language must be en, zh-CN, zh-HK or zh-TW.')
  if (limiter && typeof limiter.acquire !== 'function')
    throw invalidOption('limiter must have an acquire method.')
  if (hosts.length === 0) throw invalidOption('hosts must contain at least one origin.')
  const origins = new Set(hosts.map((host) => requireOrigin(host, sandbox)))
  return {
    ...options,
    clock,
    random,
    wait,
    sandbox,
    attempts,
    maxBytes,
    timeout: requireTime('timeout', options.timeout ?? 10_000),
    deadline: requireTime('deadline', options.deadline ?? 30_000),
    hosts: createHosts([...origins], clock),
  }
}

/** @throws {TypeError} `FETCH_OPTION_INVALID` */
export function requireTime(name: string, ms: number): number {
  if (ms > 0 && ms <= 2 ** 31 - 1) return ms
  throw invalidOption(`${name} must be more than 0 and less than 2^31 milliseconds.`)
}

function requireOrigin(host: string, sandbox: boolean): string {
  if (!URL.canParse(host))
    throw invalidOption(`hosts: ${host} is not a URL such as https://api.mch.weixin.qq.com.`)
  const { origin, protocol, href } = new URL(host)
  if (href !== `${origin}/`) throw invalidOption(`hosts: expected only an origin, such as ${origin}.`)
  if (protocol !== 'https:' && !(sandbox && protocol === 'http:')) {
    throw invalidOption(
      `hosts: expected https, found ${origin}. For a sandbox of your own, set sandbox: true.`,
    )
  }
  return origin
}

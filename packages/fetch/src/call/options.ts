import type { Keyring, Signer, Verifier } from '@wxdp/auth'
import { elapsed, parseUrl, quietly } from '@wxdp/bounds'
import { invalidOption } from '../errors.ts'
import { requireFunctions, requireInteger, requireNumber, wrongOption } from './check-option.ts'
import { createHosts, type Hosts } from './hosts.ts'
import type { Limiter } from './limiter-contract.ts'
import type { ObserveAttempt } from './observe.ts'
import { steady } from './steady.ts'
import type { FetchFunction } from './transport.ts'
import { wait as realWait } from './wait.ts'

/** The language of WeChat Pay's error messages. */
export type MessageLanguage = 'en' | 'zh-CN' | 'zh-HK' | 'zh-TW'

export interface ClientOptions {
  readonly signer: Signer
  readonly verifier: Verifier
  /** Sends the requests: any `fetch`. Default: the runtime's, looked up at each attempt. */
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
  /** Called after every attempt, for logs, metrics and traces. What it throws, or rejects with, is ignored. */
  readonly observe?: ObserveAttempt
  /** Allows a sandbox of your own: http hosts, and callback URLs on loopback. Default `false`. */
  readonly sandbox?: boolean
  /**
   * A monotonic clock, in milliseconds. Default `performance.now`. A step back, `NaN` and an exception count as no time.
   */
  readonly clock?: () => number
  /** From 0 up to 1, for the length of pauses. Default `Math.random`. Anything else is taken as 0 or 1. */
  readonly random?: () => number
  /**
   * Waits for a number of milliseconds, or rejects with the signal's reason. Default: a timer. If it rejects otherwise,
   * or takes longer than the deadline, the call ends with the error that it has.
   */
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
  const { signer, verifier, hosts = weChatPay, sandbox = false, language, limiter } = options ?? {}
  if (typeof signer?.authorize !== 'function') throw wrongOption('signer must come from createSigner', signer)
  if (typeof verifier?.verify !== 'function' || !verifier.keyring) {
    throw wrongOption('verifier must come from createVerifier', verifier)
  }
  refuseOwnKey(signer, verifier.keyring)
  requireFunctions(options, ['fetch', 'observe', 'clock', 'random', 'wait'])
  const { maxBytes = 1024 * 1024, attempts = 4, timeout = 10_000, deadline = 30_000 } = options
  const { random = Math.random, wait = realWait, clock = elapsed } = options
  if (!languages.includes(language)) throw wrongOption(`language must be ${languages.slice(0, 4)}`, language)
  if (limiter !== undefined && typeof limiter?.acquire !== 'function') {
    throw wrongOption('limiter must have an acquire method', limiter)
  }
  if (!Array.isArray(hosts) || hosts.length === 0) throw wrongOption('hosts must be a list of origins', hosts)
  const origins = new Set(hosts.map((host: string) => requireOrigin(host, sandbox)))
  const time = steady(clock)
  return {
    ...options,
    clock: time,
    random,
    wait,
    sandbox,
    attempts: requireInteger('attempts', attempts, { min: 1, max: 10 }),
    maxBytes: requireInteger('maxBytes', maxBytes, { min: 1, max: 2 ** 53 }),
    timeout: requireTime('timeout', timeout),
    deadline: requireTime('deadline', deadline),
    hosts: createHosts([...origins], time),
  }
}

/** @throws {TypeError} `FETCH_OPTION_INVALID` */
export function requireTime(name: string, ms: number): number {
  return requireNumber(name, ms, { min: 1, max: 2 ** 31 - 1 })
}

/** Responses are signed with WeChat Pay's keys. Under its own key, a merchant could only verify its own requests. */
function refuseOwnKey(signer: Signer, keyring: Keyring): void {
  for (const serialNo of keyring.serials()) {
    if (serialNo !== signer.serialNo && !isOwn(signer, keyring.find(serialNo))) continue
    throw invalidOption(
      `The verifier's key ${serialNo} is your own (apiclient_cert.pem, apiclient_key.pem). Expected WeChat Pay's: pub_key.pem of the merchant platform (API安全), or a platform certificate.`,
    )
  }
}

function isOwn(signer: Signer, key: ReturnType<Keyring['find']>): boolean {
  // The result of a look-up is not known yet.
  if (key instanceof Promise) void quietly(() => key)
  return !!key && 'source' in key && !!signer.isOwn?.(key)
}

function requireOrigin(host: string, sandbox: boolean): string {
  const url = typeof host === 'string' && parseUrl(host)
  if (!url) throw wrongOption('hosts must be URLs such as https://api.mch.weixin.qq.com', host)
  const { origin, protocol, href } = url
  if (href !== `${origin}/`) throw invalidOption(`hosts: expected only an origin, such as ${origin}.`)
  if (protocol !== 'https:' && !(sandbox && protocol === 'http:')) {
    throw invalidOption(
      `hosts: expected https, found ${origin}. For a sandbox of your own, set sandbox: true.`,
    )
  }
  return origin
}

import { parseUrl } from '@wxdp/bounds'
import { invalidOption, NotifyError, requireFunctions } from '../errors.ts'
import { callbackSources } from './callback-sources.ts'

/** Throws if a callback does not come from an allowed address. `Host` is what the host calls the handler with. */
export type SourceCheck<Host> = (host: Host) => void | Promise<void>

export interface SourceCheckOptions<Host> {
  /**
   * Returns the address that a callback comes from: the socket's, or one from a header that your own proxy sets.
   *
   * Anyone can send `X-Forwarded-For`: use the entry that your proxy appended, not the first one.
   */
  readonly address: (host: Host) => string | null | undefined
  /** IPv4 addresses and networks such as `101.226.103.0/25`. Default: `callbackSources`. */
  readonly ranges?: readonly string[]
}

/**
 * Makes a check of where callbacks come from, for the setting `sourceCheck` of a handler.
 *
 * Without an address in `ranges`, the response is a 403, and nothing is read or verified. An address in `ranges`
 * proves nothing: the signature is verified all the same.
 *
 * An address may have a port (`101.226.103.1:51008`), brackets, a zone, surrounding spaces, and any spelling of IPv6
 * that is mapped to IPv4 (`::ffff:101.226.103.1`, `::ffff:65e2:6701`). A list of addresses is refused: anyone can
 * send the first ones.
 *
 * @throws {TypeError} `NOTIFY_OPTION_INVALID`
 * @throws {NotifyError} `NOTIFY_SOURCE`, from the check
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012082570}
 *
 * @example
 * const handler = createHandler({
 *   verifier,
 *   apiV3Key,
 *   onNotification,
 *   sourceCheck: createSourceCheck({ address: ({ request }) => request.headers.get('cf-connecting-ip') }),
 * })
 */
export function createSourceCheck<Host>(options: SourceCheckOptions<Host>): SourceCheck<Host> {
  const { address, ranges = callbackSources } = options
  requireFunctions({ address })
  if (ranges.length === 0) throw invalidOption('ranges must hold at least one address or network.')
  const networks = ranges.map(toNetwork)
  return (host) => {
    const found = address(host)
    const bits = typeof found === 'string' ? toBits(toIpv4(found)) : Number.NaN
    if (networks.some(({ size, first }) => bits >= first && bits < first + size)) return
    throw new NotifyError(
      'NOTIFY_SOURCE',
      `Found the address ${show(found)}; expected one of the ${ranges.length} allowed ranges. ${hintFor(found)}`,
    )
  }
}

function show(found: unknown): string {
  return typeof found === 'string'
    ? JSON.stringify(found.slice(0, 64))
    : `${found === null ? found : typeof found}`
}

function hintFor(found: unknown): string {
  return typeof found === 'string' && found.includes(',')
    ? 'It is a list. Use the entry that your own proxy appended, usually the last: the sender can choose the others.'
    : "If it is your proxy's, read the address from the header that the proxy sets."
}

interface Network {
  readonly first: number
  /** The number of addresses. */
  readonly size: number
}

function toNetwork(range: string): Network {
  const [address = '', prefix = '32', ...rest] = range.split('/')
  const first = toBits(address)
  const size = 2 ** (32 - Number(prefix))
  // A network that does not start on its prefix's boundary is a typing error.
  if (rest.length > 0 || !/^([12]?\d|3[0-2])$/.test(prefix) || first % size !== 0) {
    throw invalidOption(
      `ranges must hold IPv4 addresses and networks such as 101.226.103.0/25; found ${range}.`,
    )
  }
  return { first, size }
}

/** The 32 bits of an IPv4 address; NaN, which is in no network, for anything else. */
function toBits(address: string): number {
  const octet = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
  const parts = new RegExp(`^${octet}\\.${octet}\\.${octet}\\.${octet}$`).exec(address)
  return parts ? parts.slice(1).reduce((bits, part) => bits * 256 + Number(part), 0) : Number.NaN
}

/** The IPv4 address, without what hosts put around it, also if it is mapped to IPv6 (RFC 4291 §2.5.5.2); else ''. */
function toIpv4(text: string): string {
  // Longer than any address. What follows takes no time on a short one.
  if (text.length > 100) return ''
  const bare = text
    .trim()
    // `[address]:port`, then a zone, then `a.b.c.d:port`.
    .replace(/^\[([^\]]*)\](:\d{1,5})?$/, '$1')
    .replace(/%.*$/, '')
    .replace(/(\.\d+):\d{1,5}$/, '$1')
  return bare.includes(':') ? unmap(bare) : bare
}

function unmap(address: string): string {
  // A URL has the one canonical spelling.
  const url = /^[\da-f:.]+$/i.test(address) ? parseUrl(`http://[${address}]`) : undefined
  const [, high, low] = /^\[::ffff:([\da-f]+):([\da-f]+)\]$/.exec(url?.hostname ?? '') ?? []
  if (!high || !low) return ''
  return [high, low]
    .flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255])
    .join('.')
}

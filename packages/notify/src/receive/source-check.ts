import { invalidOption, NotifyError } from '../errors.ts'
import { callbackSources } from './callback-sources.ts'

/** Lets a callback through by where it comes from, or throws. `Host` is what the host calls its handlers with. */
export type SourceCheck<Host extends readonly unknown[]> = (...host: Host) => void | Promise<void>

export interface SourceCheckOptions<Host extends readonly unknown[]> {
  /**
   * Says where a callback comes from: the socket's address, or a header that your own proxy sets.
   *
   * Of `X-Forwarded-For`, anyone can write all but what your proxy appended: take that entry, not the first.
   */
  readonly address: (...host: Host) => string | null | undefined
  /** IPv4 addresses and networks such as `101.226.103.0/25`. Default: `callbackSources`. */
  readonly ranges?: readonly string[]
}

/**
 * Makes a check of where callbacks come from, for the option `sourceCheck` of a handler.
 *
 * An address that is not in `ranges`, or is none, is a 403 before anything is read or verified. One that is,
 * IPv4 or mapped into IPv6 (`::ffff:101.226.103.1`), proves nothing: the signature is verified all the same.
 *
 * @throws {TypeError} `NOTIFY_OPTION_INVALID`
 * @throws {NotifyError} `NOTIFY_SOURCE`, from the check
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012082570}
 *
 * @example
 * const sourceCheck = createSourceCheck({ address: (request: Request) => request.headers.get('cf-connecting-ip') })
 * const handler = createHandler({ receive, onNotification, sourceCheck })
 */
export function createSourceCheck<Host extends readonly unknown[]>(
  options: SourceCheckOptions<Host>,
): SourceCheck<Host> {
  const { address, ranges = callbackSources } = options
  if (typeof address !== 'function') throw invalidOption('address must be a function.')
  if (ranges.length === 0) throw invalidOption('ranges must hold at least one address or network.')
  const networks = ranges.map(toNetwork)
  return (...host) => {
    const found = address(...host)
    const bits = toBits(typeof found === 'string' ? unmap(found) : '')
    if (networks.some(({ size, first }) => bits >= first && bits < first + size)) return
    throw new NotifyError(
      'NOTIFY_SOURCE',
      `The callback comes from ${JSON.stringify(found)?.slice(0, 64)}, which is in none of the ${ranges.length} ranges allowed. If its sender is your proxy, let address take the header that the proxy sets.`,
    )
  }
}

interface Network {
  readonly first: number
  /** How many addresses it has. */
  readonly size: number
}

function toNetwork(range: string): Network {
  const [address = '', prefix = '32', ...rest] = range.split('/')
  const first = toBits(address)
  const size = 2 ** (32 - Number(prefix))
  // A network that does not begin where its prefix says is a slip of the pen.
  if (rest.length > 0 || !/^([12]?\d|3[0-2])$/.test(prefix) || first % size !== 0) {
    throw invalidOption(
      `ranges must hold IPv4 addresses and networks such as 101.226.103.0/25; found ${range}.`,
    )
  }
  return { first, size }
}

/** The 32 bits of an address in four decimal parts; of anything else NaN, which lies in no network. */
function toBits(address: string): number {
  const octet = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
  const parts = new RegExp(`^${octet}\\.${octet}\\.${octet}\\.${octet}$`).exec(address)
  return parts ? parts.slice(1).reduce((bits, part) => bits * 256 + Number(part), 0) : Number.NaN
}

/** The IPv4 address that an IPv6 one maps (RFC 4291 §2.5.5.2), in either spelling; others as they are. */
function unmap(address: string): string {
  const [, high, low] = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/i.exec(address) ?? []
  if (!high || !low) return address.replace(/^::ffff:/i, '')
  return [high, low]
    .flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255])
    .join('.')
}

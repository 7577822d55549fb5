/** Chooses a host for each attempt, by how earlier attempts ended. */
export interface Hosts {
  readonly count: number
  /** @param mayProbe The attempt may be retried on another host, so it may find out whether a failed one is back. */
  pick(mayProbe: boolean): string
  /** The host sent an HTTP response, successful or not: it is up. */
  reached(host: string): void
  /** No connection, or no whole response in time. */
  failed(host: string): void
}

/** Milliseconds. WeChat Pay's own schemes look again every minute. */
const avoidance = 60_000

/**
 * Creates the choice of hosts, which remembers the hosts that failed.
 *
 * Of the schemes that WeChat Pay describes, this is the one with probes, and ordinary calls are the probes. A host that
 * failed to connect or timed out is avoided for 60 seconds. Then one call that may be retried tries it again. If the
 * host responds, all calls return to it; if not, that call is retried elsewhere, and the host is avoided for another
 * 60 seconds. If all hosts have failed, the one that failed first is next.
 *
 * There are no counters and no background work, so it also serves in a worker that lives for a single request. Both
 * hosts are always in service, so changing hosts too early does no harm.
 *
 * @param origins In order of preference.
 * @param clock Monotonic, in milliseconds.
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012082567}
 */
export function createHosts(origins: readonly string[], clock: () => number): Hosts {
  /** The failed hosts, and until when each is avoided. The one that failed first comes first. */
  const avoided = new Map<string, number>()
  const avoid = (host: string): void => {
    avoided.delete(host)
    avoided.set(host, clock() + avoidance)
  }
  const isOpen = (host: string, mayProbe: boolean): boolean => {
    const until = avoided.get(host)
    return until === undefined || (mayProbe && until <= clock())
  }
  return {
    count: origins.length,
    pick(mayProbe) {
      const [oldest] = avoided.keys()
      const host = origins.find((each) => isOpen(each, mayProbe)) ?? (oldest as string)
      // Until the outcome of this attempt is known, other calls use other hosts.
      if (avoided.has(host)) avoid(host)
      return host
    },
    reached(host) {
      avoided.delete(host)
    },
    failed: avoid,
  }
}

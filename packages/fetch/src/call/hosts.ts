/** Which of several entries to WeChat Pay to take, from what became of the calls before. */
export interface Hosts {
  readonly count: number
  /** @param mayProbe The call may be repeated elsewhere, so it may find out whether a host is back. */
  pick(mayProbe: boolean): string
  /** An HTTP answer came, whatever it said: the host is up. */
  reached(host: string): void
  /** No connection, or no whole answer in time. */
  failed(host: string): void
}

/** WeChat Pay's own schemes look again each minute. */
const recovery = 60_000

/**
 * Remembers which hosts failed. Of the schemes that WeChat Pay describes, this is the probe scheme with calls for
 * probes: after one connection failure or time-out the next host in the list is preferred for 60 seconds; then one
 * call, of those that may be repeated, tries the failed host again. Its answer brings all calls back; its failure
 * costs that one call a switch, and begins another 60 seconds. When all have failed, the one whose failure is
 * oldest is next.
 *
 * Nothing is counted and nothing runs in the background: a worker that lives for one request decides as well as a
 * server. Both entries are always open, so a switch that comes too early does no harm.
 *
 * @param origins In order of preference.
 * @param now Milliseconds.
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012082567}
 */
export function createHosts(origins: readonly string[], now: () => number): Hosts {
  /** Until when; the one that failed first stands first. */
  const avoided = new Map<string, number>()
  const avoid = (host: string): void => {
    avoided.delete(host)
    avoided.set(host, now() + recovery)
  }
  const isOpen = (host: string, mayProbe: boolean): boolean => {
    const until = avoided.get(host)
    return until === undefined || (mayProbe && until <= now())
  }
  return {
    count: origins.length,
    pick(mayProbe) {
      const [oldest] = avoided.keys()
      const host = origins.find((each) => isOpen(each, mayProbe)) ?? (oldest as string)
      // Until this call knows more, others go elsewhere.
      if (avoided.has(host)) avoid(host)
      return host
    },
    reached(host) {
      avoided.delete(host)
    },
    failed: avoid,
  }
}

/** Why a host cannot receive callbacks. */
export interface HostProblem {
  readonly rule: string
  readonly message: string
  readonly found: string
}

/**
 * Last labels that the public DNS does not have: reserved ones (RFC 2606, 6761, 6762, 7686, 8375, 9476, ICANN's
 * `internal`), those that ICANN will never delegate (`corp`, `home`, `mail`), and those of private networks and of
 * service discovery (`lan`, `svc`, …), which also cover `svc.cluster.local`.
 */
const localNames =
  /(?:^|\.)(?:alt|arpa|consul|corp|example|home|internal|intra|intranet|invalid|lan|local|localdomain|localhost|localnet|mail|onion|private|svc|test|workgroup)$/

/**
 * Judges a host by its name alone, without a DNS lookup.
 *
 * @param host As `URL.hostname` writes it: lower case, IPv4 in four decimal parts, IPv6 in brackets.
 */
export function hostProblem(host: string): HostProblem | undefined {
  const name = host.replace(/\.$/, '')
  if (/^\[|^\d+(\.\d+){3}$/.test(name)) {
    return {
      rule: 'domain_name',
      message: `Expected a domain name; found the IP address ${host}.`,
      found: host,
    }
  }
  if (!name.includes('.') || localNames.test(name)) {
    const message = `The internet cannot reach ${host}. Use a public host; for a sandbox, set sandbox: true.`
    return { rule: 'public_host', message, found: host }
  }
  if (name === host) return undefined
  return { rule: 'trailing_dot', message: `Leave out the last dot: ${name}`, found: host }
}

import { invalidOption, SandboxError } from '../errors.ts'

/**
 * Refuses an address that other machines can reach, unless that is allowed, too: one mistake is not enough.
 *
 * @throws {SandboxError} `SANDBOX_OPTION_INVALID`
 */
export function requireHostname(hostname: unknown, allowRemote: unknown = false): void {
  if (typeof hostname !== 'string' || hostname === '') {
    throw invalidOption('hostname', { expected: 'a non-empty string', found: hostname })
  }
  if (typeof allowRemote !== 'boolean') {
    throw invalidOption('allowRemote', { expected: 'true or false', found: allowRemote })
  }
  if (isLoopback(hostname) || allowRemote) return
  throw new SandboxError(
    'SANDBOX_OPTION_INVALID',
    `hostname: other machines can reach ${hostname}. If that is meant, pass allowRemote: true, too.`,
  )
}

/** Node binds a host name to what it resolves to; `localhost` is loopback everywhere. */
function isLoopback(hostname: string): boolean {
  return /^(127(\.\d{1,3}){3}|::1|localhost)$/i.test(hostname)
}

/** How this machine reaches a server that listens on an address. */
export function originOf(hostname: string, port: number): string {
  const host = { '0.0.0.0': '127.0.0.1', '::': '::1' }[hostname] ?? hostname
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** The host names under which the page may be opened because the server listens on them. */
export function pageHostsOf(hostname: string): readonly string[] {
  const isAny = hostname === '0.0.0.0' || hostname === '::'
  return isAny ? [] : [new URL(originOf(hostname, 1)).hostname]
}

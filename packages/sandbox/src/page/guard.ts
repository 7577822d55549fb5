import { parseUrl } from '@wxdp/bounds'
import type { MiddlewareHandler } from 'hono'
import { invalidOption, SandboxError } from '../errors.ts'

/** @throws {SandboxError} `SANDBOX_OPTION_INVALID` */
export function checkAllowedHosts(names: unknown): void {
  const isName = (name: unknown): boolean =>
    typeof name === 'string' && name !== '' && parseUrl(`http://${name}`)?.hostname === name
  if (Array.isArray(names) && names.every(isName)) return
  const expected = 'an array of host names in lower case, without a port'
  throw invalidOption('allowedHosts', { expected, found: names })
}

/**
 * Lets requests pass only if this machine's user can have meant them:
 *
 * - `Host` has a loopback name or an allowed one. A name of somebody else's that leads here (DNS rebinding) would make
 *   the attacker's page one of the same origin.
 * - `Origin` and `Sec-Fetch-Site`, which browsers send and scripts cannot forge, are those of this page. A link from
 *   elsewhere may lead to the page, but no page elsewhere can include its parts or call its control.
 * - An action is sent as JSON, which no form can do.
 *
 * Programs that are not browsers send neither header, and pass.
 *
 * @throws {SandboxError} `SANDBOX_HOST_REFUSED`, `SANDBOX_ORIGIN_REFUSED`, `SANDBOX_REQUEST_INVALID`
 */
export function createGuard(allowedHosts: readonly string[]): MiddlewareHandler {
  return async ({ req }, next) => {
    const host = req.header('host') ?? new URL(req.url).host
    checkHost(host, allowedHosts)
    const origin = req.header('origin')
    const site = req.header('sec-fetch-site') ?? 'none'
    const isLink = req.path === '/' && req.method === 'GET' && req.header('sec-fetch-mode') === 'navigate'
    const isOwnSite = site === 'same-origin' || site === 'none' || isLink
    if (!isOwnSite || (origin !== undefined && parseUrl(origin)?.host !== host)) {
      throw new SandboxError(
        'SANDBOX_ORIGIN_REFUSED',
        `This request comes from a web page elsewhere (${origin ?? site}). Only the sandbox's own page and programs that are not browsers may use its control.`,
      )
    }
    if (req.method === 'POST' && !isJson(req.header('content-type'))) {
      throw new SandboxError(
        'SANDBOX_REQUEST_INVALID',
        'Content-Type: expected application/json. Send {} if the action needs nothing.',
      )
    }
    await next()
  }
}

function checkHost(host: string, allowedHosts: readonly string[]): void {
  const name = parseUrl(`http://${host}`)?.hostname ?? ''
  if (isLoopback(name) || allowedHosts.includes(name)) return
  throw new SandboxError(
    'SANDBOX_HOST_REFUSED',
    `Host: found ${host}, expected localhost or 127.0.0.1. To open the page under another name, pass it as allowedHosts.`,
  )
}

/** Names as `URL.hostname` writes them. No name server can make them lead elsewhere. */
function isLoopback(name: string): boolean {
  return /^(127(\.\d+){3}|\[::1\]|localhost)$/.test(name)
}

function isJson(type: string | undefined): boolean {
  return /^application\/json\s*(;|$)/i.test(type ?? '')
}

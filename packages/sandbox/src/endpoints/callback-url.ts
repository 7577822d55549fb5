import { parseUrl } from '@wxdp/bounds'
import type { Text } from '../http/text.ts'
import { type Check, nonEmptyString } from '../http/value-checks.ts'

interface Rule {
  readonly isBroken: (url: URL, text: string) => boolean
  readonly issue: Text
}

const rules: readonly Rule[] = [
  {
    isBroken: ({ protocol, hostname }) => protocol !== 'https:' && !isLoopback(hostname),
    issue: { zh: '须以https://开头', en: 'it must begin with https://' },
  },
  {
    isBroken: ({ hostname }) => isPrivateAddress(hostname) && !isLoopback(hostname),
    issue: { zh: '须为外网可访问的域名', en: 'its host must be reachable from the internet' },
  },
  {
    isBroken: ({ pathname }) => pathname === '/',
    issue: { zh: '须包含路径', en: 'it must have a path' },
  },
  {
    isBroken: (_, text) => text.includes('?'),
    issue: { zh: '不可携带参数', en: 'it must have no query parameters' },
  },
  {
    isBroken: ({ username, password }, text) => text.includes('#') || username + password !== '',
    issue: { zh: '不可携带片段或用户名密码', en: 'it must have no fragment and no credentials' },
  },
]

/**
 * A callback URL of at most 256 bytes, by the rules of page 4012082570 (brands: 4015407551). The page lists IP
 * addresses among the errors; here public ones are accepted, since its rules still name them.
 *
 * One exception is the sandbox's own: a loopback host, with http or https, so that a receiver on the same machine can
 * be tested. WeChat Pay refuses it.
 */
export const callbackUrl: Check = (value) => {
  const issue = nonEmptyString(256)(value)
  if (issue !== undefined) return issue
  const text = String(value)
  const url = /^https?:\/\//.test(text) ? parseUrl(text) : undefined
  if (!url) return { zh: '须为完整的URL', en: 'it must be an absolute URL' }
  return rules.find(({ isBroken }) => isBroken(url, text))?.issue
}

/** Hosts as `URL.hostname` writes them. */
function isLoopback(host: string): boolean {
  return /^(127(\.\d+){3}|\[::1\]|(.+\.)?localhost)$/.test(host)
}

const privateV4 =
  /^(0|10|127|169\.254|172\.(1[6-9]|2\d|3[01])|192\.168|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])|22[4-9]|2[3-5]\d)\./

/** Whether a host is an address that the internet cannot reach. IPv6 outside 2000::/3 is none of it. */
function isPrivateAddress(host: string): boolean {
  if (host.startsWith('[')) return !/^\[[23][0-9a-f]{3}:/.test(host)
  return /^\d+(\.\d+){3}$/.test(host) && privateV4.test(host)
}

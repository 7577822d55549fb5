import type { InputRule } from '../contract/endpoint.ts'
import { isPublicHost } from './public-host.ts'

/**
 * The rules for a URL that WeChat Pay is to call back: absolute http or https, with a path, without query,
 * fragment and credentials, at most 256 bytes, on a host that the internet can reach.
 *
 * The documentation contradicts itself on plain http (page 4012082570 both lists and forbids it); it is let
 * through here. In a sandbox any host may stand.
 *
 * @param field Name of the input field.
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012082570}
 */
export function callbackUrl(field: string): InputRule {
  return (input, { sandbox }) => {
    const value = input[field]
    if (typeof value !== 'string') return []
    return problems(value, sandbox).map(([rule, message]) => ({ path: `/${field}`, rule, message }))
  }
}

const maxBytes = 256

type Problem = readonly [rule: string, message: string]

/** What may be wrong with a URL that is one. */
const parts: readonly (readonly [isWrong: (url: URL) => boolean, ...Problem])[] = [
  [({ pathname }) => pathname === '/', 'path_required', 'A path is required; a domain alone is refused.'],
  [
    ({ href }) => href.includes('?'),
    'no_query',
    'Query parameters are not allowed; put what you need into the path.',
  ],
  [({ href }) => href.includes('#'), 'no_fragment', 'A fragment (#…) is not allowed.'],
  [
    ({ username, password }) => username !== '' || password !== '',
    'no_credentials',
    'User name and password are not allowed.',
  ],
]

function problems(text: string, sandbox: boolean): Problem[] {
  const isAscii = /^[\x21-\x7e]*$/.test(text)
  const size = isAscii ? text.length : new TextEncoder().encode(text).length
  const tooLong: Problem[] =
    size > maxBytes ? [['max_bytes', `At most ${maxBytes} bytes are allowed; found ${size}.`]] : []
  const url = isAscii && /^https?:\/\/./.test(text) ? parse(text) : undefined
  if (!url) {
    const message =
      'An absolute URL is wanted, http:// or https:// in lower case, other characters percent-encoded.'
    return [...tooLong, ['absolute_url', message]]
  }
  const broken: Problem[] = parts.filter(([isWrong]) => isWrong(url)).map(([, ...problem]) => problem)
  if (!sandbox && !isPublicHost(url.hostname)) {
    const remedy = 'Give a public host; for a sandbox of your own, set sandbox: true.'
    broken.push(['public_host', `${url.hostname} cannot be reached from the internet. ${remedy}`])
  }
  // WeChat Pay may read an unusual spelling differently (127.1, /a/../b); asked only of a URL that is else good.
  if (broken.length === 0 && url.href !== text) {
    broken.push(['normal_form', `Write it in its normal form: ${url.href}`])
  }
  return [...tooLong, ...broken]
}

/** Parsed once: `URL.canParse` before it would cost as much again. */
function parse(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}

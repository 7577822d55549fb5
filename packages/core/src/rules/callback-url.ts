import type { InputRule } from '../contract/endpoint.ts'
import { isPublicHost } from './public-host.ts'

/**
 * Makes the rule for a field that holds a callback URL: absolute http or https, with a path, without query, fragment
 * and credentials, at most 256 bytes, on a host that the internet can reach.
 *
 * Plain http is allowed because the documentation contradicts itself: page 4012082570 both lists and forbids it. For
 * a sandbox any host is allowed.
 *
 * @param field Name of the input field.
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012082570}
 */
export function callbackUrlRule(field: string): InputRule {
  return (input, { sandbox }) => {
    const value = input[field]
    if (typeof value !== 'string') return []
    return problemsOf(value, sandbox).map((problem) => ({ path: `/${field}`, ...problem }))
  }
}

const maxBytes = 256

type Problem = Omit<ReturnType<InputRule>[number], 'path'>

/** What may be wrong with an absolute URL. */
const urlProblems: readonly (Problem & { readonly isIn: (url: URL) => boolean })[] = [
  {
    rule: 'path_required',
    message: 'A path is required; a domain alone is refused.',
    isIn: ({ pathname }) => pathname === '/',
  },
  {
    rule: 'no_query',
    message: 'Query parameters are not allowed; put what you need into the path.',
    isIn: ({ href }) => href.includes('?'),
  },
  {
    rule: 'no_fragment',
    message: 'A fragment (#…) is not allowed.',
    isIn: ({ href }) => href.includes('#'),
  },
  {
    rule: 'no_credentials',
    message: 'User name and password are not allowed.',
    isIn: ({ username, password }) => username !== '' || password !== '',
  },
]

function problemsOf(text: string, sandbox: boolean): Problem[] {
  const isAscii = /^[\x21-\x7e]*$/.test(text)
  const problems = [...sizeProblems(isAscii ? text.length : new TextEncoder().encode(text).length)]
  const url = isAscii && /^https?:\/\/./.test(text) ? parse(text) : undefined
  if (!url) {
    const message =
      'Expected an absolute URL: http:// or https:// in lower case, other characters percent-encoded.'
    return [...problems, { rule: 'absolute_url', message }]
  }
  const broken: Problem[] = urlProblems
    .filter(({ isIn }) => isIn(url))
    .map(({ rule, message }) => ({ rule, message }))
  if (!sandbox && !isPublicHost(url.hostname)) {
    const message = `The internet cannot reach ${url.hostname}. Use a public host, or set sandbox: true for a sandbox.`
    broken.push({ rule: 'public_host', message, found: url.hostname })
  }
  // WeChat Pay may read an unusual spelling (127.1, /a/../b) in another way. Only checked when nothing else is wrong.
  if (broken.length === 0 && url.href !== text) {
    broken.push({
      rule: 'normal_form',
      message: `Write the URL in its normal form: ${url.href}`,
      expected: url.href,
    })
  }
  return [...problems, ...broken]
}

function sizeProblems(size: number): Problem[] {
  if (size <= maxBytes) return []
  const message = `At most ${maxBytes} bytes are allowed; found ${size}.`
  return [{ rule: 'max_bytes', message, expected: `<=${maxBytes}`, found: String(size) }]
}

/** One `URL` constructor instead of `URL.canParse` and another: parsing twice would double the time. */
function parse(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}

import type { InputRule } from '../contract/endpoint.ts'
import { hostProblem } from './public-host.ts'

/**
 * Makes the rule for a field that holds a callback URL: absolute https, with a path without placeholders, without
 * query, fragment and credentials, at most 256 bytes, on a domain name that the internet can reach. A host in Chinese
 * is refused with its punycode form.
 *
 * That every IP address is refused is inferred: the page lists one as an error, and its only example is 127.0.0.1. For
 * a sandbox, plain http and any host are allowed.
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
    message: 'A path is required.',
    isIn: ({ pathname }) => /^\/+$/.test(pathname),
  },
  {
    rule: 'no_placeholder',
    message: 'Placeholders such as [id], {id} and :id are not allowed.',
    isIn: ({ pathname }) => /[[\]*]|\/:|%7b|%3c/i.test(pathname),
  },
  {
    rule: 'no_query',
    message: 'Query parameters are not allowed; use the path.',
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
  const problems = sizeProblems(new TextEncoder().encode(text).length)
  const url = parse(text)
  if (!url || !/^https?:$/.test(url.protocol)) {
    return [...problems, { rule: 'absolute_url', message: 'Expected an absolute https:// URL.' }]
  }
  const broken: Problem[] = urlProblems
    .filter(({ isIn }) => isIn(url))
    .map(({ rule, message }) => ({ rule, message }))
  if (!sandbox) {
    if (url.protocol === 'http:') {
      broken.push({ rule: 'https_only', message: 'Expected https://; found http://.', found: 'http' })
    }
    const host = hostProblem(url.hostname)
    if (host) broken.push(host)
  }
  // WeChat Pay may read an unusual spelling (/a/../b) in another way. Only checked when nothing else is wrong.
  if (broken.length === 0 && url.href !== text) {
    broken.push({
      rule: 'normal_form',
      message: `Write it in its normal form: ${url.href}`,
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

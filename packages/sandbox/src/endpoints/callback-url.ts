import { type Check, nonEmptyString } from '../http/value-checks.ts'

/** A URL of at most 256 bytes, by the rules of page 4012082570. Any host is allowed here. */
export const callbackUrl: Check = (value) => {
  const issue = nonEmptyString(256)(value)
  if (issue !== undefined) return issue
  const url = String(value)
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) return 'it must be an absolute http or https URL'
  if (new URL(url).pathname === '/') return 'it must have a path'
  if (url.includes('?')) return 'it must have no query parameters'
  return url.includes('#') || new URL(url).username !== ''
    ? 'it must have no fragment and no credentials'
    : undefined
}

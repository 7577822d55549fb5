import { text } from '../http/field-checks.ts'

/** The URL rules of page 4012082570, at most 256 bytes. Any host will do here. */
export function callbackUrl(value: unknown): string | undefined {
  const issue = text(256)(value)
  if (issue !== undefined) return issue
  const url = String(value)
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) return 'it must be an absolute http or https URL'
  if (new URL(url).pathname === '/') return 'it must have a path'
  if (url.includes('?')) return 'it must have no query parameters'
  return url.includes('#') || new URL(url).username !== ''
    ? 'it must have no fragment and no credentials'
    : undefined
}

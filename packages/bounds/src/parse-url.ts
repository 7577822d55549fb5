/**
 * Parses an absolute URL. Some edges have no `URL.canParse`, and no `URL.parse`.
 *
 * @returns `undefined` if the text is not a URL
 *
 * @example
 * import { parseUrl } from '@wxdp/bounds'
 *
 * console.log(parseUrl('https://api.mch.weixin.qq.com')?.origin)
 */
export function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}

import { explainCode } from '@wxdp/core'
import type { Text } from '../language/language.ts'

/** What an error response of WeChat Pay says. It has `code` and `message`, and a notification has neither. */
export function apiErrorIn(body: Uint8Array): Text | undefined {
  try {
    const { code, message, detail } = JSON.parse(new TextDecoder().decode(body))
    if (typeof code !== 'string' || typeof message !== 'string') return undefined
    const field = typeof detail?.field === 'string' ? ` (${detail.field})` : ''
    const meaning = (language: 'en' | 'zh'): string =>
      explainCode(code, { language })?.split('\n')[0] ?? `${code}: ${message}`
    return { en: `${meaning('en')}${field} ${message}`, zh: `${meaning('zh')}${field}${message}` }
  } catch {
    return undefined
  }
}

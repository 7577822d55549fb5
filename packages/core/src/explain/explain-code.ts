import { findApiCode } from '../contract/api-codes.ts'
import { apiTexts } from './api-texts.ts'
import { findCodeText } from './code-texts.ts'
import { findErrorNumber } from './error-numbers.ts'
import { linkLine } from './link.ts'
import { phrases } from './phrases.ts'
import type { CodeText, Language } from './text.ts'

/**
 * Explains what a log has of an error: a code of WeChat Pay or of these packages, an error number, or a `Request-ID`
 * that ends with one. `explain` explains a whole error.
 *
 * @param options `language`: default `en`.
 * @returns Lines of plain text: meaning, remedy, the documentation page if one is known, and where this project's
 *   site explains it. `undefined` if nothing is
 *   known about it.
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4023148504}
 *
 * @example
 * console.log(explainCode('08A9F1CCA90610F20618E2E4F8E401-268585141', { language: 'zh' }))
 */
export function explainCode(
  code: string,
  options: { readonly language?: Language } = {},
): string | undefined {
  const { language = 'en' } = options
  const text = code.trim()
  // The number ends a Request-ID, after a hyphen.
  const [number] = /(?<=^|-)\d{9}$/.exec(text) ?? []
  const cause = number === undefined ? undefined : findErrorNumber(Number(number))
  if (number !== undefined && cause) {
    return linesOf(number, cause, language)
      .concat(linesOf(cause.code, apiTexts[cause.code], language))
      .join('\n')
  }
  const name = text.toUpperCase()
  const known = findApiCode(name, 0)
  const row = findCodeText(name) ?? (known && apiTexts[known])
  return row && linesOf(name, row, language).join('\n')
}

function linesOf(name: string, row: CodeText, language: Language): string[] {
  return [
    `${name}: ${row[language].join(phrases.space[language])}`,
    ...(row.page ? [`  ${row.page}`] : []),
    linkLine(name),
  ]
}

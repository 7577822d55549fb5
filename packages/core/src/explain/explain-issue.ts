import type { CoreIssue } from '../errors.ts'
import { phrases } from './phrases.ts'
import { ruleTexts } from './rule-texts.ts'
import type { Language } from './text.ts'

interface Options {
  readonly language: Language
  /** Whether the caller can mend it: the input, but not a response. */
  readonly withRemedy: boolean
}

/** One issue in one line. A rule of a foreign schema has no text, so its own message stands in both languages. */
export function issueLine(issue: CoreIssue, { language, withRemedy }: Options): string {
  const { path, rule, message, page } = issue
  const text = Object.hasOwn(ruleTexts, rule) ? ruleTexts[rule] : undefined
  const meaning = text && language === 'zh' ? inChinese(text.zh[0], issue) : message
  const remedy = withRemedy ? (language === 'zh' ? text?.zh[1] : text?.en) : undefined
  // Valibot's messages have no full stop.
  const ended = /[.。]$/.test(meaning) ? meaning : `${meaning}.`
  const sentences = [ended, ...(remedy ? [remedy] : [])].join(phrases.space[language])
  return `${path || '/'} (${rule}): ${sentences}${page ? ` ${page}` : ''}`
}

function inChinese(meaning: string, { expected, found }: CoreIssue): string {
  const details = [
    ...(expected === undefined ? [] : [`要求 ${expected}`]),
    ...(found === undefined ? [] : [`实际 ${found}`]),
  ]
  return `${meaning}${details.length > 0 ? `（${details.join('，')}）` : ''}。`
}

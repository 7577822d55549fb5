import type { Text } from './text.ts'

/** Returns what is wrong with a value, or `undefined`. */
export type Check = (value: unknown) => Text | undefined

/** Makes a check from a condition and what it expects. */
export function expected(isRight: (value: unknown) => boolean, issue: Text): Check {
  return (value) => (isRight(value) ? undefined : issue)
}

/** A string of 1 to `max` bytes in UTF-8. */
export function nonEmptyString(max: number): Check {
  return (value) => {
    if (typeof value !== 'string' || value === '') {
      return { zh: '须为非空字符串', en: 'it must be a non-empty string' }
    }
    const size = new TextEncoder().encode(value).length
    if (size <= max) return undefined
    return {
      zh: `不可超过${max}字节，实际${size}字节`,
      en: `it must have at most ${max} bytes; found ${size}`,
    }
  }
}

/**
 * A string of `min` to `max` characters, each counted once, whatever its width and its bytes. Coupons are measured so.
 */
export function characters(max: number, min = 1): Check {
  return (value) => {
    if (typeof value !== 'string') return { zh: '须为字符串', en: 'it must be a string' }
    const size = Array.from(value).length
    if (size >= min && size <= max) return undefined
    return {
      zh: `须为${min}到${max}个字符，实际${size}个`,
      en: `it must have ${min} to ${max} characters; found ${size}`,
    }
  }
}

/** A non-empty string for which no limit is documented. */
export const text: Check = expected((value) => typeof value === 'string' && value !== '', {
  zh: '须为非空字符串',
  en: 'it must be a non-empty string',
})

/** Characters that take the width of two Latin ones. */
const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u
const halfWidth = /[\uff61-\uffdc]/

/**
 * A non-empty string of at most `max` Chinese characters, or twice as many Latin ones. How WeChat Pay counts digits,
 * punctuation and other scripts is not documented; here only characters of East Asian width count double.
 */
export function upToWidth(max: number): Check {
  return (value) => {
    const issue = nonEmptyString(Number.POSITIVE_INFINITY)(value)
    if (issue) return issue
    const width = Array.from(String(value)).reduce(
      (sum, char) => sum + (wide.test(char) && !halfWidth.test(char) ? 2 : 1),
      0,
    )
    if (width <= 2 * max) return undefined
    return {
      zh: `不可超过${max}个汉字或${2 * max}个英文字符`,
      en: `it must have at most ${max} Chinese or ${2 * max} Latin characters`,
    }
  }
}

export const boolean: Check = expected((value) => typeof value === 'boolean', {
  zh: '须为布尔值',
  en: 'it must be a boolean',
})

/** An integer that a JSON number represents exactly. */
export function integer(min: number): Check {
  return expected((value) => Number.isSafeInteger(value) && (value as number) >= min, {
    zh: `须为不小于${min}的整数`,
    en: `it must be an integer of at least ${min}`,
  })
}

/** An integer between two others, both included. */
export function integerWithin(min: number, max: number): Check {
  return expected((value) => Number.isInteger(value) && Number(value) >= min && Number(value) <= max, {
    zh: `须为${min}到${max}的整数`,
    en: `it must be an integer from ${min} to ${max}`,
  })
}

/** An integer in decimal digits, as a query has it. */
export function decimalString(min: number, max: number): Check {
  return expected(
    (value) => /^\d{1,15}$/.test(String(value)) && Number(value) >= min && Number(value) <= max,
    { zh: `须为${min}到${max}的整数`, en: `it must be an integer from ${min} to ${max}` },
  )
}

export function oneOf(...values: readonly string[]): Check {
  return expected((value) => values.some((known) => known === value), {
    zh: `须为以下之一：${values.join('、')}`,
    en: `it must be one of ${values.join(', ')}`,
  })
}

const timeForm = /^\d{4}-\d\d-(\d\d)T([01]\d|2[0-3]):\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/

/** RFC 3339 with a zone, on a day that exists. */
export const time: Check = expected(isTime, {
  zh: '须为RFC3339格式的时间，如2026-11-24T10:00:00+08:00',
  en: 'it must be a time in RFC 3339, such as 2026-11-24T10:00:00+08:00',
})

function isTime(value: unknown): boolean {
  const match = typeof value === 'string' ? timeForm.exec(value) : null
  if (!match || Number.isNaN(Date.parse(match[0]))) return false
  // Date reads the 31st of June as the 1st of July.
  return new Date(`${match[0].slice(0, 10)}T00:00:00Z`).getUTCDate() === Number(match[1])
}

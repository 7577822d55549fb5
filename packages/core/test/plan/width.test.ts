import { describe, expect, it } from 'vitest'
import { widthOf } from '../../src/plan/width.ts'

describe('widthOf', () => {
  it.each<[string, string, number]>([
    ['nothing', '', 0],
    ['Latin', 'Coupon 20%', 10],
    ['Chinese', '满一百减二十', 12],
    ['both', '满100减20', 9],
    ['Chinese punctuation', '券：《买》、「赠」。', 20],
    ['full-width Latin', 'ＡＢＣ１２３！', 14],
    ['half-width katakana', 'ｶﾀｶﾅ', 4],
    ['katakana', 'カタカナ', 8],
    ['Hangul', '쿠폰', 4],
    ['Bopomofo', 'ㄅㄆ', 4],
    ['Latin with accents', 'café', 4],
    ['a combining accent', 'cafe\u0301', 4],
    ['a combining voiced mark', 'か\u3099', 2],
    ['what nobody sees', 'a\u200b\u200d\ufeffb', 2],
    ['quotation marks of both scripts', '“”', 2],
    ['Cyrillic and Greek', 'жω', 2],
    ['a rare Chinese character of the plane', '㐀', 2],
    ['a space of Chinese width', '\u3000', 2],
  ])('of %s', (_, text, width) => {
    expect(widthOf(text)).toBe(width)
  })

  it('takes linear time', () => {
    expect(widthOf('e\u0301券'.repeat(200_000))).toBe(600_000)
  })
})

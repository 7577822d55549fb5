/** A language of error messages. */
export type Language = 'zh' | 'en'

/** One statement in each language. A response has one of them, never both. */
export type Text = Readonly<Record<Language, string>>

/** What `Accept-Language` may ask for. There is one Chinese text: for Hong Kong and Taiwan it is the simplified one. */
const languages: readonly (readonly [form: RegExp, language: Language])[] = [
  [/^(\*|zh(-.+)?)$/i, 'zh'],
  [/^en(-.+)?$/i, 'en'],
]

/**
 * The language of a request: the first one in `Accept-Language` that WeChat Pay speaks, by default Chinese. Weights are
 * not compared: whether WeChat Pay reads them is not documented, and clients list what they prefer first.
 *
 * @returns `undefined` if the header names unsupported languages only.
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012081726}
 */
export function languageOf(acceptLanguage: string | null): Language | undefined {
  if (!acceptLanguage?.trim()) return 'zh'
  for (const range of acceptLanguage.split(',')) {
    const [tag = ''] = range.split(';', 1)
    const known = languages.find(([form]) => form.test(tag.trim()))
    if (known) return known[1]
  }
  return undefined
}

/** Replaces `{name}` in both languages. */
export function fill(text: Text, values: Readonly<Record<string, string | number>>): Text {
  const filled = (template: string): string =>
    template.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]))
  return { zh: filled(text.zh), en: filled(text.en) }
}

/** A language that the program speaks. */
export type Language = 'en' | 'zh'

/** The same words in both languages. */
export type Text = Readonly<Record<Language, string>>

/** The names of the environment that say which language the user reads, in their order of precedence. */
const variables = ['LC_ALL', 'LC_MESSAGES', 'LANG']

/**
 * The language of everything that the program prints: `--lang`, or else the locale. It is read before the command line
 * is parsed, since errors of the command line have a language, too.
 */
export function languageOf(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Language {
  const at = args.findIndex((argument) => argument === '--lang' || argument.startsWith('--lang='))
  const argument = args[at]
  const asked = argument === '--lang' ? args[at + 1] : argument?.slice('--lang='.length)
  const locale = asked ?? variables.map((name) => env[name]).find(Boolean) ?? ''
  return /^zh/i.test(locale) ? 'zh' : 'en'
}

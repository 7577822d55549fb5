// Writes the catalogue of errors as a page.
import type { Catalogue, Entry, Language } from './entries.ts'
import * as words from './words.ts'

export interface PageContext {
  readonly language: Language
  /** A real message of each code. */
  readonly examples: Readonly<Record<string, string>>
  /** Codes that the runbook has an entry for. */
  readonly inRunbook: ReadonlySet<string>
}

export function pageOf(catalogue: Catalogue, context: PageContext): string {
  const { language } = context
  const { groups, api, causes, rules } = catalogue
  const { columns } = words
  const parts = [
    `---\norder: 1\n---\n\n# ${words.title[language]}`,
    words.intro[language],
    ...groups.flatMap(({ packages, entries }) => [
      `## ${packages.join(words.labels.and[language])}`,
      ...entries.map((entry) => entryOf(entry, context, packages)),
    ]),
    `## ${words.apiTitle[language]}`,
    words.apiIntro[language],
    ...api.map((entry) => entryOf(entry, context, ['@wxdp/core'])),
    `## ${words.causesTitle[language]}`,
    words.causesIntro[language],
    ...[...new Set(causes.map(({ page }) => page))].flatMap((page) => [
      `[${page.split('/').at(-1)}](${page})${words.labels.colon[language].trimEnd()}`,
      table(
        [columns.number, columns.code, columns.meaning, columns.remedy].map((column) => column[language]),
        causes
          .filter((cause) => cause.page === page)
          .map(({ code, numbers, text }) => [
            numbers.map((number) => `<a id="${number}"></a>${number}`).join(' '),
            `[${code}](#${code.toLowerCase()})`,
            ...text[language],
          ]),
      ),
    ]),
    `## ${words.rulesTitle[language]}`,
    words.rulesIntro[language],
    table(
      language === 'en'
        ? [columns.rule.en, columns.remedy.en]
        : [columns.rule.zh, columns.meaning.zh, columns.remedy.zh],
      rules.map(({ rule, en, zh }) => [
        `<a id="rule_${rule}"></a>\`${rule}\``,
        ...(language === 'en' ? [en ?? ''] : zh),
      ]),
    ),
  ]
  return `${parts.join('\n\n')}\n`
}

function entryOf(entry: Entry, { language, examples, inRunbook }: PageContext, packages: readonly string[]) {
  const { code, text, page, className, retry, status } = entry
  const { labels } = words
  const [meaning, remedy] = text[language]
  const item = (label: keyof typeof labels, value: string): string =>
    `- ${labels[label][language]}${labels.colon[language]}${value}`
  const ours = className !== 'ApiError'
  const where = status !== undefined && ours ? ` (${words.callbackStatus[language]})` : ''
  const example = examples[code]
  return [
    `### ${code}`,
    [meaning, remedy.replace(/[:：]$/, language === 'en' ? '.' : '。')].join(language === 'en' ? ' ' : ''),
    [
      item(
        'class',
        `\`${className}\`${labels.of[language]}${packages.map((name) => `\`${name}\``).join(labels.and[language])}`,
      ),
      ...(status === undefined ? [] : [item('status', `${status}${where}`)]),
      item('retry', words.retryWords[retry][language]),
      ...(page ? [item('page', `[${page.split('/').at(-1)}](${page})`)] : []),
      ...(inRunbook.has(code)
        ? [item('runbook', `[${labels.runbookLink[language]}](../operate/runbook.md#${code.toLowerCase()})`)]
        : []),
    ].join('\n'),
    ...(example ? [`\`\`\`text\n${example}\n\`\`\``] : []),
  ].join('\n\n')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

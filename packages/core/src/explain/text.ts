/** A language that `explain` speaks. */
export type Language = 'en' | 'zh'

/** What a code means, and what to do about it. */
export interface CodeText extends Readonly<Record<Language, readonly [meaning: string, remedy: string]>> {
  /** URL of the documentation page, where one is known. */
  readonly page?: string | undefined
  /** The part of the remedy that is for causes with such a code. */
  readonly byCause?: readonly RemedyForCause[]
}

export interface RemedyForCause extends Readonly<Record<Language, string>> {
  readonly codes: RegExp
}

type Pair = readonly [meaning: string, remedy: string]

/** A cause with its numbers, in both languages. */
export type CauseRow = readonly [numbers: readonly number[], en: Pair, zh: Pair]

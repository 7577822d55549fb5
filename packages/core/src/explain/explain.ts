import { ApiError } from '../contract/api-error.ts'
import type { OutgoingRequest } from '../contract/request.ts'
import { CoreError } from '../errors.ts'
import { findCodeText } from './code-texts.ts'
import { apiErrorLines } from './explain-api-error.ts'
import { issueLine } from './explain-issue.ts'
import { linkLine, withoutLinks } from './link.ts'
import { phrases } from './phrases.ts'
import { attempt, line } from './preview.ts'

/** Options of {@link explain}. */
export interface ExplainOptions {
  /** Default `en`. */
  readonly language?: 'en' | 'zh'
  /** The request from `toRequest`. For a `SIGN_ERROR`, its first lines are compared with what WeChat Pay signed. */
  readonly request?: Pick<OutgoingRequest, 'method' | 'target'>
}

/**
 * Explains an error and its causes, in English or Chinese: what each code means, what to do, and the documentation
 * page if one is known, and where this project's site explains the code. Of an error that is not from these packages it gives name and message.
 *
 * Never throws, whatever was thrown, and whatever the response holds. Takes at most 8 causes and 50 issues.
 *
 * @returns Lines of plain text, at most 2,000 characters each, with control characters escaped (`\u{1b}`). They may hold
 *   what was sent and what WeChat Pay responded: escape them in HTML.
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012365870}
 *
 * @example
 * try {
 *   await client.call(setNotifyUrl, { sp_mchid: mchid, notify_url: 'https://pay.example.com/plans' })
 * } catch (error) {
 *   console.error(explain(error, { language: 'zh' }))
 * }
 */
export function explain(error: unknown, options: ExplainOptions = {}): string {
  const chain = chainOf(error)
  return chain
    .map((each) => (attempt(() => linesOf(each, chain, options)) ?? [stringOf(each)]).map(line).join('\n'))
    .join('\n  ← ')
}

const maxCauses = 8
const maxIssues = 50

/** An error and its causes, up to a limit: the causes may be circular. */
function chainOf(error: unknown): unknown[] {
  const chain: unknown[] = []
  for (let each = error; each !== undefined || chain.length === 0; ) {
    if (chain.push(each) === maxCauses) break
    const parent = each
    each = attempt(() => (parent instanceof Error ? parent.cause : undefined))
  }
  return chain
}

function linesOf(error: unknown, chain: unknown[], { language = 'en', request }: ExplainOptions): string[] {
  if (error instanceof ApiError) return apiErrorLines(error, { language, request })
  if (!(error instanceof Error)) return [stringOf(error)]
  const { code } = error as { code?: unknown }
  const text = typeof code === 'string' ? findCodeText(code) : undefined
  if (!text) return [`${typeof code === 'string' ? code : error.name}: ${error.message}`]
  const [meaning, general] = text[language]
  // Of a remedy for many causes, what is for the cause that is known.
  const remedy =
    text.byCause?.find(({ codes }) => chain.some((each) => hasCode(each, codes)))?.[language] ?? general
  const issues = error instanceof CoreError ? error.issues.slice(0, maxIssues) : []
  const withRemedy = code === 'CORE_INPUT_INVALID'
  return [
    `${code}: ${meaning}${phrases.space[language]}${remedy}`,
    ...(text.page ? [`  ${text.page}`] : []),
    ...issues.map((issue) => `  ${issueLine(issue, { language, withRemedy })}`),
    // The message of an error with issues only repeats the issues.
    ...(issues.length > 0 ? [] : [`  ${phrases.message[language]}${withoutLinks(error.message)}`]),
    linkLine(`${code}`),
  ]
}

function hasCode(error: unknown, codes: RegExp): boolean {
  const code = attempt(() => (error instanceof Error ? (error as { code?: unknown }).code : undefined))
  return typeof code === 'string' && codes.test(code)
}

/** Anything can be thrown, even a value that has no string form. Its members may be secret, so they are not shown. */
function stringOf(value: unknown): string {
  return (
    attempt(() => String(value)) ?? attempt(() => Object.prototype.toString.call(value)) ?? '[unreadable]'
  )
}

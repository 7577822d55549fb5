import { findApiCode } from '../contract/api-codes.ts'
import type { ApiError } from '../contract/api-error.ts'
import type { OutgoingRequest } from '../contract/request.ts'
import { apiTexts } from './api-texts.ts'
import { findErrorNumber } from './error-numbers.ts'
import { linkLine } from './link.ts'
import { phrases, retryPhrases } from './phrases.ts'
import { preview } from './preview.ts'
import type { Language } from './text.ts'

interface Options {
  readonly language: Language
  readonly request: Pick<OutgoingRequest, 'method' | 'target'> | undefined
}

export function apiErrorLines(error: ApiError, { language, request }: Options): string[] {
  const { endpoint, status, code, reason, requestId, detail, verified } = error
  const id = requestId === undefined ? '' : `, Request-ID ${requestId}`
  // The id follows, so the sentence does not end here.
  const said = requestId === undefined ? reason.slice(0, 500) : reason.slice(0, 500).replace(/[.。]$/, '')
  const known = findApiCode(code, status)
  const origin = verified === true ? 'responded' : verified === false ? 'badlySigned' : 'unsigned'
  return [
    `${endpoint}: ${phrases[origin][language]} HTTP ${status} ${code}: ${said}${id}`,
    ...numberLines(error, language),
    ...adviceLines(error, language),
    ...(detail === undefined ? [] : [`  detail: ${preview(detail)}`]),
    ...(request ? signedLines(error, language, request) : []),
    ...(verified === true ? [] : [`  ${phrases.unverified[language]}`]),
    ...(known ? [linkLine(known)] : []),
  ]
}

/** The business cause, where there is a number. */
function numberLines({ errorNumber }: ApiError, language: Language): string[] {
  if (errorNumber === undefined) return []
  const { [language]: text, page } = findErrorNumber(errorNumber) ?? {}
  if (!text) return [`  ${errorNumber}: ${phrases.unknown[language]}`]
  return [`  ${errorNumber}: ${text.join(phrases.space[language])}`, `  ${page}`]
}

function adviceLines({ code, status, retryAdvice }: ApiError, language: Language): string[] {
  const known = findApiCode(code, status)
  const { [language]: text, page } = (known && apiTexts[known]) ?? {}
  return [
    `  ${text?.join(phrases.space[language]) ?? phrases.unknown[language]}`,
    ...(page ? [`  ${page}`] : []),
    ...(retryAdvice ? [`  ${retryPhrases[retryAdvice][language]}`] : []),
  ]
}

/** Compares what WeChat Pay signed with what was sent. */
function signedLines(
  { signInformation }: ApiError,
  language: Language,
  { method, target }: Pick<OutgoingRequest, 'method' | 'target'>,
): string[] {
  if (!signInformation) return []
  const differing = [
    [signInformation.method, method],
    [signInformation.url, target],
  ].filter(([signed, sent]) => signed !== sent)
  if (differing.length === 0) return [`  ${phrases.same[language]}`]
  return differing.map(
    ([signed, sent]) => `  ${phrases.signed[language]}: ${shown(signed)}; ${phrases.sent[language]}: ${sent}`,
  )
}

/** WeChat Pay's words may be of any type. */
function shown(signed: unknown): string {
  return typeof signed === 'string' ? signed.slice(0, 500) : preview(signed).slice(0, 500)
}

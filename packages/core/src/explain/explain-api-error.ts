import { apiCodes, findApiCode } from '../contract/api-codes.ts'
import type { ApiError } from '../contract/api-error.ts'
import type { OutgoingRequest } from '../contract/request.ts'
import { apiTexts } from './api-texts.ts'
import { phrases, retryPhrases } from './phrases.ts'
import type { Language } from './text.ts'

interface Options {
  readonly language: Language
  readonly request: Pick<OutgoingRequest, 'method' | 'target'> | undefined
}

export function apiErrorLines(error: ApiError, { language, request }: Options): string[] {
  const { endpoint, status, code, reason, requestId, detail, verified } = error
  const id = requestId === undefined ? '' : `, Request-ID ${requestId}`
  return [
    `${endpoint}: ${phrases.responded[language]} HTTP ${status} ${code}: ${reason}${id}`,
    ...adviceLines(error, language),
    ...(detail === undefined ? [] : [`  detail: ${JSON.stringify(detail)}`]),
    ...(request ? signedLines(error, language, request) : []),
    ...(verified === true ? [] : [`  ${phrases.unverified[language]}`]),
  ]
}

function adviceLines({ code, status }: ApiError, language: Language): string[] {
  const known = findApiCode(code, status)
  if (!known) return [`  ${phrases.unknown[language]}`]
  const { [language]: text, page } = apiTexts[known]
  return [
    `  ${text.join(phrases.space[language])}`,
    ...(page ? [`  ${page}`] : []),
    `  ${retryPhrases[apiCodes[known].retry][language]}`,
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
    ([signed, sent]) =>
      `  ${phrases.signed[language]}: ${String(signed)}; ${phrases.sent[language]}: ${String(sent)}`,
  )
}

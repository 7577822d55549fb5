import type { ApiCode, RetryAdvice } from '../contract/api-codes.ts'
import { ApiError } from '../contract/api-error.ts'
import type { OutgoingRequest } from '../contract/request.ts'
import { CoreError } from '../errors.ts'
import { inChinese } from './explain-chinese.ts'

export interface ExplainOptions {
  /** Default `en`. */
  readonly language?: 'en' | 'zh'
  /** What was sent, from `toRequest`: for a `SIGN_ERROR`, its first lines are held against what WeChat Pay signed. */
  readonly request?: Pick<OutgoingRequest, 'method' | 'target'>
}

/**
 * Says what an error means and what to do about it, in English or Chinese, for a log or a person. Of an error that
 * is not of these packages it gives name and message.
 *
 * @returns Some lines of plain text. They may hold what was sent and what WeChat Pay answered: escape them in HTML.
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
  const { language = 'en' } = options
  if (error instanceof ApiError) return explainAnswer(error, texts[language], options).join('\n')
  if (error instanceof CoreError) {
    const issues = error.issues.map(
      ({ path, rule, message, page }) => `  ${path || '/'} (${rule}): ${message}${page ? ` ${page}` : ''}`,
    )
    return [`${error.code}: ${issues.length > 0 ? texts[language].issues : error.message}`, ...issues].join(
      '\n',
    )
  }
  return chainOf(error)
    .map((each) => (each instanceof Error ? nameAndMessage(each) : textOf(each)))
    .join('\n  ← ')
}

const mostCauses = 8

/** An error and its causes. They may go in a circle, so there is an end to it. */
function chainOf(error: unknown): unknown[] {
  const chain: unknown[] = []
  for (let each = error; each !== undefined || chain.length === 0; ) {
    if (chain.push(each) === mostCauses) break
    each = each instanceof Error ? each.cause : undefined
  }
  return chain
}

function nameAndMessage(error: Error): string {
  const { code } = error as { code?: unknown }
  return `${typeof code === 'string' ? code : error.name}: ${error.message}`
}

// Anything may be thrown, also what has no text of its own.
function textOf(value: unknown): string {
  try {
    return String(value)
  } catch {
    return Object.prototype.toString.call(value)
  }
}

const texts = {
  en: {
    issues: 'the input breaks the rules of the endpoint; nothing was sent.',
    answered: 'WeChat Pay answered',
    repeat: {
      no: 'Do not repeat it as it is.',
      same: 'Repeat it with the same number and the same bytes.',
      later: 'Repeat it later, unchanged.',
    } satisfies Record<RetryAdvice, string>,
    unknown: 'No page explains this code.',
    unverified: 'The answer is not signed: decide nothing on it.',
    signed: 'WeChat Pay signed',
    sent: 'was sent',
    same: 'Method and URL are the same on both sides: look at the key, the serial, and whether the body was serialised twice.',
  },
  zh: {
    issues: '入参不符合接口规则，请求没有发出。',
    answered: '微信支付应答',
    repeat: {
      no: '请勿原样重试。',
      same: '请使用相同的请求单号和完全相同的报文重试。',
      later: '请稍后原样重试。',
    } satisfies Record<RetryAdvice, string>,
    unknown: '文档中没有这个错误码的说明。',
    unverified: '该应答没有签名，请勿据此做任何业务判断。',
    signed: '微信支付验签所用',
    sent: '实际发送',
    same: '请求方法和 URL 两边一致：请检查私钥、证书序列号，以及请求体是否被序列化了两次。',
  },
} as const

type Texts = (typeof texts)[keyof typeof texts]

function explainAnswer(error: ApiError, say: Texts, { request, language }: ExplainOptions): string[] {
  const id = error.requestId === undefined ? '' : `, Request-ID ${error.requestId}`
  const { known } = error
  const chinese = language === 'zh' && known ? inChinese(known) : undefined
  return [
    `${error.endpoint}: ${say.answered} HTTP ${error.status} ${error.code}: ${error.reason}${id}`,
    ...(known ? adviceOn(known, chinese, say) : [`  ${say.unknown}`]),
    ...(error.detail === undefined ? [] : [`  detail: ${JSON.stringify(error.detail)}`]),
    ...compareSigned(error, say, request),
    ...(error.verified === true ? [] : [`  ${say.unverified}`]),
  ]
}

function adviceOn(
  known: ApiCode,
  chinese: readonly [meaning: string, remedy: string] | undefined,
  say: Texts,
): string[] {
  const [meaning, remedy] = chinese ?? [known.meaning, known.remedy]
  return [`  ${meaning} ${remedy}`, `  ${say.repeat[known.retry]}`]
}

function compareSigned(
  { signInformation }: ApiError,
  say: Texts,
  request: ExplainOptions['request'],
): string[] {
  if (!signInformation || !request) return []
  const { method, url } = signInformation
  const pairs = [
    [method, request.method],
    [url, request.target],
  ]
  const differing = pairs.filter(([theirs, ours]) => theirs !== ours)
  return differing.length === 0
    ? [`  ${say.same}`]
    : differing.map(([theirs, ours]) => `  ${say.signed}: ${String(theirs)}; ${say.sent}: ${String(ours)}`)
}

// Error answers, one a status, from the catalogue of codes.
import { type ApiCode, apiCodes, type RetryAdvice } from '../src/contract/api-codes.ts'
import { inChinese } from '../src/explain/explain-chinese.ts'
import type { Json } from './schemas.ts'
import { answerHeaders } from './signature.ts'

const repeat: Readonly<Record<RetryAdvice, string>> = {
  no: 'not as it is 不可原样重试',
  same: 'same number, same bytes 相同单号与报文重试',
  later: 'unchanged, later 稍后原样重试',
}

const table = ['| code 错误码 | meaning 含义 | repeat 重试 | remedy 处理 |', '| --- | --- | --- | --- |']

const statuses = [...new Set(Object.values(apiCodes).map(({ status }) => status))].sort((a, b) => a - b)

/** @param schema Of the body. */
export function errorResponses(schema: Json): Json {
  return Object.fromEntries(
    statuses.map((status) => {
      const rows = Object.entries(apiCodes)
        .filter(([, known]) => known.status === status)
        .map(([code, known]) => row(code, known))
      const content = { 'application/json': { schema } }
      return [
        `Error${status}`,
        { description: [...table, ...rows].join('\n'), headers: answerHeaders.unsigned, content },
      ]
    }),
  )
}

export const errorReferences: Json = Object.fromEntries(
  statuses.map((status) => [status, { $ref: `#/components/responses/Error${status}` }]),
)

function row(code: string, known: ApiCode): string {
  const [meaning, remedy] = inChinese(known) ?? ['', '']
  const cells = [
    `\`${code}\``,
    `${known.meaning} ${meaning}`,
    repeat[known.retry],
    `${known.remedy} ${remedy}`,
  ]
  return `| ${cells.join(' | ')} |`
}

// Error responses, one per status, from the table of codes.
import { type ApiCodeInfo, apiCodes, type KnownApiCode, type RetryAdvice } from '../src/contract/api-codes.ts'
import { apiTexts } from '../src/explain/api-texts.ts'
import type { Json } from './schemas.ts'
import { responseHeaders } from './signature.ts'

const retries: Readonly<Record<RetryAdvice, string>> = {
  no: 'do not retry unchanged 不可原样重试',
  same: 'same request number, same bytes 相同单号与报文重试',
  later: 'later, unchanged 稍后原样重试',
}

const table = ['| code 错误码 | meaning 含义 | retry 重试 | remedy 处理 |', '| --- | --- | --- | --- |']

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
        { description: [...table, ...rows].join('\n'), headers: responseHeaders.unsigned, content },
      ]
    }),
  )
}

export const errorReferences: Json = Object.fromEntries(
  statuses.map((status) => [status, { $ref: `#/components/responses/Error${status}` }]),
)

function row(code: string, { retry }: ApiCodeInfo): string {
  const { en, zh } = apiTexts[code as KnownApiCode]
  const cells = [`\`${code}\``, `${en[0]} ${zh[0]}`, retries[retry], `${en[1]} ${zh[1]}`]
  return `| ${cells.join(' | ')} |`
}

// Error responses, one per status, from the table of codes.
import { type ApiCodeInfo, apiCodes, type KnownApiCode, type RetryAdvice } from '../src/contract/api-codes.ts'
import { apiTexts } from '../src/explain/api-texts.ts'
import { errorNumberTables } from '../src/explain/error-numbers.ts'
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
        {
          description: [...table, ...rows, ...causes(status)].join('\n'),
          headers: responseHeaders.unsigned,
          content,
        },
      ]
    }),
  )
}

/** The numbered business causes of the codes of a status. That plans have the numbers in Request-ID is inferred. */
function causes(status: number): string[] {
  const rows = errorNumberTables
    .flatMap(([, table]) => table)
    .filter(([code]) => apiCodes[code].status === status)
    .flatMap(([code, rows]) =>
      rows.map(([numbers, en, zh]) =>
        cells([numbers.join(', '), `\`${code}\``, `${en[0]} ${zh[0]}`, `${en[1]} ${zh[1]}`]),
      ),
    )
  if (rows.length === 0) return []
  const intro =
    'Business causes, by the nine digits after the last hyphen of `Request-ID` (for plans: inferred, not documented). 业务原因：按 `Request-ID` 最后一个连字符后的九位数字查找（投放计划接口的这一规则为推断，文档未写明）。'
  const header = ['| number 错误号 | code 错误码 | meaning 含义 | remedy 处理 |', '| --- | --- | --- | --- |']
  return ['', intro, '', ...header, ...rows]
}

function cells(values: readonly string[]): string {
  return `| ${values.join(' | ')} |`
}

export const errorReferences: Json = Object.fromEntries(
  statuses.map((status) => [status, { $ref: `#/components/responses/Error${status}` }]),
)

function row(code: string, { retry }: ApiCodeInfo): string {
  const { en, zh } = apiTexts[code as KnownApiCode]
  return cells([`\`${code}\``, `${en[0]} ${zh[0]}`, retries[retry], `${en[1]} ${zh[1]}`])
}

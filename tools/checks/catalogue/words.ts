// The words of the catalogue of errors around its data, in both languages.
import type { Language, Retry } from './entries.ts'

type Words = Readonly<Record<Language, string>>

export const title: Words = { en: 'Errors', zh: '错误码' }

export const intro: Words = {
  en: `Every error of these packages has a stable \`code\`, and its message ends with a link to the code's entry here. Switch on codes, never on messages. On the command line, \`npx wxdp explain CODE\` says the same; in a program, \`explain(error)\` of \`@wxdp/core\`. Both also take WeChat Pay's own codes, the numbers of its causes, and a whole \`Request-ID\`.

Where an entry has "In operation", the runbook says what to look at when it happens in production.

This page is generated from the tables behind \`explain\`.`,
  zh: `这些包的每个错误都有稳定的 \`code\`，错误信息末尾的链接指向本页中对应的条目。请根据错误码判断，不要匹配错误信息的文字。命令行可用 \`npx wxdp explain 错误码\` 查询，程序中可用 \`@wxdp/core\` 的 \`explain(error)\`；两者也支持微信支付的错误码、原因编号和完整的 \`Request-ID\`。

条目中有“生产环境”一项的，应急手册说明线上出现时如何排查。

本页由 \`explain\` 所用的文本表生成。`,
}

export const apiTitle: Words = { en: "WeChat Pay's codes", zh: '微信支付的错误码' }
export const apiIntro: Words = {
  en: 'In `code` of an `ApiError`. WeChat Pay may send other codes, too; then the HTTP status decides. A response without a code in its body has `HTTP_502` and the like: a proxy sent it.',
  zh: '即 `ApiError` 的 `code`。微信支付也可能返回其他错误码，此时以 HTTP 状态码为准。应答体中没有错误码时，`code` 为 `HTTP_502` 等，应答来自代理。',
}
export const causesTitle: Words = { en: 'Numbered causes', zh: '原因编号' }
export const causesIntro: Words = {
  en: 'The nine digits after the last hyphen of `Request-ID` (`ApiError.errorNumber`). That they stand there is documented for coupons and inferred for plans. Where the page above a table gives no remedy, the remedy is ours.',
  zh: '即 `Request-ID` 最后一个连字符之后的 9 位数字（`ApiError.errorNumber`）。优惠券的文档写明了这一位置，投放计划为推断。表格上方为编号出自的文档；文档未给出处理办法的，处理办法由本项目补充。',
}
export const rulesTitle: Words = { en: 'Rules of an input', zh: '入参规则' }
export const rulesIntro: Words = {
  en: 'In `rule` of each of the `issues` of a `CORE_INPUT_INVALID`. Their messages state the rule with its limits, and the page that it is from. Remedy is what `explain` adds.',
  zh: '即 `CORE_INPUT_INVALID` 的 `issues` 中每一项的 `rule`。具体的上限和出处见该项的 `message` 与 `page`。',
}

export const columns = {
  number: { en: 'number', zh: '编号' },
  code: { en: 'code', zh: '错误码' },
  rule: { en: 'rule', zh: '规则' },
  meaning: { en: 'meaning', zh: '含义' },
  remedy: { en: 'remedy', zh: '处理办法' },
} as const satisfies Record<string, Words>

export const labels = {
  class: { en: 'Class', zh: '错误类' },
  of: { en: ' of ', zh: '，' },
  status: { en: 'HTTP status', zh: 'HTTP 状态码' },
  retry: { en: 'Retry', zh: '重试' },
  page: { en: "WeChat Pay's page", zh: '微信支付文档' },
  runbook: { en: 'In operation', zh: '生产环境' },
  runbookLink: { en: 'runbook', zh: '应急手册' },
  colon: { en: ': ', zh: '：' },
  and: { en: ' and ', zh: '、' },
} as const satisfies Record<string, Words>

export const retryWords: Readonly<Record<Retry, Words>> = {
  no: { en: 'no; change what caused it first', zh: '否，请先修正原因' },
  same: {
    en: 'with the same request number and the same bytes: the call may have been carried out. `createClient` has done so already, as far as the endpoint allows it',
    zh: '使用相同的请求单号和完全相同的报文重试，因为请求可能已经执行；接口允许时，`createClient` 已自动重试过',
  },
  later: { en: 'later, unchanged: it was not carried out', zh: '稍后原样重试，请求没有执行' },
  look: {
    en: 'not before you have looked: whether the call was carried out is unknown',
    zh: '请先查询结果：请求是否已执行未知',
  },
  delivered: {
    en: 'WeChat Pay sends the callback again, up to 50 times within about three hours',
    zh: '微信支付会重新发送该回调，约 3 小时内最多 50 次',
  },
  queued: { en: 'the queue delivers the notification again', zh: '队列会重新投递该通知' },
}

export const callbackStatus: Words = { en: 'in the response to a callback', zh: '对回调的应答' }

import type { Text } from '../language/language.ts'
import type { FieldFlag } from './call-info.ts'

/** The flag of a call that has a number. */
export const requestNumber: FieldFlag = {
  field: 'out_request_no',
  value: 'text',
  text: {
    en: 'your number of the request; the same number repeats it (default: a new one)',
    zh: '请求单号，相同单号表示重试（默认自动生成）',
  },
}

/** The flag of a call that ends something. */
export const deactivateReason: FieldFlag = {
  field: 'deactivate_reason',
  value: 'text',
  text: { en: 'why, at most 150 characters', zh: '失效原因，最多 150 个字符' },
}

/** What `--file` takes. */
export const fieldsFile: Text = {
  en: 'JSON with the fields of the call; - for standard input; flags count before it',
  zh: '含请求字段的 JSON 文件；- 表示标准输入；命令行参数优先',
}

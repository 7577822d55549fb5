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

import type { Text } from '../http/text.ts'
import type { DeliveryError } from './delivery-error.ts'

/** What a receiver got, and how it responded. */
export type Answered = { readonly kind: 'probe' | 'notification' | 'duplicate' } & (
  | { readonly status: number; readonly error?: never }
  | { readonly error: DeliveryError; readonly status?: never }
)

/** Whether a receiver has accepted a delivery. Page 4016168699. */
export function isAcknowledged({ kind, status }: Answered): boolean {
  return kind !== 'probe' && isSuccess(status)
}

/** Why a delivery has failed; `undefined` if it has not. A probe fails if the receiver accepts it. */
export function problemOf({ kind, status, error }: Answered): Text | undefined {
  if (error) {
    return {
      zh: `没有收到应答：${error.code} ${error.message}`,
      en: `No response: ${error.code} ${error.message}`,
    }
  }
  if (kind === 'probe') return isSuccess(status) ? acceptedProbe : undefined
  if (isSuccess(status)) return undefined
  if (status >= 300 && status < 400) {
    return {
      zh: `应答为重定向（${status}）：微信支付不会跟随，须直接应答200或204`,
      en: `The response is a redirect (${status}), which is not followed. Expected 200 or 204.`,
    }
  }
  return { zh: `应答状态码为${status}，须为200或204`, en: `The status is ${status}. Expected 200 or 204.` }
}

function isSuccess(status: number | undefined): boolean {
  return status === 200 || status === 204
}

const acceptedProbe: Text = {
  zh: '接受了签名错误的回调：签名探测流量须验签失败并应答4XX或5XX',
  en: 'The receiver accepted a wrong signature. A signature probe must be rejected with 4XX or 5XX.',
}

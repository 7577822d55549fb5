import type { Text } from '../language/language.ts'
import { headerOf, type SavedCallback } from './saved-callback.ts'

/** Seconds. WeChat Pay's own limit. */
const tolerance = 300

/** Says that a callback arrived too long before or after it was signed; `undefined` if it did not, or if nobody knows. */
export function stale(callback: SavedCallback): Text | undefined {
  const { receivedAt } = callback
  if (receivedAt === undefined) return undefined
  const seconds = Math.round(receivedAt / 1000 - Number(headerOf(callback, 'wechatpay-timestamp')))
  if (Math.abs(seconds) <= tolerance) return undefined
  return {
    en: `Received ${Math.abs(seconds)} seconds ${seconds > 0 ? 'after' : 'before'} it was signed.`,
    zh: `收到时间比签名时间${seconds > 0 ? '晚' : '早'} ${Math.abs(seconds)} 秒。`,
  }
}

/** When a callback was signed, and with which key. */
export function signedAt(callback: SavedCallback): Text {
  const time = new Date(Number(headerOf(callback, 'wechatpay-timestamp')) * 1000).toISOString()
  const serial = headerOf(callback, 'wechatpay-serial')
  return { en: `Signed at ${time} with ${serial}.`, zh: `签名时间 ${time}，密钥 ${serial}。` }
}

import { wrongOption } from '../call/check-option.ts'
import { sha256Hex } from './sha256.ts'

/**
 * Derives a request number (`out_request_no`) from what a call is about: 40 hexadecimal digits. The same texts always give
 * the same number, in every process and version, so that a call which is repeated after a crash is the same call.
 *
 * Name the kind of call first: whether numbers of different kinds may be equal is not documented. A coupon's code alone
 * cannot be its number: it may be as long as a number, and may have other characters.
 *
 * @param kind The kind of call: `confirm`, for example.
 * @param ids What tells this call from others of its kind: a coupon's code, an order's number.
 * @throws {TypeError} `FETCH_OPTION_INVALID`, if one is not a string or is empty
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781575}
 *
 * @example
 * import { requestNumber } from '@wxdp/fetch/coupon'
 *
 * const out_request_no = await requestNumber('confirm', 'SYN0000000000000000001')
 */
export async function requestNumber(kind: string, ...ids: readonly [string, ...string[]]): Promise<string> {
  const parts: readonly unknown[] = [kind, ...ids]
  const wrong = parts.findIndex((part) => typeof part !== 'string' || part === '')
  if (wrong >= 0 || parts.length < 2) {
    throw wrongOption('kind and ids must be strings that are not empty', parts[wrong])
  }
  return (await sha256Hex(new TextEncoder().encode(JSON.stringify(parts)))).slice(0, 40)
}

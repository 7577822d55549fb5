import * as provider from '#provider'
import { type Bytes, toBytes } from '../encoding/bytes.ts'
import { AuthError, kindOf } from '../errors.ts'
import type { MaybePromise, RuntimeKey } from '../provider/provider.ts'

/** The APIv3 key of a merchant or brand, ready to open sealed resources. Logging it does not show the key. */
export interface ApiV3Key {
  readonly role: 'apiV3'
  /** @internal */
  readonly use: () => unknown
  /** @internal */
  readonly source: () => Uint8Array
}

/** The key as the merchant platform shows it: 32 bytes, usually as a string. */
export type ApiV3KeyInput = string | Bytes | ApiV3Key

/**
 * Imports an APIv3 key (APIv3 密钥; for brands 品牌 API 密钥): checks it now, and imports it once for many uses.
 *
 * @param input Exactly 32 bytes; a string is encoded as UTF-8.
 * @throws {AuthError} `AUTH_API_V3_KEY_INVALID`
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4013059153}
 *
 * @example
 * const key = importApiV3Key(apiV3Key)
 */
export function importApiV3Key(input: ApiV3KeyInput): ApiV3Key {
  if (typeof input === 'object' && input !== null && 'role' in input && input.role === 'apiV3') return input
  // Not provider.fromText: code that holds another buffer of Buffer's pool could read the key.
  const raw = typeof input === 'string' ? new TextEncoder().encode(input) : toBytes(input)
  const isWrapped = typeof input === 'string' && /^[\s"']|[\s"']$/.test(input)
  if (raw?.length !== 32 || isWrapped) {
    const what = raw
      ? `${raw.length} bytes${isWrapped ? ' with quotes or white space around' : ''}`
      : kindOf(input)
    throw new AuthError(
      'AUTH_API_V3_KEY_INVALID',
      `The APIv3 key must be exactly 32 bytes; found ${what}. Copy it again, and do not use the APIv2 key.`,
    )
  }
  // A copy: later changes to the caller's array must not change the key. (Buffer.prototype.slice would not copy.)
  const copy = Uint8Array.from(raw)
  let key: MaybePromise<RuntimeKey> | undefined
  return { role: 'apiV3', use: () => (key ??= provider.importSecret(copy)), source: () => copy }
}

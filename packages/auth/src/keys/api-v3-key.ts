import { provider } from '#provider'
import { AuthError } from '../errors.ts'
import type { MaybePromise, RuntimeKey } from '../provider/provider.ts'

/** The symmetric key of a merchant or brand, ready to open sealed resources. Logging it shows nothing of it. */
export interface ApiV3Key {
  readonly role: 'apiV3'
  /** @internal */
  readonly use: () => unknown
  /** @internal */
  readonly source: () => Uint8Array
}

/** The key as the merchant platform shows it: 32 bytes, usually as text. */
export type ApiV3KeyInput = string | Uint8Array | ApiV3Key

/**
 * Checks an APIv3 key (APIv3密钥; for brands 品牌API密钥) and keeps it ready for use.
 *
 * @param input Exactly 32 bytes; a text is taken as UTF-8.
 * @throws {AuthError} `AUTH_API_V3_KEY_INVALID`
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4013059153}
 *
 * @example
 * const key = importApiV3Key(apiV3Key)
 */
export function importApiV3Key(input: ApiV3KeyInput): ApiV3Key {
  if (typeof input === 'object' && input !== null && 'role' in input && input.role === 'apiV3') return input
  // Not fromText: Buffer's pool would show the key to whoever holds another of its buffers.
  const raw = typeof input === 'string' ? new TextEncoder().encode(input) : input
  if (!(raw instanceof Uint8Array) || raw.length !== 32) {
    const what = raw instanceof Uint8Array ? `${raw.length} bytes` : `a value of type ${typeof raw}`
    throw new AuthError(
      'AUTH_API_V3_KEY_INVALID',
      `The APIv3 key must be exactly 32 bytes; found ${what}. Look for blanks or line breaks copied along, and do not confuse it with the APIv2 key.`,
    )
  }
  // A copy: what the caller does to its array later must not change the key. (A slice of Node's Buffer is none.)
  const copy = Uint8Array.from(raw)
  let key: MaybePromise<RuntimeKey> | undefined
  return { role: 'apiV3', use: () => (key ??= provider.importSecret(copy)), source: () => copy }
}

import * as provider from '#provider'
import type { ApiV3KeyInput } from '../keys/api-v3-key.ts'
import {
  openWith,
  type ResourceOpener,
  type ResourceSealer,
  type SealedResource,
  type SealResourceOptions,
  sealWith,
} from './seal.ts'

/** The algorithm of RFC 5116: a 12-byte nonce and a 16-byte tag. */
const algorithm = 'AEAD_AES_256_GCM'
const opener: ResourceOpener = {
  algorithm,
  open: async (key, ...parts) => provider.open(await key.use(), ...parts),
}
const sealer: ResourceSealer = {
  algorithm,
  seal: async (key, ...parts) => provider.seal(await key.use(), ...parts),
}

/**
 * Opens a sealed resource (解密): checks that all of it is authentic and returns its plaintext.
 *
 * This proves only that the sender knew the APIv3 key. Verify the signature of the enclosing message first;
 * `createReceiver` of `@wxdp/notify` does both in this order.
 *
 * @param apiV3Key 32 bytes, or a key from {@link importApiV3Key} to import it once for many calls.
 * @throws {AuthError} `AUTH_API_V3_KEY_INVALID`, `AUTH_SEALED_INVALID`, `AUTH_OPEN_FAILED`
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4013059153}
 *
 * @example
 * const plaintext = await openResource(apiV3Key, envelope.resource)
 */
export function openResource(apiV3Key: ApiV3KeyInput, sealed: SealedResource): Promise<Uint8Array> {
  return openWith(opener, apiV3Key, sealed)
}

/**
 * Seals a resource the way WeChat Pay does. For sandboxes and tests.
 *
 * @throws {TypeError} `AUTH_OPTION_INVALID`
 * @throws {AuthError} `AUTH_API_V3_KEY_INVALID`
 *
 * @example
 * const resource = await sealResource(apiV3Key, new TextEncoder().encode('{}'), { associatedData: 'delivery_plan' })
 */
export function sealResource(
  apiV3Key: ApiV3KeyInput,
  plaintext: Uint8Array,
  options: SealResourceOptions = {},
): Promise<SealedResource> {
  return sealWith(sealer, { apiV3Key, plaintext, ...options })
}

import { provider } from '#provider'
import type { ApiV3KeyInput } from '../keys/api-v3-key.ts'
import {
  openWith,
  type ResourceOpener,
  type ResourceSealer,
  type SealedResource,
  type SealResourceOptions,
  sealWith,
} from './seal.ts'

/** Of sealed resources under RSA. RFC 5116's: 12-byte nonce, 16-byte tag. */
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
 * Opens a sealed resource (解密) and returns its plaintext, only if all of it is authentic.
 *
 * That it opens proves only that the sealer knew the APIv3 key. Verify the signature of the message around it
 * first; `createReceiver` of `@wxdp/notify` does both in order.
 *
 * @param apiV3Key 32 bytes, or an imported key (one import for many calls).
 * @throws {AuthError} `AUTH_API_V3_KEY_INVALID`, `AUTH_SEALED_INVALID`, `AUTH_OPEN_FAILED`
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4013059153}
 *
 * @example
 * const plaintext = await open(apiV3Key, envelope.resource)
 */
export function openResource(apiV3Key: ApiV3KeyInput, sealed: SealedResource): Promise<Uint8Array> {
  return openWith(opener, apiV3Key, sealed)
}

/**
 * Seals a resource as WeChat Pay does, for sandboxes and tests.
 *
 * @throws {TypeError} `AUTH_OPTION_INVALID`
 * @throws {AuthError} `AUTH_API_V3_KEY_INVALID`
 *
 * @example
 * const resource = await seal(apiV3Key, new TextEncoder().encode('{}'), { associatedData: 'delivery_plan' })
 */
export function sealResource(
  apiV3Key: ApiV3KeyInput,
  plaintext: Uint8Array,
  options: SealResourceOptions = {},
): Promise<SealedResource> {
  return sealWith(sealer, { apiV3Key, plaintext, ...options })
}

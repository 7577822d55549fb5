import type { ApiV3Key, ApiV3KeyInput, SealedResource } from '@wxdp/auth'
import type { SealResourceOptions } from '@wxdp/auth/platform'
import { openWith, type ResourceOpener, type ResourceSealer, sealWith } from '@wxdp/auth/suite'
import { hash, openGcm, sealGcm } from '../primitives/primitives.ts'

const algorithm = 'AEAD_SM4_GCM'
const opener: ResourceOpener = { algorithm, open: (key, ...parts) => openGcm(sm4Key(key), ...parts) }
const sealer: ResourceSealer = { algorithm, seal: (key, ...parts) => sealGcm(sm4Key(key), ...parts) }

/** The first 128 bits of the SM3 hash of the APIv3 key. */
function sm4Key(key: ApiV3Key): Uint8Array {
  return hash(key.source()).subarray(0, 16)
}

/**
 * Opens a resource sealed with SM4-GCM (解密): checks that all of it is authentic and returns its plaintext. Pass it to
 * `@wxdp/notify` as the option `open`.
 *
 * The SM4 key is derived from the APIv3 key: the first 128 bits of its SM3 hash.
 *
 * @param apiV3Key 32 bytes, or an imported key.
 * @throws {AuthError} `AUTH_API_V3_KEY_INVALID`, `AUTH_SEALED_INVALID` (also for `AEAD_AES_256_GCM`),
 *   `AUTH_OPEN_FAILED`
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012082629}
 *
 * @example
 * import { openSm4Resource } from '@wxdp/auth-sm'
 *
 * const receive = createReceiver({ verifier, apiV3Key, open: openSm4Resource })
 */
export function openSm4Resource(apiV3Key: ApiV3KeyInput, sealed: SealedResource): Promise<Uint8Array> {
  return openWith(opener, apiV3Key, sealed)
}

/**
 * Seals a resource with SM4-GCM the way WeChat Pay does. For tests.
 *
 * @throws {TypeError} `AUTH_OPTION_INVALID`
 * @throws {AuthError} `AUTH_API_V3_KEY_INVALID`
 */
export function sealSm4Resource(
  apiV3Key: ApiV3KeyInput,
  plaintext: Uint8Array,
  options: SealResourceOptions = {},
): Promise<SealedResource> {
  return sealWith(sealer, { apiV3Key, plaintext, ...options })
}

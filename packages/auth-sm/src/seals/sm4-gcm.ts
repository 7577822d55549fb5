import type { ApiV3Key, ApiV3KeyInput, SealedResource } from '@wxdp/auth'
import type { SealResourceOptions } from '@wxdp/auth/platform'
import { openWith, type ResourceOpener, type ResourceSealer, sealWith } from '@wxdp/auth/suite'
import { hash, openGcm, sealGcm } from '../primitives/primitives.ts'

const algorithm = 'AEAD_SM4_GCM'
const opener: ResourceOpener = { algorithm, open: (key, ...parts) => openGcm(sm4Key(key), ...parts) }
const sealer: ResourceSealer = { algorithm, seal: (key, ...parts) => sealGcm(sm4Key(key), ...parts) }

/** The first 128 bits of the APIv3 key's SM3. */
function sm4Key(key: ApiV3Key): Uint8Array {
  return hash(key.source()).subarray(0, 16)
}

/**
 * Opens a resource sealed with SM4-GCM (解密) and returns its plaintext, only if all of it is authentic. For
 * `createReceiver` of `@wxdp/notify` it is the option `open`.
 *
 * The key is the APIv3 key as it is; what SM4 needs is made of it: the first 128 bits of its SM3.
 *
 * @param apiV3Key 32 bytes, or an imported key.
 * @throws {AuthError} `AUTH_API_V3_KEY_INVALID`, `AUTH_SEALED_INVALID` (for `AEAD_AES_256_GCM`, too),
 *   `AUTH_OPEN_FAILED`
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012082629}
 *
 * @example
 * import { open } from '@wxdp/auth-sm'
 *
 * const receive = createReceiver({ verifier, apiV3Key, open })
 */
export function openSm4Resource(apiV3Key: ApiV3KeyInput, sealed: SealedResource): Promise<Uint8Array> {
  return openWith(opener, apiV3Key, sealed)
}

/**
 * Seals a resource with SM4-GCM as WeChat Pay does, for tests.
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

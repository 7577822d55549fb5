import * as provider from '#provider'
import { AuthError, invalidOption, kindOf } from '../errors.ts'
import { type ApiV3Key, type ApiV3KeyInput, importApiV3Key } from '../keys/api-v3-key.ts'
import type { MaybePromise } from '../provider/provider.ts'

/** Opens resources: an AEAD with a 12-byte nonce and a 16-byte tag, under a key derived from the APIv3 key. */
export interface ResourceOpener {
  /** WeChat Pay's name for it. */
  readonly algorithm: string
  /** The bytes are the ciphertext and its tag. Returns `undefined` if the tag does not match. */
  readonly open: (key: ApiV3Key, ...parts: Parts) => MaybePromise<Uint8Array | undefined>
}

/** The reverse of {@link ResourceOpener}. */
export interface ResourceSealer {
  readonly algorithm: string
  /** Returns the ciphertext and its tag. */
  readonly seal: (key: ApiV3Key, ...parts: Parts) => MaybePromise<Uint8Array>
}

type Parts = [nonce: Uint8Array, associatedData: Uint8Array, bytes: Uint8Array]

/** A sealed resource in a callback or a certificate download. The field names are WeChat Pay's. */
export interface SealedResource {
  /** `AEAD_AES_256_GCM`; for merchants who use SM2, `AEAD_SM4_GCM`. */
  readonly algorithm: string
  /** Base64 of the ciphertext followed by its 16-byte tag. */
  readonly ciphertext: string
  /** A string of 12 bytes. It is not the nonce of the signature. */
  readonly nonce: string
  /** Authenticated together with the ciphertext. It may be absent or empty. */
  readonly associated_data?: string | undefined
}

/** What may be chosen when a resource is sealed. */
export interface SealResourceOptions {
  /** Authenticated together with the ciphertext. Default: empty. */
  readonly associatedData?: string
  /** 12 visible ASCII characters, never the same twice for one key. Default: random. */
  readonly nonce?: string
}

const tagLength = 16
const nonceLength = 12

/**
 * Opens a sealed resource with one algorithm. A resource that names another algorithm is rejected.
 *
 * @throws {AuthError} `AUTH_API_V3_KEY_INVALID`, `AUTH_SEALED_INVALID`, `AUTH_OPEN_FAILED`
 */
export async function openWith(
  opener: ResourceOpener,
  apiV3Key: ApiV3KeyInput,
  sealed: SealedResource,
): Promise<Uint8Array> {
  const key = importApiV3Key(apiV3Key)
  if (kindOf(sealed) !== 'an object') throw malformed('', `an object; found ${kindOf(sealed)}`)
  const { algorithm, ciphertext, nonce, associated_data: associatedData = '' } = sealed
  if (algorithm !== opener.algorithm) throw malformed("'s algorithm", opener.algorithm)
  if (typeof associatedData !== 'string') throw malformed("'s associated_data", 'a string, or absent')
  const iv = typeof nonce === 'string' ? provider.fromText(nonce) : undefined
  if (iv?.length !== nonceLength) throw malformed("'s nonce", `a string of ${nonceLength} bytes`)
  const bytes = typeof ciphertext === 'string' ? provider.fromBase64(ciphertext) : undefined
  if (!bytes || bytes.length < tagLength) {
    throw malformed("'s ciphertext", `Base64 of at least ${tagLength} bytes (the tag)`)
  }
  const plaintext = await opener.open(key, iv, provider.fromText(associatedData), bytes)
  if (!plaintext) {
    throw new AuthError(
      'AUTH_OPEN_FAILED',
      'The sealed resource does not authenticate: the APIv3 key is not the one that the sender used (check whose it is, and whether it was changed), or the resource was altered.',
    )
  }
  return plaintext
}

/**
 * Seals a resource with one algorithm.
 *
 * @throws {TypeError} `AUTH_OPTION_INVALID`
 * @throws {AuthError} `AUTH_API_V3_KEY_INVALID`
 */
export async function sealWith(
  sealer: ResourceSealer,
  options: SealResourceOptions & { readonly apiV3Key: ApiV3KeyInput; readonly plaintext: Uint8Array },
): Promise<SealedResource> {
  const { associatedData = '', nonce = randomIv() } = options
  const key = importApiV3Key(options.apiV3Key)
  const iv = provider.fromText(nonce)
  if (iv.length !== nonceLength) throw invalidOption(`nonce must be ${nonceLength} bytes long.`)
  const sealed = await sealer.seal(key, iv, provider.fromText(associatedData), options.plaintext)
  return {
    algorithm: sealer.algorithm,
    ciphertext: provider.toBase64(sealed),
    associated_data: associatedData,
    nonce,
  }
}

// The Base64 of 9 random bytes has 12 characters.
function randomIv(): string {
  return provider.toBase64(crypto.getRandomValues(new Uint8Array(9)))
}

function malformed(field: string, expected: string): AuthError {
  return new AuthError('AUTH_SEALED_INVALID', `The sealed resource${field} must be ${expected}.`)
}

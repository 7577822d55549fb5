import { provider } from '#provider'
import { AuthError, invalidOption } from '../errors.ts'
import { type ApiV3Key, type ApiV3KeyInput, importApiV3Key } from '../keys/api-v3-key.ts'
import type { MaybePromise } from '../provider/provider.ts'

/** How resources are sealed: an AEAD with a 12-byte nonce and a 16-byte tag, under a key made of the APIv3 key. */
export interface ResourceOpener {
  /** As WeChat Pay names it. */
  readonly algorithm: string
  /** Of ciphertext and tag. `undefined`: the tag does not match. */
  readonly open: (key: ApiV3Key, ...parts: Parts) => MaybePromise<Uint8Array | undefined>
}

/** The other side of {@link ResourceOpener}. */
export interface ResourceSealer {
  readonly algorithm: string
  /** Ciphertext and tag. */
  readonly seal: (key: ApiV3Key, ...parts: Parts) => MaybePromise<Uint8Array>
}

type Parts = [nonce: Uint8Array, associatedData: Uint8Array, bytes: Uint8Array]

/** A sealed resource as callbacks and certificate downloads carry it; field names are WeChat Pay's. */
export interface SealedResource {
  /** `AEAD_AES_256_GCM`; from merchants who use SM2 `AEAD_SM4_GCM`. */
  readonly algorithm: string
  /** Base64 of the ciphertext followed by its 16-byte tag. */
  readonly ciphertext: string
  /** 12 bytes as text. Has nothing to do with the signature's nonce. */
  readonly nonce: string
  /** Authenticated with the ciphertext; may be absent or empty. */
  readonly associated_data?: string | undefined
}

/** What is sealed, and beside what. */
export interface SealResourceOptions {
  /** Default: empty. */
  readonly associatedData?: string
  /** 12 visible ASCII characters. Default: random. A nonce must never serve twice with one key. */
  readonly nonce?: string
}

const tagLength = 16
const nonceLength = 12

/**
 * Opens a sealed resource with one algorithm, and no other: what names another algorithm is refused.
 *
 * @throws {AuthError} `AUTH_API_V3_KEY_INVALID`, `AUTH_SEALED_INVALID`, `AUTH_OPEN_FAILED`
 */
export async function openWith(
  opener: ResourceOpener,
  apiV3Key: ApiV3KeyInput,
  sealed: SealedResource,
): Promise<Uint8Array> {
  const key = importApiV3Key(apiV3Key)
  const { algorithm, ciphertext, nonce, associated_data: associatedData = '' } = sealed
  if (algorithm !== opener.algorithm) throw malformed('algorithm', opener.algorithm)
  if (typeof associatedData !== 'string') throw malformed('associated_data', 'a string, or absent')
  const iv = typeof nonce === 'string' ? provider.fromText(nonce) : undefined
  if (iv?.length !== nonceLength) throw malformed('nonce', `a string of ${nonceLength} bytes`)
  const bytes = typeof ciphertext === 'string' ? provider.fromBase64(ciphertext) : undefined
  if (!bytes || bytes.length < tagLength) {
    throw malformed('ciphertext', `Base64 of at least ${tagLength} bytes (the tag)`)
  }
  const plaintext = await opener.open(key, iv, provider.fromText(associatedData), bytes)
  if (!plaintext) {
    throw new AuthError(
      'AUTH_OPEN_FAILED',
      'The sealed resource does not authenticate: the APIv3 key is another one than the sealer used (look at which merchant or brand it belongs to, and whether it was changed lately), or the resource was altered.',
    )
  }
  return plaintext
}

/**
 * Seals a resource with one opener.
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
  if (iv.length !== nonceLength) throw invalidOption(`nonce must have ${nonceLength} bytes.`)
  const sealed = await sealer.seal(key, iv, provider.fromText(associatedData), options.plaintext)
  return {
    algorithm: sealer.algorithm,
    ciphertext: provider.toBase64(sealed),
    associated_data: associatedData,
    nonce,
  }
}

// 9 random bytes are 12 Base64 characters.
function randomIv(): string {
  return provider.toBase64(crypto.getRandomValues(new Uint8Array(9)))
}

function malformed(field: string, wanted: string): AuthError {
  return new AuthError('AUTH_SEALED_INVALID', `The sealed resource's ${field} must be ${wanted}.`)
}

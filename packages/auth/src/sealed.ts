import { provider } from '#provider'
import { type ApiV3KeyInput, importApiV3Key } from './api-v3-key.ts'
import { decodeBase64, encodeBase64 } from './base64.ts'
import { AuthError, invalidOption } from './errors.ts'

/** The only algorithm of sealed resources. AEAD_AES_256_GCM is RFC 5116's: 12-byte nonce, 16-byte tag. */
export const sealedAlgorithm = 'AEAD_AES_256_GCM'

/** A sealed resource as callbacks and certificate downloads carry it; field names are WeChat Pay's. */
export interface Sealed {
  /** `AEAD_AES_256_GCM`. */
  readonly algorithm: string
  /** Base64 of the ciphertext followed by its 16-byte tag. */
  readonly ciphertext: string
  /** 12 bytes as text. Has nothing to do with the signature's nonce. */
  readonly nonce: string
  /** Authenticated with the ciphertext; may be absent or empty. */
  readonly associated_data?: string | undefined
}

const utf8 = new TextEncoder()
const tagLength = 16
const nonceLength = 12

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
export async function open(apiV3Key: ApiV3KeyInput, sealed: Sealed): Promise<Uint8Array> {
  const key = importApiV3Key(apiV3Key)
  const { algorithm, ciphertext, nonce, associated_data: associatedData = '' } = sealed
  if (algorithm !== sealedAlgorithm) throw malformed('algorithm', sealedAlgorithm)
  if (typeof associatedData !== 'string') throw malformed('associated_data', 'a string, or absent')
  const iv = typeof nonce === 'string' ? utf8.encode(nonce) : undefined
  if (iv?.length !== nonceLength) throw malformed('nonce', `a string of ${nonceLength} bytes`)
  const bytes = typeof ciphertext === 'string' ? decodeBase64(ciphertext) : undefined
  if (!bytes || bytes.length < tagLength) {
    throw malformed('ciphertext', `Base64 of at least ${tagLength} bytes (the tag)`)
  }
  const plaintext = await provider.open(await key.use(), iv, utf8.encode(associatedData), bytes)
  if (!plaintext) {
    throw new AuthError(
      'AUTH_OPEN_FAILED',
      'The sealed resource does not authenticate: the APIv3 key is another one than the sealer used (look at which merchant or brand it belongs to, and whether it was changed lately), or the resource was altered.',
    )
  }
  return plaintext
}

/** What {@link seal} returns: every field present. */
export interface SealedResource extends Sealed {
  readonly associated_data: string
}

/** What is sealed, and beside what. */
export interface SealOptions {
  /** Default: empty. */
  readonly associatedData?: string
  /** 12 visible ASCII characters. Default: random. A nonce must never serve twice with one key. */
  readonly nonce?: string
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
export async function seal(
  apiV3Key: ApiV3KeyInput,
  plaintext: Uint8Array,
  options: SealOptions = {},
): Promise<SealedResource> {
  const { associatedData = '', nonce = randomIv() } = options
  const key = importApiV3Key(apiV3Key)
  const iv = utf8.encode(nonce)
  if (iv.length !== nonceLength) throw invalidOption(`nonce must have ${nonceLength} bytes.`)
  const sealed = await provider.seal(await key.use(), iv, utf8.encode(associatedData), plaintext)
  return {
    algorithm: sealedAlgorithm,
    ciphertext: encodeBase64(sealed),
    associated_data: associatedData,
    nonce,
  }
}

// 9 random bytes are 12 Base64 characters.
function randomIv(): string {
  return encodeBase64(crypto.getRandomValues(new Uint8Array(9)))
}

function malformed(field: string, wanted: string): AuthError {
  return new AuthError('AUTH_SEALED_INVALID', `The sealed resource's ${field} must be ${wanted}.`)
}

import type { CertificateFacts } from '../encoding/certificate-facts.ts'

/** A value now or later: `node:crypto` answers at once, WebCrypto with a promise. */
export type MaybePromise<T> = T | Promise<T>

/** What a key is for. A key of one role is never taken for the other. */
export type KeyRole = 'private' | 'public'

/** A key as the runtime holds it: a `KeyObject` on Node and Bun, a `CryptoKey` elsewhere. */
export type RuntimeKey = unknown

/** An RSA key as RFC 7517 and 7518 write it. */
export interface Jwk {
  readonly kty?: string | undefined
  readonly n?: string | undefined
  readonly e?: string | undefined
  readonly d?: string | undefined
  readonly p?: string | undefined
  readonly q?: string | undefined
  readonly dp?: string | undefined
  readonly dq?: string | undefined
  readonly qi?: string | undefined
}

/** A key on its way in, in one of the forms that both providers can import. */
export type KeySource =
  /** DER: PKCS#8 for a private key, SPKI for a public one; with the certificate that it came in, if any. */
  | { readonly form: 'der'; readonly der: Uint8Array; readonly certificate?: CertificateFacts }
  | { readonly form: 'jwk'; readonly jwk: Jwk }
  | { readonly form: 'cryptoKey'; readonly key: CryptoKey }

/** An RSA key and its length; the caller decides which lengths are good. */
export interface ImportedKey {
  readonly key: RuntimeKey
  readonly bits: number | undefined
}

/**
 * The cryptography of one runtime: RSASSA-PKCS1-v1_5 with SHA-256, AES-256-GCM with a 16-byte tag; and bytes, as it
 * takes them best.
 *
 * `provider.node.ts` and `provider.web.ts` implement it; `package.json` ("imports") picks one. Both pass the
 * same tests. Nothing outside these two files names a runtime.
 */
export interface Provider {
  importKey(role: KeyRole, source: KeySource): MaybePromise<ImportedKey>
  importSecret(raw: Uint8Array): MaybePromise<RuntimeKey>
  sign(key: RuntimeKey, message: Uint8Array): MaybePromise<Uint8Array>
  verify(key: RuntimeKey, message: Uint8Array, signature: Uint8Array): MaybePromise<boolean>
  /** `sealed` is the ciphertext followed by its 16-byte tag. `undefined`: the tag does not match. */
  open(
    key: RuntimeKey,
    nonce: Uint8Array,
    associatedData: Uint8Array,
    sealed: Uint8Array,
  ): MaybePromise<Uint8Array | undefined>
  /** Ciphertext followed by its 16-byte tag. */
  seal(
    key: RuntimeKey,
    nonce: Uint8Array,
    associatedData: Uint8Array,
    plaintext: Uint8Array,
  ): MaybePromise<Uint8Array>
  toBase64(bytes: Uint8Array): string
  /** As `decodeBase64` of base64.ts, in memory that other bytes may share: for nothing secret. */
  fromBase64(text: string): Uint8Array | undefined
  /** As UTF-8, in memory that other bytes may share: for nothing secret. */
  fromText(text: string): Uint8Array
  /** Bytes to be written, every one of them: what they hold before is anything. Shared as above. */
  alloc(size: number): Uint8Array
}

/** RSAES-OAEP with SHA-1 of one runtime, beside its {@link Provider}: bundles without sensitive fields leave it out. */
export interface Oaep {
  /** Makes a key that serves for signatures fit for this. */
  use(role: KeyRole, source: KeySource, key: RuntimeKey): MaybePromise<RuntimeKey>
  encrypt(key: RuntimeKey, plaintext: Uint8Array): MaybePromise<Uint8Array>
  /** @throws whatever, where it does not open */
  decrypt(key: RuntimeKey, ciphertext: Uint8Array): MaybePromise<Uint8Array>
}

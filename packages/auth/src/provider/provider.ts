import type { CertificateFacts } from '../encoding/certificate-facts.ts'

/** A value or a promise of it: `node:crypto` returns values, WebCrypto promises. */
export type MaybePromise<T> = T | Promise<T>

/** What a key is for. A key of one role is never accepted for the other. */
export type KeyRole = 'private' | 'public'

/** A key as the runtime holds it: a `KeyObject` on Node and Bun, a `CryptoKey` elsewhere. */
export type RuntimeKey = unknown

/** An RSA key as a JSON Web Key (RFC 7517 and 7518). */
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

/** The part of `CryptoKey` that all runtimes' types share. Not every library of types has `CryptoKey` itself. */
export interface CryptoKeyLike {
  readonly type: string
  readonly algorithm: { readonly name: string }
  readonly extractable: boolean
}

/** A key before its import: RSA in one of the forms that both providers can import, or the DER of another suite. */
export type KeySource = (RsaForm | { readonly form: 'der'; readonly der: Uint8Array }) & KeyFacts

/** An RSA key. */
export type RsaSource = RsaForm & KeyFacts

type RsaForm =
  | { readonly form: 'jwk'; readonly jwk: Jwk }
  | { readonly form: 'cryptoKey'; readonly key: CryptoKeyLike }

interface KeyFacts {
  /** Of an RSA key. */
  readonly bits?: number | undefined
  /** What a private key and its public key share, and no other key has. Unknown for a `CryptoKey`. */
  readonly identity?: string | undefined
  /** Of the certificate that held the key, if any. */
  readonly certificate?: CertificateFacts
}

/**
 * The cryptography of one runtime: RSASSA-PKCS1-v1_5 with SHA-256, AES-256-GCM with a 16-byte tag, and byte arrays in
 * the form that the runtime handles fastest.
 *
 * The modules `provider.node.ts` and `provider.web.ts` export it function by function, so that bundlers drop what is not
 * used, and `imports` in package.json chooses one. Both pass the same
 * tests. No other file names a runtime.
 */
export interface Provider {
  importKey(role: KeyRole, source: RsaSource): MaybePromise<RuntimeKey>
  importSecret(raw: Uint8Array): MaybePromise<RuntimeKey>
  sign(key: RuntimeKey, message: Uint8Array): MaybePromise<Uint8Array>
  verify(key: RuntimeKey, message: Uint8Array, signature: Uint8Array): MaybePromise<boolean>
  /** @param sealed The ciphertext followed by its 16-byte tag. @returns `undefined` if the tag does not match. */
  open(
    key: RuntimeKey,
    nonce: Uint8Array,
    associatedData: Uint8Array,
    sealed: Uint8Array,
  ): MaybePromise<Uint8Array | undefined>
  /** @returns The ciphertext followed by its 16-byte tag. */
  seal(
    key: RuntimeKey,
    nonce: Uint8Array,
    associatedData: Uint8Array,
    plaintext: Uint8Array,
  ): MaybePromise<Uint8Array>
  toBase64(bytes: Uint8Array): string
  /** Like `decodeBase64` of base64.ts, but the memory may be shared with other buffers: not for secrets. */
  fromBase64(text: string): Uint8Array | undefined
  /** Encodes to UTF-8. The memory may be shared with other buffers: not for secrets. */
  fromText(text: string): Uint8Array
  /** Uninitialised bytes: write every one of them. The memory may be shared with other buffers: not for secrets. */
  alloc(size: number): Uint8Array
}

/** RSAES-OAEP with SHA-1 of one runtime. It is not part of {@link Provider}, so bundles that do not use it drop it. */
export interface Oaep {
  /** Converts a key for signatures to a key for OAEP. */
  use(role: KeyRole, source: RsaSource, key: RuntimeKey): MaybePromise<RuntimeKey>
  encrypt(key: RuntimeKey, plaintext: Uint8Array): MaybePromise<Uint8Array>
  /** @throws if the ciphertext does not decrypt */
  decrypt(key: RuntimeKey, ciphertext: Uint8Array): MaybePromise<Uint8Array>
}

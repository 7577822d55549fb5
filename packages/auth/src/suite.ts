/**
 * Building blocks for the packages of this family: what another suite of algorithms needs, as `@wxdp/auth-sm` is one, and
 * what all packages say and read in the same way. Internal: any release may change them without notice. Applications do not need them.
 *
 * @module
 */

export { decodeBase64 } from './encoding/base64.ts'
export type { Element } from './encoding/der.ts'
export { elementsIn, encodeElement, equalBytes } from './encoding/der.ts'
export { normalizeSerial } from './encoding/serial.ts'
export { kindOf } from './errors.ts'
export type { KeyNeed } from './keys/key-errors.ts'
export { aPrivateKey, aPublicKey, notNeeded } from './keys/key-errors.ts'
export type { KeyFile } from './keys/key-file.ts'
export { readKeyFile } from './keys/key-file.ts'
export type { KeySuite } from './keys/key-suite.ts'
export { lazyKey } from './keys/lazy-key.ts'
export type { KeyRole, KeySource, MaybePromise, RuntimeKey } from './provider/provider.ts'
export type { FieldCipher } from './seals/field.ts'
export { decryptWith, encryptWith } from './seals/field.ts'
export type { ResourceOpener, ResourceSealer } from './seals/seal.ts'
export { openWith, sealWith } from './seals/seal.ts'
export type { PlainVerifierOptions } from './signatures/plain-verifier.ts'
export { createPlainVerifier } from './signatures/plain-verifier.ts'
export type { RecoveredDigest } from './signatures/recover-digest.ts'
export { recoverDigest } from './signatures/recover-digest.ts'

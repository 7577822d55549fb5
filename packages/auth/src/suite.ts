/**
 * Building blocks for the packages of this family that bring another suite of algorithms, as `@wxdp/auth-sm` does.
 * Internal: any release may change them without notice. Applications do not need them.
 *
 * @module
 */

export type { Element } from './encoding/der.ts'
export { elementsIn, encodeElement, equalBytes } from './encoding/der.ts'
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

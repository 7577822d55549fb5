export type { Bytes } from './encoding/bytes.ts'
export { toBytes } from './encoding/bytes.ts'
export { sameSerial } from './encoding/serial.ts'
export type { AuthErrorCode } from './errors.ts'
export { AuthError } from './errors.ts'
export type { ApiV3Key, ApiV3KeyInput } from './keys/api-v3-key.ts'
export { importApiV3Key } from './keys/api-v3-key.ts'
export type { KeyInput } from './keys/key-input.ts'
export type { KeyMap, Keyring, KeyringOptions } from './keys/keyring.ts'
export { createKeyring } from './keys/keyring.ts'
export type { PrivateKey, PrivateKeyInput, PublicKey, PublicKeyInput } from './keys/keys.ts'
export { importPrivateKey, importPublicKey } from './keys/keys.ts'
export type { AuthorizationScheme } from './keys/schemes.ts'
export { openResource } from './seals/aes-gcm.ts'
export type { EncryptedField } from './seals/field.ts'
export { decryptField, encryptField } from './seals/rsa-oaep.ts'
export type { SealedResource } from './seals/seal.ts'
export type { HeaderSource } from './signatures/headers.ts'
export type { SignableRequest } from './signatures/message.ts'
export type { Signer, SignerIdentity, SignerOptions } from './signatures/signer.ts'
export { createSigner } from './signatures/signer.ts'
export type {
  SignedMessage,
  VerifiedBytes,
  VerifiedMessage,
  Verifier,
  VerifierOptions,
} from './signatures/verifier.ts'
export { createVerifier } from './signatures/verifier.ts'

import type { KeySource, MaybePromise, RuntimeKey } from '../provider/provider.ts'
import type { KeyNeed } from './key-errors.ts'
import type { schemes } from './schemes.ts'

/**
 * One family of algorithms: how its keys are imported, and how they sign and verify. A key carries its suite, so code
 * that signs or verifies does not depend on the family.
 */
export interface KeySuite {
  readonly name: keyof typeof schemes
  /**
   * Reads an input and checks its role, without any cryptography.
   *
   * @throws {AuthError} `AUTH_KEY_INVALID`, `AUTH_KEY_ROLE`, `AUTH_KEY_UNSUPPORTED`
   */
  readonly readKey: (need: KeyNeed, input: unknown) => KeySource
  /** @throws {AuthError} `AUTH_KEY_INVALID`, `AUTH_KEY_UNSUPPORTED` */
  readonly importKey: (need: KeyNeed, source: KeySource) => Promise<RuntimeKey>
  readonly sign: (key: RuntimeKey, message: Uint8Array) => MaybePromise<Uint8Array>
  readonly verify: (key: RuntimeKey, message: Uint8Array, signature: Uint8Array) => MaybePromise<boolean>
}

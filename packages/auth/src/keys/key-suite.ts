import type { KeyRole, KeySource, MaybePromise, RuntimeKey } from '../provider/provider.ts'
import type { schemes } from './schemes.ts'

/**
 * One family of algorithms: how its keys come in, and what they do. A key carries its suite, so that whoever
 * signs or verifies with it need not know the family.
 */
export interface KeySuite {
  readonly name: keyof typeof schemes
  /**
   * Tells what an input is and whether it fits the role, without any cryptography.
   *
   * @throws {AuthError} `AUTH_KEY_INVALID`, `AUTH_KEY_ROLE`, `AUTH_KEY_UNSUPPORTED`
   */
  readonly readKey: (role: KeyRole, input: unknown) => KeySource
  /** @throws {AuthError} `AUTH_KEY_INVALID`, `AUTH_KEY_UNSUPPORTED` */
  readonly importKey: (role: KeyRole, source: KeySource) => Promise<RuntimeKey>
  readonly sign: (key: RuntimeKey, message: Uint8Array) => MaybePromise<Uint8Array>
  readonly verify: (key: RuntimeKey, message: Uint8Array, signature: Uint8Array) => MaybePromise<boolean>
}

import type { KeyRole, RuntimeKey } from '../provider/provider.ts'
import { type KeyNeed, requireRole } from './key-errors.ts'
import type { KeySuite } from './key-suite.ts'

/** A private key, ready to sign. Logging or serialising it does not show the key. */
export interface PrivateKey {
  readonly role: 'private'
  /** @internal */
  readonly suite: () => KeySuite
  /** @internal */
  readonly use: () => unknown
  /** @internal */
  readonly source: () => unknown
}

/** A public key, ready to verify. */
export interface PublicKey {
  readonly role: 'public'
  /** @internal */
  readonly suite: () => KeySuite
  /** @internal */
  readonly use: () => unknown
  /** @internal */
  readonly source: () => unknown
}

/** The type of a key of one role. */
export type KeyOf<Role extends KeyRole> = Extract<PrivateKey | PublicKey, { role: Role }>

/**
 * Makes a key of a suite from an input. An imported key of any suite is returned unchanged.
 *
 * The role is checked now. The import happens on first use, since the module scope of a worker allows no cryptography.
 *
 * @throws {AuthError} `AUTH_KEY_INVALID`, `AUTH_KEY_ROLE`, `AUTH_KEY_UNSUPPORTED`
 */
export function lazyKey<Role extends KeyRole>(
  suite: KeySuite,
  need: KeyNeed<Role>,
  input: unknown,
): KeyOf<Role> {
  if (typeof input === 'object' && input !== null && 'use' in input && 'role' in input) {
    requireRole(need, input.role)
    return input as KeyOf<Role>
  }
  return newKey(suite, need, input)
}

/** {@link lazyKey} for an input that is not an imported key. */
export function newKey<Role extends KeyRole>(
  suite: KeySuite,
  need: KeyNeed<Role>,
  input: unknown,
): KeyOf<Role> {
  const source = suite.readKey(need, input)
  let imported: Promise<RuntimeKey> | undefined
  const use = (): Promise<RuntimeKey> => (imported ??= suite.importKey(need, source))
  // Functions, so that logging or serialising a key does not show it.
  return { role: need.role, suite: () => suite, use, source: () => source } as unknown as KeyOf<Role>
}

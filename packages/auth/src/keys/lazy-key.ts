import type { KeyRole, RuntimeKey } from '../provider/provider.ts'
import { requireRole } from './key-file.ts'
import type { KeySuite } from './key-suite.ts'

/** A private key, ready to sign. Logging or serialising it shows nothing of the key. */
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

/** The key of one role. */
export type KeyOf<Role extends KeyRole> = Extract<PrivateKey | PublicKey, { role: Role }>

/**
 * A key of a suite, or the imported one that was given, whichever its suite. The role is checked now; the import
 * happens on first use: module scope in a worker allows no cryptography.
 *
 * @throws {AuthError} `AUTH_KEY_INVALID`, `AUTH_KEY_ROLE`, `AUTH_KEY_UNSUPPORTED`
 */
export function lazyKey<Role extends KeyRole>(suite: KeySuite, role: Role, input: unknown): KeyOf<Role> {
  if (typeof input === 'object' && input !== null && 'use' in input && 'role' in input) {
    requireRole(role, input.role)
    return input as KeyOf<Role>
  }
  const source = suite.readKey(role, input)
  let imported: Promise<RuntimeKey> | undefined
  const use = (): Promise<RuntimeKey> => (imported ??= suite.importKey(role, source))
  // Everything behind functions: what logs or serialises a key does not call them.
  return { role, suite: () => suite, use, source: () => source } as unknown as KeyOf<Role>
}

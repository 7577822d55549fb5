import { certificateFacts } from '../encoding/certificate-facts.ts'
import { algorithmOf } from '../encoding/key-structure.ts'
import { type KeyPart, readParts } from '../encoding/pem.ts'
import type { KeySource } from '../provider/provider.ts'
import { type KeyNeed, mistakeIn, type Need, notNeeded, unsuitable } from './key-errors.ts'

/** The DER of a key of any algorithm. For a certificate it is the DER of the key inside. */
export type KeyFile = Extract<KeySource, { form: 'der' }> & {
  /** `RSA`, `SM2`, `EC` or `Ed25519`; `undefined` for a rare one. */
  readonly algorithm: string | undefined
}

/**
 * Reads a key or certificate, PEM or DER, and checks its role. Of several, the first with the role is read.
 *
 * @throws {AuthError} `AUTH_KEY_INVALID`, `AUTH_KEY_ROLE`, `AUTH_KEY_UNSUPPORTED`
 */
export function readKeyFile(need: KeyNeed, file: string | Uint8Array): KeyFile {
  const { shape, der } = readPart(need, file)
  if (shape !== 'a certificate') return { form: 'der', der, algorithm: algorithmOf(der) }
  const certificate = certificateFacts(der)
  if (!certificate) throw notNeeded('damaged contents', need)
  const { publicKey } = certificate
  return { form: 'der', der: publicKey, algorithm: algorithmOf(publicKey), certificate }
}

/** The first part of a file that is as needed. */
export function readPart(need: Need, file: string | Uint8Array): KeyPart {
  const parts = readParts(file)
  const suits = ({ shape }: KeyPart): boolean => shape === need.name || shape === need.also
  const part = parts.find(suits)
  if (part) return part
  const [first] = [...parts.filter(({ shape }) => need.commands[shape]), ...parts]
  throw first
    ? unsuitable(first.shape, need, 'AUTH_KEY_ROLE')
    : unsuitable(mistakeIn(file), need, need.invalid)
}

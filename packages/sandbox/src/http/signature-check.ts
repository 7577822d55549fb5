import type { Text } from './text.ts'

/** What the check of a request's signature has shown. */
export interface SignatureCheck {
  /**
   * `genuine`: the signature fits. `wrong`: it does not, or `Authorization` is missing, malformed or out of date.
   * `unchecked`: a fault came first, or the body could not be read.
   */
  readonly result: 'genuine' | 'wrong' | 'unchecked'
  /**
   * What is wrong, if it is:
   *
   * | value | meaning |
   * | --- | --- |
   * | `message` | the private key is right, but it signed another message |
   * | `key` | another private key signed |
   * | `hash` | the hash is not SHA-256 |
   * | `encoding` | the signature is not the Base64 of 256 bytes |
   * | `authorization` | `Authorization` itself, before the signature is looked at |
   */
  readonly wrong?: 'message' | 'key' | 'hash' | 'encoding' | 'authorization' | undefined
  /** The diagnosis in both languages. The response has one of them. */
  readonly diagnosis?: Text | undefined
  /** The message that was to be signed. Absent if `Authorization` does not say enough to know it. */
  readonly expected?: string | undefined
  /** The message that was signed. Absent if it could not be recovered from the signature. */
  readonly signed?: string | undefined
  /** Where the two differ first: an index in both strings. */
  readonly firstDifference?: number | undefined
}

/** A check that failed. */
export interface WrongSignature extends SignatureCheck {
  readonly result: 'wrong'
  readonly wrong: NonNullable<SignatureCheck['wrong']>
  readonly diagnosis: Text
}

/** A fault that lies in `Authorization` itself. */
export function wrongAuthorization(diagnosis: Text, expected?: string): WrongSignature {
  return { result: 'wrong', wrong: 'authorization', diagnosis, expected }
}

// What runs where there is WebCrypto only: it is the limit, and the peers do not run.
import type { Contender } from '../harness/contender.ts'
import type { Answer, Callback } from './messages.ts'

export const native = false

export function bytes(body: Uint8Array): Uint8Array {
  return body
}

export function receivers(_callback: Callback): Contender[] {
  return []
}

export function signers(): Contender[] {
  return []
}

export function crowdSigners(): Contender[] {
  return []
}

export function calls(_answer: Answer): Contender[] {
  return []
}

// On Deno and workerd ours runs alone: the limits and the peers need node:crypto.
import type { Contender } from '../harness/contender.ts'
import type { SignedMessage } from './messages.ts'

export const receivers: readonly ((callback: SignedMessage) => Contender)[] = []
export const signers: readonly (() => Contender)[] = []
export const callers: readonly ((response: SignedMessage) => Contender)[] = []
export const bytes = (body: Uint8Array): Uint8Array => body

// What runs on Node and Bun: node:crypto is the limit, and the peers run, too.
import type { Contender } from '../harness/contender.ts'
import * as axiosPlugin from './axios-plugin.ts'
import * as bare from './bare.node.ts'
import * as careful from './careful.node.ts'
import type { Answer, Callback } from './messages.ts'
import * as nodeV3 from './node-v3.ts'

export const native = true

/** As node:http hands a body over. */
export function bytes(body: Uint8Array): Uint8Array {
  return Buffer.from(body)
}

export function receivers(callback: Callback): Contender[] {
  return [
    bare.receiver(callback),
    careful.receiver(callback),
    ...axiosPlugin.receivers(callback),
    ...nodeV3.receivers(callback),
  ]
}

export function signers(): Contender[] {
  return [bare.signer('limit'), bare.builder(), ...axiosPlugin.signers(), ...nodeV3.signers()]
}

export function crowdSigners(): Contender[] {
  return [bare.pooledSigner('limit'), bare.signer('aside')]
}

export function calls(answer: Answer): Contender[] {
  return [bare.signAndVerify(answer), bare.call(answer), axiosPlugin.caller(answer)]
}

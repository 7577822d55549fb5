// What runs beside ours on Node and Bun.
import * as axiosPlugin from './axios-plugin.ts'
import * as bare from './bare.ts'
import { receiver as sameChecks } from './same-checks.ts'

export const receivers = [bare.receiver, sameChecks, axiosPlugin.receiver]
export const signers = [bare.signer, bare.builder, axiosPlugin.signer]
export const callers = [bare.caller, axiosPlugin.caller]
/** A body as `node:http` passes it. */
export const bytes = (body: Uint8Array): Uint8Array => Buffer.from(body)

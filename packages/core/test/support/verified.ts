import type { IncomingResponse } from '@wxdp/core'
import { utf8 } from '@wxdp-internal/fixtures'
import type { VerifiedBytes } from '../../src/contract/verified-bytes.ts'

/** Bytes that pass for verified: strings and bytes as they are, other values as JSON. */
export function verifiedBytes(value: unknown): VerifiedBytes {
  if (value instanceof Uint8Array) return value as VerifiedBytes
  return utf8(typeof value === 'string' ? value : JSON.stringify(value)) as VerifiedBytes
}

type VerifiedResponse = Extract<IncomingResponse, { verified: true }> & { readonly headers: Headers }

/** A response whose signature passes for verified. */
export function verifiedResponse(body: unknown, status = 200): VerifiedResponse {
  const headers = new Headers({ 'Request-ID': '08F1-268435461' })
  return { status, headers, verified: true, body: verifiedBytes(body) }
}

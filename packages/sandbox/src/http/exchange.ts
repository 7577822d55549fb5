import { type SignatureHeaders, signMessage } from '@wxdp/auth/platform'
import { readBytes } from '@wxdp/bounds'
import { hexadecimal, randomText } from '../identities/credentials.ts'
import type { PlatformKeys } from '../identities/identities.ts'
import { type Answer, invalidRequest } from './answers.ts'
import type { Call } from './authenticate.ts'

const maxRequest = 1024 * 1024

/**
 * Reads a request whole, at most 1 MiB.
 *
 * @throws Refusal
 */
export async function readCall(request: Request): Promise<Call> {
  const { pathname, search } = new URL(request.url)
  const body = await readBytes(request.body, { maxBytes: maxRequest }).catch(() => {
    throw invalidRequest(`The body is larger than ${maxRequest} bytes, or broke off.`, { signed: false })
  })
  return { method: request.method, target: pathname + search, headers: request.headers, body }
}

/** Signs an answer with the keys of the identity that called, and sends it. */
export async function toResponse(
  { status, body, signed }: Answer,
  keys: PlatformKeys,
  now: number,
): Promise<Response> {
  const bytes = new TextEncoder().encode(body ? JSON.stringify(body) : '')
  const signature: Partial<SignatureHeaders> = signed
    ? await signMessage({
        body: bytes,
        scheme: keys.scheme,
        serialNo: keys.platformSerial,
        privateKey: keys.platformPrivateKey,
        timestamp: Math.floor(now / 1000),
      })
    : {}
  return new Response(bytes.length > 0 ? bytes : null, {
    status,
    headers: {
      ...(bytes.length > 0 && { 'Content-Type': 'application/json; charset=utf-8' }),
      'Request-ID': `${randomText(16, hexadecimal)}-0`,
      ...signature,
    },
  })
}

import type { AuthorizationScheme, PrivateKey } from '@wxdp/auth'
import { type SignatureHeaders, signMessage } from '@wxdp/auth/platform'
import type { ResponseContent } from './responses.ts'

/** A key that signs responses and callbacks. */
export interface SigningKey {
  readonly scheme: AuthorizationScheme
  readonly serialNo: string
  readonly privateKey: PrivateKey
}

/** @param now Milliseconds since 1970. */
export function signBytes(body: Uint8Array, key: SigningKey, now: number): Promise<SignatureHeaders> {
  const { scheme, serialNo, privateKey } = key
  return signMessage({ body, scheme, serialNo, privateKey, timestamp: Math.floor(now / 1000) })
}

/** Serialises a response, and signs it if it is to be signed. */
export async function toResponse(content: ResponseContent, key: SigningKey, now: number): Promise<Response> {
  const { status, body, signed } = content
  const bytes = new TextEncoder().encode(body ? JSON.stringify(body) : '')
  const hasBody = bytes.length > 0
  return new Response(hasBody ? bytes : null, {
    status,
    headers: {
      ...(hasBody && { 'Content-Type': 'application/json; charset=utf-8' }),
      'Request-ID': makeRequestId(),
      ...(signed && (await signBytes(bytes, key, now))),
    },
  })
}

function makeRequestId(): string {
  return `${crypto.randomUUID().replaceAll('-', '').slice(-16).toUpperCase()}-0`
}

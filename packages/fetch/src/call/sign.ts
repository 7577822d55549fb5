import type { OutgoingRequest } from '@wxdp/core'
import { version } from '../../package.json'
import type { Settings } from './options.ts'
import type { Outcome } from './outcome.ts'

export interface SignOptions {
  readonly settings: Settings
  readonly host: string
  /** Ends the exchange. */
  readonly signal: AbortSignal
}

/**
 * Signs a request and makes the `Request` to send.
 *
 * @returns a refusal if a URL parser changes the signed target
 * @throws the signer's error
 */
export async function sign(
  { method, target, headers, body }: OutgoingRequest,
  { settings, host, signal }: SignOptions,
): Promise<Request | Outcome<never>> {
  const { signer, verifier, language } = settings
  const { preferred } = verifier.keyring
  const url = host + target
  const request = new Request(url, {
    method,
    headers: {
      ...(preferred !== undefined && { 'Wechatpay-Serial': preferred }),
      ...(language !== undefined && { 'Accept-Language': language }),
      // Replaces the preferred serial if a field is encrypted: the header must name the key of that field.
      ...headers,
      Authorization: await signer.authorize({ method, target, body }),
      'User-Agent': userAgent(),
    },
    body: method === 'GET' ? null : (body as BodyInit),
    redirect: 'manual',
    signal,
  })
  if (request.url === url) return request
  const message = 'a URL parser changes the signed path; nothing was sent.'
  return { kind: 'refused', code: 'FETCH_TARGET_CHANGED', message }
}

// WeChat Pay is likely to reject requests without one.
function userAgent(): string {
  return `wxdp/${version} ${globalThis.navigator?.userAgent ?? ''}`.trim()
}

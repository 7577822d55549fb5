import type { OutgoingRequest } from '@wxdp/core'
import { version } from '../../package.json'
import type { Settings } from './options.ts'
import type { Outcome } from './outcome.ts'
import type { FetchInit } from './transport.ts'

export interface SignOptions {
  readonly settings: Settings
  readonly host: string
  /** Ends the exchange. */
  readonly signal: AbortSignal
}

/** What a transport is called with. */
export interface SignedRequest {
  readonly url: string
  readonly init: FetchInit
}

/**
 * Signs a request.
 *
 * @returns a refusal if a URL parser changes the signed target
 * @throws the signer's error
 */
export async function sign(
  { method, target, headers, body }: OutgoingRequest,
  { settings, host, signal }: SignOptions,
): Promise<SignedRequest | Outcome<never>> {
  const { signer, verifier, language } = settings
  const { preferred } = verifier.keyring
  const url = host + target
  if (new URL(url).href !== url) {
    const message = 'a URL parser changes the signed path; nothing was sent.'
    return { kind: 'refused', code: 'FETCH_TARGET_CHANGED', message }
  }
  const init: FetchInit = {
    method,
    headers: {
      ...(preferred !== undefined && { 'Wechatpay-Serial': preferred }),
      ...(language !== undefined && { 'Accept-Language': language }),
      // Replaces the preferred serial if a field is encrypted: the header must name the key of that field.
      ...headers,
      Authorization: await signer.authorize({ method, target, body }),
      'User-Agent': userAgent(),
    },
    ...(method !== 'GET' && { body: body as FetchInit['body'] & {} }),
    redirect: 'manual',
    signal,
  }
  return { url, init }
}

// WeChat Pay is likely to reject requests without one.
function userAgent(): string {
  return `wxdp/${version} ${globalThis.navigator?.userAgent ?? ''}`.trim()
}

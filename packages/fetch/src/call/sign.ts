import type { OutgoingRequest } from '@wxdp/core'
import { version } from '../../package.json'
import type { Settings } from './options.ts'
import type { Outcome } from './outcome.ts'

/** Signs a request and makes the `Request` to send, or says why there is nothing to send. */
export async function sign(
  { signer, verifier, language }: Settings,
  { method, target, headers, body }: OutgoingRequest,
  { host, signal }: { readonly host: string; readonly signal: AbortSignal },
): Promise<Request | Extract<Outcome<never>, { kind: 'refused' | 'failed' }>> {
  let authorization: string
  try {
    authorization = await signer.authorize({ method, target, body })
  } catch (error) {
    return { kind: 'failed', error }
  }
  const url = host + target
  const { preferred } = verifier.keyring
  const request = new Request(url, {
    method,
    headers: {
      ...(preferred !== undefined && { 'Wechatpay-Serial': preferred }),
      ...(language !== undefined && { 'Accept-Language': language }),
      // An encrypted field brings the serial of its own key.
      ...headers,
      Authorization: authorization,
      'User-Agent': userAgent(),
    },
    body: method === 'GET' ? null : (body as BodyInit),
    redirect: 'manual',
    signal,
  })
  if (request.url === url) return request
  return {
    kind: 'refused',
    code: 'FETCH_TARGET_CHANGED',
    message: 'a URL parser changes the signed path; nothing was sent.',
  }
}

// WeChat Pay is likely to refuse requests without one.
function userAgent(): string {
  return `wxdp/${version} ${globalThis.navigator?.userAgent ?? ''}`.trim()
}

import { createVerifier, type Verifier } from '@wxdp/auth'
import { apiV3Key, keys } from '@wxdp-internal/fixtures'
import { type HeaderChanges, signedCallback } from '@wxdp-internal/fixtures/messages'

/** What every handler and receiver needs. It knows the key that signs the callbacks of the fixtures. */
export const settings: { readonly verifier: Verifier; readonly apiV3Key: string } = {
  verifier: createVerifier({ keys: { [keys.platform.serialNo]: keys.platform.publicKey } }),
  apiV3Key,
}

/** The headers of a callback with this body, in lower case. */
export async function callbackHeaders(
  body: string | Uint8Array,
  headers: HeaderChanges = {},
): Promise<Record<string, string>> {
  return (await signedCallback(body, { headers })).headers
}

// The merchant and WeChat Pay, with the keys of the fixtures and a clock that stands still.
import { createSigner, createVerifier, type Signer, type Verifier } from '@wxdp/auth'
import { keys } from '@wxdp-internal/fixtures'
import { type SigningOptions, signedHeaders } from '@wxdp-internal/fixtures/messages'

/** 2023-11-14T22:13:20Z in Unix seconds. Every clock of the suite shows it, so no result depends on the time of day. */
export const second = 1_700_000_000
export const now = (): number => second * 1000

const { mchid, serialNo, privateKey } = keys.merchant
export const merchant = { mchid, serialNo, privateKey }
export const signer: Signer = createSigner({ ...merchant, now })
const { publicKey } = keys.merchant
/** Both callers as a sandbox knows them. They have the same key, so that {@link signer} has it, too. */
export const callers = {
  merchant: { mchid, serialNo, publicKey },
  brand: { brandId: keys.brand.brandId, serialNo, publicKey },
}

export const platformKeys = { [keys.platform.serialNo]: keys.platform.publicKey }
export const verifier: Verifier = createVerifier({ keys: platformKeys, now })

/** WeChat Pay's signature headers over a body, of {@link second} unless another time is given. */
export function signed(
  body: string | Uint8Array,
  options: SigningOptions = {},
): Promise<Record<string, string>> {
  return signedHeaders(body, { timestamp: second, ...options })
}

import { ApiError } from '@wxdp/core'
import { FetchError } from '../errors.ts'
import { listCertificates } from './list.ts'

const endpoint = listCertificates.name

/** A list that a genuine WeChat Pay does not send, or of which nothing can be used. */
export function invalidList(message: string, cause?: unknown): FetchError {
  return new FetchError('FETCH_CERTIFICATES_INVALID', message, { endpoint, cause })
}

/** No list within the time allowed. */
export function lateList(ms: number): FetchError {
  return new FetchError('FETCH_TIMEOUT', `no list of certificates within ${ms} ms.`, { endpoint })
}

/** The error of a download as the keyring's user is to see it: two refusals have a remedy of their own. */
export function explainDownload(error: unknown): unknown {
  if (error instanceof ApiError) return missing(error) ?? error
  // What was wrong with a list that was to vouch for itself says more than that it could not.
  return error instanceof FetchError && error.cause instanceof FetchError ? error.cause : error
}

function missing(cause: ApiError): FetchError | undefined {
  const { status, code } = cause
  if (status !== 404) return undefined
  if (code === 'RESOURCE_NOT_EXISTS') {
    const message =
      "this merchant has no platform certificate: it uses WeChat Pay's public key. Do without this keyring and give createVerifier keys: { PUB_KEY_ID_…: pub_key.pem }; id and file are in the merchant platform under API security (API安全)."
    return new FetchError('FETCH_CERTIFICATES_NONE', message, { endpoint, status, cause })
  }
  if (code === 'NOT_ENOUGH') {
    const message =
      "every platform certificate of this merchant has expired. Apply for WeChat Pay's public key or for a new certificate in the merchant platform under API security (API安全)."
    return new FetchError('FETCH_CERTIFICATES_EXPIRED', message, { endpoint, status, cause })
  }
  return undefined
}

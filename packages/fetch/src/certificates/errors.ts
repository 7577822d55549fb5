import { ApiError } from '@wxdp/core'
import { FetchError } from '../errors.ts'
import { listCertificates } from './list.ts'

const endpoint = listCertificates.name

/** Reports a list that does not come from WeChat Pay, or that has no usable certificate. */
export function invalidList(message: string, cause?: unknown): FetchError {
  return new FetchError('FETCH_CERTIFICATES_INVALID', message, { endpoint, cause })
}

/** Reports that no list arrived in time. */
export function downloadTimeout(ms: number): FetchError {
  return new FetchError('FETCH_TIMEOUT', `no list of certificates within ${ms} ms.`, { endpoint })
}

/** The error of a download as the keyring throws it. Two error responses get a code and a remedy of their own. */
export function toKeyringError(error: unknown): unknown {
  if (error instanceof ApiError) return noCertificates(error) ?? error
  // If a list could not be verified by a certificate inside it, the reason says more than FETCH_UNTRUSTED.
  return error instanceof FetchError && error.cause instanceof FetchError ? error.cause : error
}

function noCertificates(cause: ApiError): FetchError | undefined {
  const { status, code } = cause
  if (status !== 404) return undefined
  if (code === 'RESOURCE_NOT_EXISTS') {
    const message =
      "this merchant has no platform certificate: it uses WeChat Pay's public key. Remove this keyring and give createVerifier keys: { PUB_KEY_ID_…: pub_key.pem }; you find the id and the file in the merchant platform under API security (API安全)."
    return new FetchError('FETCH_CERTIFICATES_NONE', message, { endpoint, status, cause })
  }
  if (code === 'NOT_ENOUGH') {
    const message =
      "every platform certificate of this merchant has expired. Apply for WeChat Pay's public key or for a new certificate in the merchant platform under API security (API安全)."
    return new FetchError('FETCH_CERTIFICATES_EXPIRED', message, { endpoint, status, cause })
  }
  return undefined
}

import {
  AuthError,
  type Bytes,
  createVerifier,
  type Keyring,
  type PublicKey,
  type Signer,
  type Verifier,
} from '@wxdp/auth'
import * as v from 'valibot'
import { createClient } from '../call/client.ts'
import type { ClientOptions } from '../call/options.ts'
import { invalidList, toKeyringError } from './errors.ts'
import { type CertificateList, listCertificates, listSchema } from './list.ts'
import { type ListContext, type OpenedList, openList } from './open-list.ts'

/** The keys that are trusted before a download. */
export interface TrustedKeys {
  /** Finds a key without downloading. */
  find(serialNo: string): PublicKey | undefined
  serials(): readonly string[]
  /** The serial that the request sends in `Wechatpay-Serial`. */
  readonly preferred: string | undefined
  /** Whether a list may be signed by a certificate that only the list itself contains. */
  acceptsNewSigner(): boolean
}

export interface DownloadOptions extends Omit<ClientOptions, 'verifier' | 'clock'> {
  readonly context: ListContext
  readonly signer: Signer
  readonly trusted: TrustedKeys
}

/** Downloads the list once, verifies it and opens it. */
export type Download = (signal: AbortSignal) => Promise<OpenedList>

/**
 * Creates the download: a client whose verifier also knows the certificates inside the response.
 *
 * @throws {TypeError} `FETCH_OPTION_INVALID`
 */
export function createDownload({ trusted, context, ...options }: DownloadOptions): Download {
  const { now } = context
  const { sandbox = false } = options
  const verifier: Verifier = {
    keyring: trusted,
    verify: (message) =>
      createVerifier({ keys: withListedKeys(trusted, message.body, context), now, sandbox }).verify(message),
  }
  const client = createClient({ ...options, verifier })
  return async (signal) => {
    try {
      return await openList(await client.call(listCertificates, {}, { signal }), context)
    } catch (error) {
      throw toKeyringError(error)
    }
  }
}

/** The trusted keys and, where a new signer is accepted, those of the certificates in the response. */
function withListedKeys(trusted: TrustedKeys, body: Bytes, context: ListContext): Keyring {
  return {
    async find(serialNo) {
      const key = trusted.find(serialNo)
      if (key) return key
      if (!trusted.acceptsNewSigner()) throw unknownSigner(serialNo)
      const { certificates } = await openList(parseUnverified(body), context)
      return certificates.find((each) => each.serialNo === serialNo)?.publicKey
    },
    serials: trusted.serials,
    preferred: undefined,
  }
}

/**
 * Parses bytes before they are verified, since the key that verifies them is inside. Nothing else does. The result is
 * only used to find that key: the certificates that are kept are parsed again from the verified bytes.
 */
function parseUnverified(body: Bytes): CertificateList {
  try {
    return v.parse(listSchema, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)))
  } catch {
    // No cause: it would quote unverified content.
    throw invalidList(`the response (${body.byteLength} bytes) is not a list of certificates.`)
  }
}

function unknownSigner(serialNo: string): AuthError {
  const printable = serialNo.replace(/[^0-9A-Z_]/g, '?').slice(0, 64)
  return new AuthError(
    'AUTH_CERTIFICATE_UNTRUSTED',
    `The list is signed under ${printable}. No earlier list has this certificate, and certificates of earlier lists are still valid. If WeChat Pay really changed its certificate, create the keyring anew, and give it issuer: then a new certificate can be told from a forged one.`,
  )
}

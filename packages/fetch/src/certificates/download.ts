import {
  AuthError,
  createVerifier,
  type Keyring,
  type PublicKey,
  type Signer,
  type Verifier,
} from '@wxdp/auth'
import * as v from 'valibot'
import { createClient } from '../call/client.ts'
import type { ClientOptions } from '../call/options.ts'
import { explainDownload, invalidList } from './errors.ts'
import { type CertificateList, listCertificates, listSchema } from './list.ts'
import { type ListContext, type OpenedList, openList } from './open-list.ts'

/** What is trusted before a download. */
export interface Trust {
  /** A key at hand, looked up without downloading. */
  find(serialNo: string): PublicKey | undefined
  serials(): readonly string[]
  /** The serial that the request names. */
  readonly preferred: string | undefined
  /** Whether a list may be signed with a certificate that is known from that very list alone. */
  mayIntroduceItself(): boolean
}

export interface DownloadOptions extends Omit<ClientOptions, 'verifier' | 'clock'>, ListContext {
  readonly signer: Signer
  readonly trust: Trust
}

/** Downloads the list once, verified and opened. */
export type Download = (signal: AbortSignal) => Promise<OpenedList>

/**
 * Makes the download: a call like any other, with a verifier that also knows the certificates inside the answer.
 *
 * @throws {TypeError} `FETCH_OPTION_INVALID`
 */
export function createDownload({ trust, apiV3Keys, issuer, now, ...options }: DownloadOptions): Download {
  const context: ListContext = { apiV3Keys, issuer, now }
  const verifier: Verifier = {
    keyring: trust,
    verify: (message) =>
      createVerifier({ keys: introducing(trust, message.body, context), now }).verify(message),
  }
  const client = createClient({ ...options, verifier })
  return async (signal) => {
    try {
      return await openList(await client.call(listCertificates, {}, { signal }), context)
    } catch (error) {
      throw explainDownload(error)
    }
  }
}

/** Keys at hand; for a serial that none has, the certificates in the answer, where they may speak for themselves. */
function introducing(trust: Trust, body: Uint8Array, context: ListContext): Keyring {
  return {
    async find(serialNo) {
      const key = trust.find(serialNo)
      if (key) return key
      if (!trust.mayIntroduceItself()) throw stranger(serialNo)
      const { certificates } = await openList(readUnproven(body), context)
      return certificates.find((each) => each.serialNo === serialNo)?.publicKey
    },
    serials: trust.serials,
    preferred: undefined,
  }
}

/**
 * The one place where bytes are parsed before they are proven: the key that proves them is inside. Nothing of it
 * is kept; what is, is read again from the verified bytes.
 */
function readUnproven(body: Uint8Array): CertificateList {
  try {
    return v.parse(listSchema, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)))
  } catch {
    // No cause: it would quote what a stranger sent.
    throw invalidList(`the answer (${body.length} bytes) is no list of certificates.`)
  }
}

function stranger(serialNo: string): AuthError {
  return new AuthError(
    'AUTH_CERTIFICATE_UNTRUSTED',
    `The list is signed under ${serialNo.replace(/[^0-9A-Z_]/g, '?').slice(0, 64)}, which no list before had, while certificates of those are still valid. Make the keyring anew if WeChat Pay changed its certificate unseen, and give it issuer: then newcomers are told from forgeries.`,
  )
}

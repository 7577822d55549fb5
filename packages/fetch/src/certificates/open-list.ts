import {
  type ApiV3Key,
  AuthError,
  createKeyring,
  importPublicKey,
  openResource,
  type PublicKey,
  type SealedResource,
} from '@wxdp/auth'
import { type ParsedCertificate, readCertificate, verifyIssuedBy } from '@wxdp/auth/certificate'
import { parseDateTime } from '@wxdp/core'
import * as v from 'valibot'
import { invalidList } from './errors.ts'
import { type CertificateList, entrySchema, type ListedCertificate } from './list.ts'

/** A platform certificate, opened and checked. */
export interface PlatformCertificate {
  readonly serialNo: string
  readonly publicKey: PublicKey
  /** Start of its validity, milliseconds since 1970. */
  readonly from: number
  /** End of its validity, exclusive, milliseconds since 1970. */
  readonly until: number
}

/** What a list is opened with, and what its certificates are checked against. */
export interface ListContext {
  /** Each is tried: there are two while the key is being replaced. */
  readonly apiV3Keys: readonly ApiV3Key[]
  readonly issuer: ParsedCertificate | undefined
  /** The common name that a certificate of `issuer` must have. */
  readonly subject: string
  readonly now: () => number
}

/** The contents of a list. */
export interface OpenedList {
  /** At least one. */
  readonly certificates: readonly PlatformCertificate[]
  /** Why the other certificates cannot be used. */
  readonly leftOut: readonly AuthError[]
}

/**
 * Opens a list and checks each certificate: it has the serial that the list says, its key is RSA of 2048 bits, it is
 * valid now, and `issuer`, if given, issued it to `subject`. A list that opens proves only that its sender knows the
 * APIv3 key.
 *
 * A certificate that cannot be used is left out. A list that contradicts itself is invalid as a whole.
 *
 * @throws {FetchError} `FETCH_CERTIFICATES_INVALID`
 */
export async function openList({ data }: CertificateList, context: ListContext): Promise<OpenedList> {
  const found = new Map<string, { certificate: PlatformCertificate; der: string }>()
  const leftOut: AuthError[] = []
  for (const [at, entry] of data.entries()) {
    try {
      const { der, ...certificate } = await openEntry(entry, context)
      const known = found.get(certificate.serialNo)
      if (known && known.der !== String(der)) {
        throw new AuthError('AUTH_SERIAL_MISMATCH', 'Two different certificates have the same serial.')
      }
      found.set(certificate.serialNo, { certificate, der: String(der) })
    } catch (error) {
      const reason = error as AuthError
      if (reason.code === 'AUTH_SERIAL_MISMATCH') {
        throw invalidList(`certificate ${at + 1} of ${data.length}: ${reason.message}`, reason)
      }
      leftOut.push(reason)
    }
  }
  const certificates = [...found.values()].map(({ certificate }) => certificate)
  if (certificates.length === 0) throw noneUsable(data.length, leftOut)
  return { certificates, leftOut }
}

function noneUsable(listed: number, leftOut: readonly AuthError[]): Error {
  const reasons = leftOut.map(({ message }) => message).join(' ')
  return invalidList(
    `none of the ${listed} certificates in the list can be used. ${reasons}`.trim(),
    leftOut[0],
  )
}

async function openEntry(
  input: unknown,
  { apiV3Keys, issuer, subject, now }: ListContext,
): Promise<PlatformCertificate & { der: Uint8Array }> {
  const parsed = v.safeParse(entrySchema, input)
  if (!parsed.success) {
    throw new AuthError('AUTH_CERTIFICATE_INVALID', 'The entry is not as documented.')
  }
  const entry = parsed.output
  const { algorithm, nonce, ciphertext } = entry.encrypt_certificate
  if (algorithm !== 'AEAD_AES_256_GCM') {
    throw new AuthError('AUTH_KEY_UNSUPPORTED', 'A certificate is not sealed with AES-256-GCM.')
  }
  // The fixed value instead of the one in the response: nothing that was sealed for another purpose opens here.
  const sealed = { algorithm, nonce, ciphertext, associated_data: 'certificate' }
  const certificate = readCertificate(await openWithAny(apiV3Keys, sealed))
  const { serialNo, der } = certificate
  const publicKey = await importPublicKey(der)
  // A keyring rejects a certificate under a serial that is not its own, and a merchant's certificate.
  createKeyring({ [entry.serial_no]: publicKey })
  const [from, until] = validity(entry, certificate)
  if (!(from <= now() && now() < until)) throw outOfDate(serialNo, from, until)
  if (issuer) {
    await verifyIssuedBy(certificate, issuer, { now })
    checkSubject(certificate, subject)
  }
  return { serialNo, publicKey, from, until, der }
}

/** The time when both the list and the certificate say that it is valid. */
function validity(
  { effective_time, expire_time }: ListedCertificate,
  { notBefore, notAfter }: ParsedCertificate,
): [from: number, until: number] {
  const [from, until] = [notBefore.getTime(), notAfter.getTime()]
  const effective = effective_time === undefined ? from : parseDateTime(effective_time)
  const expire = expire_time === undefined ? until : parseDateTime(expire_time)
  if (effective === undefined || expire === undefined) {
    throw new AuthError('AUTH_CERTIFICATE_INVALID', 'effective_time or expire_time is not an RFC 3339 time.')
  }
  // Validity includes its last second (RFC 5280, 4.1.2.5), which is also expire_time.
  return [Math.max(effective, from), Math.min(expire, until) + 1000]
}

/** The authority also issues the certificates of merchants. */
function checkSubject(
  { serialNo, subject: { text, commonName } }: ParsedCertificate,
  expected: string,
): void {
  if (commonName === expected) return
  throw new AuthError(
    'AUTH_CERTIFICATE_UNTRUSTED',
    `The certificate ${serialNo} is that of ${text}; expected the common name ${expected}. Another name is the option subject.`,
  )
}

function outOfDate(serialNo: string, ...times: readonly [from: number, until: number]): AuthError {
  const [from, until] = times.map((time) => new Date(time).toISOString())
  return new AuthError(
    'AUTH_CERTIFICATE_UNTRUSTED',
    `The certificate ${serialNo} is valid from ${from} to ${until}, but not now. If that is wrong, set this machine's clock.`,
  )
}

async function openWithAny(keys: readonly ApiV3Key[], sealed: SealedResource): Promise<Uint8Array> {
  let failure: unknown
  for (const key of keys) {
    try {
      return await openResource(key, sealed)
    } catch (error) {
      failure = error
    }
  }
  throw failure
}

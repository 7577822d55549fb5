// Responses to GET /v3/certificates that the sandbox does not send: forged, altered, expired.
import { createSigner } from '@wxdp/auth'
import { sealResource } from '@wxdp/auth/platform'
import type { FetchFunction } from '@wxdp/fetch'
import {
  type CertificateKeyring,
  type CertificateKeyringOptions,
  createCertificateKeyring,
} from '@wxdp/fetch/certificates'
import { apiV3Key, type KeyPair, keys, utf8 } from '@wxdp-internal/fixtures'
import { createAuthority, type IssuedCertificate } from '@wxdp-internal/fixtures/certificates'
import { signedResponse } from '@wxdp-internal/fixtures/messages'

export const start: number = Date.UTC(2026, 10, 24)
export const day: number = 24 * 3600 * 1000

const validity = { notBefore: new Date(start - day), notAfter: new Date(start + 30 * day - 1000) }
const root = await createAuthority({ ...validity, subject: 'CN=Tenpay.com Root CA' })
const another = await createAuthority({ ...validity, subject: 'CN=Another Root CA' })
export const rootCertificate: string = root.certificate
export const otherRoot: string = another.certificate

let issued = 0
/** A certificate; by default issued by {@link rootCertificate}, and valid from one day before `start` to 30 days after. */
export async function issue(
  change: {
    serialNo?: string
    keys?: KeyPair
    subject?: string
    from?: number
    until?: number
    by?: 'root' | 'another'
  } = {},
): Promise<IssuedCertificate> {
  issued += 1
  const { serialNo = `5${String(issued).padStart(39, '0')}`, from, until, by = 'root', ...terms } = change
  return (by === 'root' ? root : another).issue({
    ...terms,
    serialNo,
    notBefore: new Date(from ?? validity.notBefore),
    notAfter: new Date(until ?? validity.notAfter),
  })
}

export interface Entry {
  readonly serial_no: string
  readonly effective_time?: string
  readonly expire_time?: string
  readonly encrypt_certificate: object
}

/** The entry of one certificate in the list. */
export async function entryOf(
  { serialNo, certificate, notBefore, notAfter }: IssuedCertificate,
  {
    key = apiV3Key,
    associatedData = 'certificate',
    plaintext = certificate,
  }: { key?: string; associatedData?: string; plaintext?: string } = {},
): Promise<Entry> {
  return {
    serial_no: serialNo,
    effective_time: notBefore.toISOString(),
    expire_time: notAfter.toISOString(),
    encrypt_certificate: await sealResource(key, utf8(plaintext), { associatedData }),
  }
}

export interface Signing {
  readonly by: IssuedCertificate
  readonly now?: () => number
  /** The serial in the header. Default: that of `by`. */
  readonly serialNo?: string
  readonly status?: number
}

/** A response with this body, signed. */
export async function signed(body: string, { by, now = () => start, ...more }: Signing): Promise<Response> {
  const { serialNo = by.serialNo, status = 200 } = more
  const timestamp = Math.floor(now() / 1000)
  return signedResponse(body, { status, by: { serialNo, privateKey: by.privateKey }, timestamp })
}

/** A list of these certificates, signed. */
export async function listOf(
  entries: readonly (IssuedCertificate | Entry)[],
  signing: Signing,
): Promise<Response> {
  const data = await Promise.all(entries.map((each) => ('certificate' in each ? entryOf(each) : each)))
  return signed(JSON.stringify({ data }), signing)
}

/** A keyring that downloads by this transport, with its requests and the errors that `onError` was called with. */
export function keyringOf(
  fetch: FetchFunction,
  options: Partial<CertificateKeyringOptions> = {},
): {
  readonly keyring: CertificateKeyring
  readonly requests: readonly Request[]
  readonly errors: readonly unknown[]
  readonly clock: { time: number }
  now(): number
} {
  const requests: Request[] = []
  const errors: unknown[] = []
  const clock = { time: start }
  const now = () => clock.time
  const keyring = createCertificateKeyring({
    signer: createSigner({ ...keys.merchant, now }),
    apiV3Key,
    hosts: ['https://one.example'],
    now,
    onError: (error) => errors.push(error),
    fetch: (...sent) => {
      requests.push(new Request(...sent))
      return fetch(...sent)
    },
    ...options,
  })
  return { keyring, requests, errors, clock, now }
}

/** Waits long enough for background work to end. */
export async function idle(): Promise<void> {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setTimeout(resolve, 5))
}

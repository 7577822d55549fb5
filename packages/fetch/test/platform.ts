// WeChat Pay's side of GET /v3/certificates, with every liberty that the sandbox does not take.
import { createSigner } from '@wxdp/auth'
import { sealResource, signMessage } from '@wxdp/auth/platform'
import type { FetchFunction } from '@wxdp/fetch'
import {
  type CertificateKeyring,
  type CertificateKeyringOptions,
  createCertificateKeyring,
} from '@wxdp/fetch/certificates'
import { apiV3Key, merchant, utf8 } from '@wxdp-internal/fixtures'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'
import { issueCertificate, type Name } from '../../sandbox/src/identities/x509.ts'

export const start: number = Date.UTC(2026, 10, 24)
export const day: number = 24 * 3600 * 1000

const root: Name = [['CN', 'Tenpay.com Root CA']]
const rootKeys = freshKeyPair()
const validity = { notBefore: new Date(start - day), notAfter: new Date(start + 30 * day - 1000) }
const selfSigned = (keys: { privateKey: string; publicKey: string }, name: Name): Promise<string> =>
  issueCertificate({
    ...validity,
    serialNo: '40'.repeat(20),
    subject: name,
    publicKey: keys.publicKey,
    issuer: { name, privateKey: keys.privateKey },
    isAuthority: true,
  })
export const rootCertificate: string = await selfSigned(rootKeys, root)
const strangers = freshKeyPair()
export const otherRoot: string = await selfSigned(strangers, [['CN', 'Another Root CA']])

/** A certificate, and what signs with it. */
export interface Made {
  readonly serialNo: string
  readonly pem: string
  readonly privateKey: string
  readonly from: Date
  readonly until: Date
}

let made = 0
/** By default issued by {@link rootCertificate}, valid from a day before `start` for thirty days after. */
export async function make(
  change: {
    serialNo?: string
    keys?: { privateKey: string; publicKey: string }
    subject?: Name
    from?: number
    until?: number
    by?: 'root' | 'another'
  } = {},
): Promise<Made> {
  made += 1
  const { serialNo = `5${String(made).padStart(39, '0')}`, keys = freshKeyPair(), by = 'root' } = change
  const { subject = [['CN', 'Tenpay.com sign']] } = change
  const notBefore = new Date(change.from ?? validity.notBefore)
  const notAfter = new Date(change.until ?? validity.notAfter)
  const issuer = { name: root, privateKey: (by === 'root' ? rootKeys : strangers).privateKey }
  const { publicKey, privateKey } = keys
  const terms = { serialNo, subject, publicKey, issuer, notBefore, notAfter, isAuthority: false }
  return { serialNo, pem: await issueCertificate(terms), privateKey, from: notBefore, until: notAfter }
}

export interface Entry {
  readonly serial_no: string
  readonly effective_time: string
  readonly expire_time: string
  readonly encrypt_certificate: object
}

/** One certificate as the list has it. */
export async function entryOf(
  { serialNo, pem, from, until }: Made,
  {
    key = apiV3Key,
    associatedData = 'certificate',
    plaintext = pem,
  }: { key?: string; associatedData?: string; plaintext?: string } = {},
): Promise<Entry> {
  return {
    serial_no: serialNo,
    effective_time: from.toISOString(),
    expire_time: until.toISOString(),
    encrypt_certificate: await sealResource(key, utf8(plaintext), { associatedData }),
  }
}

export interface Signing {
  readonly by: Made
  readonly now?: () => number
  /** Under which serial. Default: that of `by`. */
  readonly serialNo?: string
  readonly status?: number
}

/** A body, signed. */
export async function signed(body: string, { by, now = () => start, ...more }: Signing): Promise<Response> {
  const { serialNo = by.serialNo, status = 200 } = more
  const timestamp = Math.floor(now() / 1000)
  const bytes = utf8(body)
  const headers = await signMessage({ body: bytes, serialNo, privateKey: by.privateKey, timestamp })
  return new Response(body, { status, headers: { ...headers } })
}

/** A list of these, signed by the first of them unless told otherwise. */
export async function listOf(entries: readonly (Made | Entry)[], signing: Signing): Promise<Response> {
  const data = await Promise.all(entries.map((each) => ('pem' in each ? entryOf(each) : each)))
  return signed(JSON.stringify({ data }), signing)
}

/** A keyring before such a server; `requests` are those that came, `errors` those that it told of. */
export function keyringOf(
  answer: FetchFunction,
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
    signer: createSigner({ ...merchant, now }),
    apiV3Key,
    hosts: ['https://one.example'],
    now,
    onError: (error) => errors.push(error),
    fetch: (request) => {
      requests.push(request)
      return answer(request)
    },
    ...options,
  })
  return { keyring, requests, errors, clock, now }
}

/** Lets what runs in the background come to its end. */
export async function idle(): Promise<void> {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setTimeout(resolve, 5))
}

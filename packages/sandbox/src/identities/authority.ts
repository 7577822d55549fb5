import { importPrivateKey, importPublicKey, type PrivateKey, type PublicKey } from '@wxdp/auth'
import { hexadecimal, makeKeyPair, randomText } from './credentials.ts'
import { issueCertificate, type Name } from './x509.ts'

/** A platform certificate (平台证书) and its key. */
export interface PlatformCertificate {
  readonly serialNo: string
  readonly privateKey: PrivateKey
  readonly publicKey: PublicKey
  /** PEM. */
  readonly certificate: string
  readonly notBefore: Date
  /** Its last second. */
  readonly notAfter: Date
}

/** Stands for Tenpay.com Root CA. */
export interface Authority {
  /** PEM of its own certificate. */
  readonly certificate: string
  /** Issues a platform certificate, valid from now on for five years. */
  issue(): Promise<PlatformCertificate>
}

const organisation = [
  ['C', 'CN'],
  ['O', 'Tenpay.com'],
  ['OU', 'Tenpay.com CA Center'],
] as const
const root: Name = [...organisation, ['CN', 'Tenpay.com Root CA']]
const sign: Name = [...organisation, ['CN', 'Tenpay.com sign']]
const second = 1000
const year = 365 * 24 * 3600 * second

/** Makes an authority with a key of its own, valid for twenty years. */
export async function createAuthority(now: () => number): Promise<Authority> {
  const { privateKey, publicKey } = await makeKeyPair()
  const issuer = { name: root, privateKey }
  return {
    certificate: await issueCertificate({
      ...validFor(20, now()),
      serialNo: makeSerial(),
      subject: root,
      publicKey,
      issuer,
      isAuthority: true,
    }),
    async issue() {
      const pair = await makeKeyPair()
      const terms = { ...validFor(5, now()), serialNo: makeSerial() }
      const certificate = await issueCertificate({
        ...terms,
        subject: sign,
        publicKey: pair.publicKey,
        issuer,
        isAuthority: false,
      })
      const privateKey = await importPrivateKey(pair.privateKey)
      return { ...terms, certificate, privateKey, publicKey: await importPublicKey(pair.publicKey) }
    },
  }
}

function validFor(years: number, now: number): { notBefore: Date; notAfter: Date } {
  const from = Math.floor(now / second) * second
  return { notBefore: new Date(from), notAfter: new Date(from + years * year - second) }
}

/** Of 20 bytes: the first is not zero. */
function makeSerial(): string {
  return `5${randomText(39, hexadecimal)}`
}

import { importPrivateKey, importPublicKey, type PrivateKey, type PublicKey } from '@wxdp/auth'
import { readCertificate } from '@wxdp/auth/certificate'
import { hexMark } from '../http/marks.ts'
import { hexadecimal, type RandomBytes, randomString } from '../http/random.ts'
import { issueCertificate } from './certificate.ts'
import type { KeyPair } from './key-pair.ts'

/** A platform certificate (平台证书) and its key pair. */
export interface PlatformCertificate {
  readonly serialNo: string
  readonly privateKey: PrivateKey
  readonly publicKey: PublicKey
  /** PEM. */
  readonly certificate: string
  /** PEM (PKCS#8) of the private key. */
  readonly privateKeyPem: string
  readonly notBefore: Date
  /** The last second of validity. */
  readonly notAfter: Date
}

/** Stands for Tenpay.com Root CA. */
export interface Authority {
  /** Its own certificate, PEM. */
  readonly certificate: string
  /** PEM (PKCS#8) of its private key. */
  readonly privateKey: string
  /**
   * Issues a platform certificate that is valid for five years.
   *
   * @param from Milliseconds since 1970.
   */
  issue(from: number): Promise<PlatformCertificate>
}

/** The common names are WeChat Pay's: clients check them. */
const organisation = 'C=CN, O=wxdp sandbox, OU=Useless against WeChat Pay'
const rootName = `${organisation}, CN=Tenpay.com Root CA`
const platformName = `${organisation}, CN=Tenpay.com sign`
const second = 1000
const year = 365 * 24 * 3600 * second

export interface AuthorityOptions {
  readonly randomBytes: RandomBytes
  /** Makes the key pair of the next certificate. */
  readonly nextPair: () => Promise<KeyPair>
}

/** What an authority is known by. */
export type AuthorityKey = Pick<Authority, 'certificate' | 'privateKey'>

/** Makes the key and the certificate of an authority that is valid for a hundred years. */
export async function createAuthorityKey(
  ownPair: () => Promise<KeyPair>,
  { from, randomBytes }: { from: number; randomBytes: RandomBytes },
): Promise<AuthorityKey> {
  const terms = termsOf({ from, years: 100, randomBytes })
  const { privateKey, publicKey } = await ownPair()
  const issuer = { name: rootName, privateKey }
  const certificate = await issueCertificate({
    ...terms,
    subject: rootName,
    publicKey,
    issuer,
    isAuthority: true,
  })
  return { certificate, privateKey }
}

export function authorityOf(key: AuthorityKey, { randomBytes, nextPair }: AuthorityOptions): Authority {
  const issuer = { name: rootName, privateKey: key.privateKey }
  return {
    ...key,
    async issue(from) {
      // Before anything is waited for: the order of what is random is that of the calls.
      const terms = termsOf({ from, years: 5, randomBytes })
      const { privateKey, publicKey } = await nextPair()
      const certificate = await issueCertificate({
        ...terms,
        subject: platformName,
        publicKey,
        issuer,
        isAuthority: false,
      })
      return {
        ...terms,
        certificate,
        privateKeyPem: privateKey,
        privateKey: await importPrivateKey(privateKey),
        publicKey: await importPublicKey(publicKey),
      }
    },
  }
}

interface Terms {
  readonly serialNo: string
  readonly notBefore: Date
  readonly notAfter: Date
}

function termsOf(options: { from: number; years: number; randomBytes: RandomBytes }): Terms {
  const { from, years, randomBytes } = options
  const start = Math.floor(from / second) * second
  return {
    // 20 bytes, and positive, since the mark begins with 5.
    serialNo: hexMark + randomString(hexadecimal, { length: 26, randomBytes }),
    notBefore: new Date(start),
    notAfter: new Date(start + years * year - second),
  }
}

/** A certificate that was saved. */
export async function readPlatformCertificate({
  certificate,
  privateKeyPem,
}: Pick<PlatformCertificate, 'certificate' | 'privateKeyPem'>): Promise<PlatformCertificate> {
  const { serialNo, notBefore, notAfter } = readCertificate(certificate)
  return {
    ...{ serialNo, certificate, privateKeyPem, notBefore, notAfter },
    privateKey: await importPrivateKey(privateKeyPem),
    publicKey: await importPublicKey(certificate),
  }
}

import { importPrivateKey, importPublicKey, type PrivateKey, type PublicKey } from '@wxdp/auth'
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
  readonly notBefore: Date
  /** The last second of validity. */
  readonly notAfter: Date
}

/** Stands for Tenpay.com Root CA. */
export interface Authority {
  /** Its own certificate, PEM. */
  readonly certificate: string
  /** Issues a platform certificate that is valid for five years from now. */
  issue(): Promise<PlatformCertificate>
}

/** The common names are WeChat Pay's: clients check them. */
const organisation = 'C=CN, O=wxdp sandbox, OU=Useless against WeChat Pay'
const rootName = `${organisation}, CN=Tenpay.com Root CA`
const platformName = `${organisation}, CN=Tenpay.com sign`
const second = 1000
const year = 365 * 24 * 3600 * second

export interface AuthorityOptions {
  readonly now: () => number
  readonly randomBytes: RandomBytes
  /** Makes the authority's own key pair. */
  readonly ownPair: () => Promise<KeyPair>
  /** Makes the key pair of the next certificate. */
  readonly nextPair: () => Promise<KeyPair>
}

/** Creates an authority with a key of its own, valid for twenty years. */
export async function createAuthority({
  now,
  randomBytes,
  ownPair,
  nextPair,
}: AuthorityOptions): Promise<Authority> {
  const newTerms = (years: number): { serialNo: string; notBefore: Date; notAfter: Date } => {
    const start = Math.floor(now() / second) * second
    return {
      // 20 bytes, and positive, since the mark begins with 5.
      serialNo: hexMark + randomString(hexadecimal, { length: 26, randomBytes }),
      notBefore: new Date(start),
      notAfter: new Date(start + years * year - second),
    }
  }
  const { privateKey, publicKey } = await ownPair()
  const issuer = { name: rootName, privateKey }
  const terms = { ...newTerms(20), subject: rootName, publicKey, issuer, isAuthority: true }
  return {
    certificate: await issueCertificate(terms),
    async issue() {
      const pair = await nextPair()
      const terms = newTerms(5)
      const { publicKey } = pair
      return {
        ...terms,
        certificate: await issueCertificate({
          ...terms,
          subject: platformName,
          publicKey,
          issuer,
          isAuthority: false,
        }),
        privateKey: await importPrivateKey(pair.privateKey),
        publicKey: await importPublicKey(publicKey),
      }
    },
  }
}

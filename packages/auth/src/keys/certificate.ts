// A subpath: importing all of jose makes a process without a bundler read some sixty files.
import { importSPKI } from 'jose/key/import'
import { encodeBase64 } from '../encoding/base64.ts'
import { type Bytes, toBytes } from '../encoding/bytes.ts'
import { equalBytes } from '../encoding/der.ts'
import type { DistinguishedName } from '../encoding/distinguished-name.ts'
import { basicConstraints, keyUsage, parseX509, type X509 } from '../encoding/x509.ts'
import { AuthError, kindOf } from '../errors.ts'
import { type Need, notNeeded } from './key-errors.ts'
import { readPart } from './key-file.ts'
import { lazyPublicKey, type PublicKey } from './keys.ts'

/** The contents of an X.509 certificate. They prove nothing until {@link verifyIssuedBy} has checked its issuer. */
export interface ParsedCertificate {
  /** Upper-case hexadecimal digits, two a byte, leading zeros kept: what `openssl x509 -serial` prints. */
  readonly serialNo: string
  /** For `keys` of `createVerifier`. */
  readonly publicKey: PublicKey
  /** The first second of validity. */
  readonly notBefore: Date
  /** The last second of validity. */
  readonly notAfter: Date
  readonly subject: DistinguishedName
  readonly issuer: DistinguishedName
  /** The whole certificate. */
  readonly der: Uint8Array
}

/**
 * Reads a certificate (证书), for example to get its serial and its key: a platform certificate of WeChat Pay, or a
 * merchant's apiclient_cert.pem.
 *
 * This function checks neither the signature nor the dates.
 *
 * @param input A PEM string (with LF, CRLF or literal `\n`, or bare Base64), or PEM or DER bytes. Of several
 *   certificates, the first is read.
 * @throws {AuthError} `AUTH_CERTIFICATE_INVALID`; `AUTH_KEY_ROLE` for a key; `AUTH_KEY_UNSUPPORTED` if the certificate
 *   holds a key that is not RSA
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012715700}
 *
 * @example
 * import { readCertificate } from '@wxdp/auth/certificate'
 *
 * const { serialNo, publicKey } = readCertificate(platformCertificate)
 * const verifier = createVerifier({ keys: { [serialNo]: publicKey } })
 */
export function readCertificate(input: string | Bytes): ParsedCertificate {
  const file = typeof input === 'string' ? input : toBytes(input)
  if (file === undefined) throw notNeeded(kindOf(input), aCertificate)
  const { der } = readPart(aCertificate, file)
  // A copy: later changes to the caller's array must not change the certificate. (Buffer.prototype.slice would not copy.)
  const copy = Uint8Array.from(der)
  const { serialNo, subject, issuer, notBefore, notAfter } = parse(copy)
  return {
    serialNo,
    publicKey: lazyPublicKey(copy),
    notBefore,
    notAfter,
    subject: { commonName: subject.commonName, text: subject.text },
    issuer: { commonName: issuer.commonName, text: issuer.text },
    der: copy,
  }
}

const aCertificate: Need = {
  name: 'a certificate',
  remedy: 'Pass the contents of an X.509 certificate, such as apiclient_cert.pem or a platform certificate.',
  commands: {
    'PKCS#7 (.p7b)': 'pkcs7 -in certs.p7b -print_certs -out certs.pem',
    'PKCS#12 (.p12)':
      'pkcs12 -in apiclient_cert.p12 -nokeys -out apiclient_cert.pem (the password is the mchid)',
  },
  invalid: 'AUTH_CERTIFICATE_INVALID',
}

export interface VerifyIssuedByOptions {
  /** Unix time in milliseconds. Default `Date.now`. */
  readonly now?: () => number
}

/**
 * Verifies that one certificate was issued by another: its issuer is the subject of the other, the other may issue
 * certificates and has signed this one, and both are valid now.
 *
 * The rules are those of RFC 5280, 6.1, for one link of a chain: the issuer's basicConstraints say that it is an
 * authority, its keyUsage, if it has one, includes keyCertSign, its path length allows this certificate, and neither
 * has a critical extension that is not understood. Revocation is not checked. Get the issuer from a safe source, such
 * as WeChat Pay's CertTrustChain.p7b. Its authority issues certificates to merchants, too: check
 * `certificate.subject.commonName` as well. Platform certificates have `Tenpay.com sign` (inferred, not documented).
 *
 * @param issuer A certificate with an RSA key of any length.
 * @throws {AuthError} `AUTH_CERTIFICATE_UNTRUSTED`
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012715700}
 *
 * @example
 * import { readCertificate, verifyIssuedBy } from '@wxdp/auth/certificate'
 *
 * await verifyIssuedBy(readCertificate(platformCertificate), readCertificate(rootCertificate))
 */
export async function verifyIssuedBy(
  certificate: ParsedCertificate,
  issuer: ParsedCertificate,
  options: VerifyIssuedByOptions = {},
): Promise<void> {
  const { now = Date.now } = options
  const child = parse(certificate.der)
  const parent = parse(issuer.der)
  const reason =
    (!equalBytes(child.issuer.der, parent.subject.der) && 'it names another issuer') ||
    (!parent.isAuthority && 'the issuer may not issue certificates') ||
    (isTooDeep(child, parent) && 'the issuer may not issue certificates to authorities') ||
    (!(understands(parent, []) && understands(child, ofSubjects)) && 'a critical extension is unknown') ||
    (![child, parent].every((each) => isValidAt(each, now())) && 'it or its issuer is not valid now') ||
    (!(await isSignedBy(child, parent)) && "the issuer's signature does not match")
  if (reason) {
    throw new AuthError(
      'AUTH_CERTIFICATE_UNTRUSTED',
      `The certificate ${certificate.serialNo} (${certificate.subject.text}) is not trusted under the issuer ${issuer.subject.text}: ${reason}.`,
    )
  }
}

/** A self-issued certificate does not count (RFC 5280, 6.1.4, l). */
function isTooDeep(child: X509, { pathLength, subject }: X509): boolean {
  return child.isAuthority && pathLength === 0 && !equalBytes(child.subject.der, subject.der)
}

/**
 * subjectAltName, certificatePolicies, extKeyUsage: they say who the subject is and what else its key is for. In an
 * issuer, they would limit what it issues.
 */
const ofSubjects = ['2.5.29.17', '2.5.29.32', '2.5.29.37']

function understands({ critical }: X509, more: readonly string[]): boolean {
  return critical.every((id) => id === basicConstraints || id === keyUsage || more.includes(id))
}

/** RSASSA-PKCS1-v1_5 (RFC 4055) under its names in JSON Web Algorithms. Older hashes such as SHA-1 are broken. */
const algorithms: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.11': 'RS256',
  '1.2.840.113549.1.1.12': 'RS384',
  '1.2.840.113549.1.1.13': 'RS512',
}

async function isSignedBy({ algorithm, signature, toBeSigned }: X509, { publicKey }: X509): Promise<boolean> {
  const name = algorithms[algorithm]
  if (name === undefined) return false
  try {
    const key = await importSPKI(toPem(publicKey), name)
    return await crypto.subtle.verify(
      key.algorithm,
      key,
      signature as BufferSource,
      toBeSigned as BufferSource,
    )
  } catch {
    // The runtime cannot read the issuer's key.
    return false
  }
}

function toPem(publicKey: Uint8Array): string {
  return `-----BEGIN PUBLIC KEY-----\n${encodeBase64(publicKey)}\n-----END PUBLIC KEY-----`
}

function isValidAt({ notBefore, notAfter }: X509, now: number): boolean {
  // Whole seconds, including the last (RFC 5280, 4.1.2.5). If the clock returns NaN, nothing is valid.
  return now >= notBefore.getTime() && now < notAfter.getTime() + 1000
}

function parse(der: Uint8Array): X509 {
  try {
    return parseX509(der)
  } catch (cause) {
    throw new AuthError(
      'AUTH_CERTIFICATE_INVALID',
      'The certificate is damaged: it is not valid X.509 in DER.',
      {
        cause,
      },
    )
  }
}

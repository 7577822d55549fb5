import { importPKCS8 } from 'jose'

/** What a certificate is to contain. */
export interface CertificateTerms {
  /** Hexadecimal. */
  readonly serialNo: string
  /** A distinguished name such as `C=CN, CN=Tenpay.com sign`. */
  readonly subject: string
  /** PEM (SPKI). */
  readonly publicKey: string
  /** `privateKey`: PEM (PKCS#8). */
  readonly issuer: { readonly name: string; readonly privateKey: string }
  /** Whole seconds. */
  readonly notBefore: Date
  /** Whole seconds; the last one is included. */
  readonly notAfter: Date
  /** Whether the subject may issue certificates. */
  readonly isAuthority: boolean
}

/** Issues an X.509 certificate, as PEM. The library is loaded only here: most sandboxes have no certificates. */
export async function issueCertificate(terms: CertificateTerms): Promise<string> {
  // Must come first: the library fails to load without it.
  await import('reflect-metadata')
  const { BasicConstraintsExtension, PublicKey, X509CertificateGenerator } = await import('@peculiar/x509')
  const { serialNo, subject, publicKey, issuer, notBefore, notAfter, isAuthority } = terms
  const certificate = await X509CertificateGenerator.create(
    {
      serialNumber: serialNo,
      subject,
      issuer: issuer.name,
      publicKey: new PublicKey(publicKey),
      signingKey: await importPKCS8(issuer.privateKey, 'RS256'),
      notBefore,
      notAfter,
      extensions: [new BasicConstraintsExtension(isAuthority, undefined, true)],
    },
    signingViews(),
  )
  return `${certificate.toString('pem')}\n`
}

/** The library signs an `ArrayBuffer`. In the edge VM it belongs to another realm, where WebCrypto takes views only. */
function signingViews(): Crypto {
  const sign: SubtleCrypto['sign'] = (algorithm, key, data) =>
    crypto.subtle.sign(algorithm, key, new Uint8Array(data as ArrayBuffer))
  const subtle = Object.create(crypto.subtle, { sign: { value: sign } })
  return Object.create(crypto, { subtle: { value: subtle } })
}

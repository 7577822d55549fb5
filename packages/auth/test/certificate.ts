import { randomBytes } from 'node:crypto'
import { openssl } from '@wxdp-internal/fixtures/openssl'

export interface CertificateOptions {
  /** As OpenSSL's -subj has it. */
  readonly subject?: string
  /** Hexadecimal. Default: 40 digits. */
  readonly serialNo?: string
  readonly days?: number
  /** Default: signed by its own key. */
  readonly issuer?: { readonly certificate: string; readonly privateKey: string }
  /** More arguments for `openssl req`, extensions for example: none are in it by default. */
  readonly more?: readonly string[]
}

/** An X.509 certificate for a private key, made by OpenSSL. */
export function certificateFor(privateKey: string, options: CertificateOptions = {}): string {
  const { subject = '/CN=sandbox', serialNo = randomSerial(), days = 30, issuer, more = [] } = options
  return openssl((file) => {
    const config = file('req.cnf', '[req]\ndistinguished_name = name\n[name]\n')
    const key = ['-key', file('key.pem', privateKey), '-config', config]
    const serial = ['-set_serial', `0x${serialNo}`]
    const by = issuer
      ? ['-CA', file('ca.pem', issuer.certificate), '-CAkey', file('ca-key.pem', issuer.privateKey)]
      : []
    const about = ['-utf8', '-subj', subject, '-days', String(days)]
    return ['req', '-x509', '-new', ...key, ...about, ...serial, ...by, ...more]
  }).toString()
}

/** OpenSSL's own begins with a zero byte once in 128 times, which DER leaves out; WeChat Pay's have 40 digits. */
function randomSerial(): string {
  return `4${randomBytes(20).toString('hex').slice(1)}`
}

/** What OpenSSL prints of a certificate. */
export function describeCertificate(certificate: string, ...what: string[]): string {
  return openssl((file) => ['x509', '-in', file('cert.pem', certificate), '-noout', ...what])
    .toString()
    .trim()
}

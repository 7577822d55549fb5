import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface CertificateOptions {
  /** As OpenSSL's -subj has it. */
  readonly subject?: string
  /** Hexadecimal. Default: 20 random bytes. */
  readonly serialNo?: string
  readonly days?: number
  /** Default: signed by its own key. */
  readonly issuer?: { readonly certificate: string; readonly privateKey: string }
  /** More arguments for `openssl req`, extensions for example: none are in it by default. */
  readonly more?: readonly string[]
}

/** An X.509 certificate for a private key, made by OpenSSL. */
export function certificateFor(privateKey: string, options: CertificateOptions = {}): string {
  const { subject = '/CN=sandbox', serialNo, days = 30, issuer, more = [] } = options
  return inFolder((file) => {
    const key = file('key.pem', privateKey)
    const config = file('req.cnf', '[req]\ndistinguished_name = name\n[name]\n')
    const serial = serialNo === undefined ? [] : ['-set_serial', `0x${serialNo}`]
    const by = issuer
      ? ['-CA', file('ca.pem', issuer.certificate), '-CAkey', file('ca-key.pem', issuer.privateKey)]
      : []
    const name = ['-utf8', '-subj', subject]
    return openssl(
      'req',
      '-x509',
      '-new',
      '-key',
      key,
      '-config',
      config,
      '-days',
      String(days),
      ...name,
      ...serial,
      ...by,
      ...more,
    )
  })
}

/** What OpenSSL prints of a certificate. */
export function describeCertificate(certificate: string, ...what: string[]): string {
  return inFolder((file) => openssl('x509', '-in', file('cert.pem', certificate), '-noout', ...what)).trim()
}

function openssl(...args: string[]): string {
  return execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
}

function inFolder<T>(use: (file: (name: string, contents: string) => string) => T): T {
  const dir = mkdtempSync(join(tmpdir(), 'wxdp-'))
  try {
    return use((name, contents) => {
      const path = join(dir, name)
      writeFileSync(path, contents, { mode: 0o600 })
      return path
    })
  } finally {
    rmSync(dir, { recursive: true })
  }
}

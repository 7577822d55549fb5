import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A self-signed X.509 certificate for a private key, made by OpenSSL. */
export function certificateFor(privateKey: string): string {
  const dir = mkdtempSync(join(tmpdir(), 'wxdp-'))
  try {
    const key = join(dir, 'key.pem')
    writeFileSync(key, privateKey, { mode: 0o600 })
    return execFileSync(
      'openssl',
      ['req', '-x509', '-new', '-key', key, '-subj', '/CN=sandbox', '-days', '30'],
      {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    )
  } finally {
    rmSync(dir, { recursive: true })
  }
}

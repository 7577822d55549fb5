// OpenSSL's command line, with what it reads in files of their own.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Writes one file and names it. */
export type File = (name: string, contents: string | Uint8Array) => string

/** Runs `openssl`; `args` may write files, which are gone afterwards. */
export function openssl(args: (file: File) => readonly string[], input?: string | Uint8Array): Buffer {
  const dir = mkdtempSync(join(tmpdir(), 'wxdp-'))
  try {
    const file: File = (name, contents) => {
      const path = join(dir, name)
      writeFileSync(path, contents, { mode: 0o600 })
      return path
    }
    return execFileSync('openssl', args(file), { input, stdio: ['pipe', 'pipe', 'ignore'] })
  } finally {
    rmSync(dir, { recursive: true })
  }
}

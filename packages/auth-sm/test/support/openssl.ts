// OpenSSL's SM2, SM3 and SM4 as an oracle, if they are installed.
import { spawnSync } from 'node:child_process'
import { openssl } from '@wxdp-internal/fixtures/openssl'

export { openssl } from '@wxdp-internal/fixtures/openssl'

const works = spawnSync('openssl', ['pkey', '-noout'], { input: keyOf('SM2') }).status === 0

/** Whether the tests are skipped here. In CI they run, and fail. */
export const isMissing: boolean = !works && process.env.CI !== 'true'

/** The title of the tests. */
export const oracle: string = works
  ? 'OpenSSL as oracle'
  : 'NOT RUN, install OpenSSL 3 (with SM2): OpenSSL as oracle'

/** The user id of both sides, as options of OpenSSL. */
const distid: readonly string[] = ['-pkeyopt', 'distid:1234567812345678']

/** A PKCS#8 private key on a curve. */
export function keyOf(curve: string, ...more: string[]): string {
  const name =
    curve === 'SM2' ? ['-algorithm', 'SM2'] : ['-algorithm', 'EC', '-pkeyopt', `ec_paramgen_curve:${curve}`]
  return spawnSync('openssl', ['genpkey', ...name, ...more]).stdout?.toString() ?? ''
}

export function publicOf(privateKey: string): string {
  return openssl((file) => ['pkey', '-in', file('key.pem', privateKey), '-pubout']).toString()
}

/** DER. */
export function signWith(privateKey: string, message: string | Uint8Array): Buffer {
  return openssl((file) => [
    'pkeyutl',
    '-sign',
    '-rawin',
    '-digest',
    'sm3',
    '-inkey',
    file('key.pem', privateKey),
    '-in',
    file('message', message),
    ...distid,
  ])
}

export function verifiesWith(
  publicKey: string,
  message: string | Uint8Array,
  signature: Uint8Array,
): boolean {
  try {
    openssl((file) => [
      'pkeyutl',
      '-verify',
      '-rawin',
      '-digest',
      'sm3',
      '-pubin',
      '-inkey',
      file('key.pem', publicKey),
      '-in',
      file('message', message),
      '-sigfile',
      file('signature', signature),
      ...distid,
    ])
    return true
  } catch {
    return false
  }
}

/** DER, C1C3C2. */
export function encryptWith(publicKey: string, plaintext: string): Buffer {
  return openssl((file) => ['pkeyutl', '-encrypt', '-pubin', '-inkey', file('key.pem', publicKey)], plaintext)
}

export function decryptWith(privateKey: string, ciphertext: Uint8Array): string {
  return openssl(
    (file) => ['pkeyutl', '-decrypt', '-inkey', file('key.pem', privateKey)],
    ciphertext,
  ).toString()
}

export function sm3(message: Uint8Array): Buffer {
  return openssl(() => ['dgst', '-sm3', '-binary'], message)
}

/** SM4-GCM (NIST SP 800-38D), built from the modes of OpenSSL's command line: ECB and CTR. */
export function sealWithSm4(
  key: Uint8Array,
  nonce: Uint8Array,
  parts: { associatedData: Uint8Array; plaintext: Uint8Array },
): Buffer {
  const { associatedData, plaintext } = parts
  const hex = ['-K', Buffer.from(key).toString('hex')]
  const block = (bytes: Uint8Array): Buffer => openssl(() => ['enc', '-sm4-ecb', '-nopad', ...hex], bytes)
  const counter = (at: number): Buffer => Buffer.concat([nonce, Buffer.of(0, 0, 0, at)])
  const iv = ['-iv', counter(2).toString('hex')]
  const ciphertext = openssl(() => ['enc', '-sm4-ctr', ...hex, ...iv], plaintext)
  const authenticated = ghash(block(Buffer.alloc(16)), [associatedData, ciphertext])
  const tag = block(counter(1)).map((byte, at) => byte ^ (authenticated[at] as number))
  return Buffer.concat([ciphertext, tag])
}

/** GHASH, bit by bit. */
function ghash(key: Buffer, [first, second]: readonly [Uint8Array, Uint8Array]): Buffer {
  const number = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
  const reduction = 0xe1n << 120n
  const multiply = (one: bigint, other: bigint): bigint => {
    let product = 0n
    let shifted = other
    for (let bit = 127n; bit >= 0n; bit--) {
      if ((one >> bit) & 1n) product ^= shifted
      shifted = shifted & 1n ? (shifted >> 1n) ^ reduction : shifted >> 1n
    }
    return product
  }
  const padded = (bytes: Uint8Array): Buffer =>
    Buffer.concat([bytes, Buffer.alloc((16 - (bytes.length % 16)) % 16)])
  const lengths = Buffer.alloc(16)
  lengths.writeBigUInt64BE(BigInt(first.length) * 8n, 0)
  lengths.writeBigUInt64BE(BigInt(second.length) * 8n, 8)
  const all = Buffer.concat([padded(first), padded(second), lengths])
  let state = 0n
  for (let at = 0; at < all.length; at += 16) {
    state = multiply(state ^ number(all.subarray(at, at + 16)), number(key))
  }
  return Buffer.from(state.toString(16).padStart(32, '0'), 'hex')
}

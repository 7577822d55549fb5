import { importPrivateKey } from '@wxdp/auth'
import { exportJWK, exportPKCS8, exportSPKI, generateKeyPair, importJWK, importPKCS8 } from 'jose'
import { SandboxError } from '../errors.ts'

/** A key pair as PEM: PKCS#8 and SPKI. */
export interface KeyPair {
  readonly privateKey: string
  readonly publicKey: string
}

/**
 * Makes a key pair.
 *
 * @param purpose What it is for, such as `partner` or `brandPlatform.privateKey`.
 */
export type MakeKeyPair = (purpose: string) => Promise<KeyPair>

/** Generates an RSA key pair of 2048 bits, for any purpose. */
export async function generateRsaKeyPair(): Promise<KeyPair> {
  const pair = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true })
  return { privateKey: await exportPKCS8(pair.privateKey), publicKey: await exportSPKI(pair.publicKey) }
}

/**
 * Completes the key pair of a private key.
 *
 * @param name Name of the option that holds the key.
 * @throws {AuthError} when the key is not an RSA private key of 2048 bits
 * @throws {SandboxError} `SANDBOX_OPTION_INVALID` when it is not PEM of PKCS#8
 */
export async function toKeyPair(privateKey: string, name: string): Promise<KeyPair> {
  await importPrivateKey(privateKey)
  try {
    const { n = '', e = '' } = await exportJWK(await importPKCS8(privateKey, 'RS256', { extractable: true }))
    const publicKey = await importJWK({ kty: 'RSA', n, e }, 'RS256', { extractable: true })
    return { privateKey, publicKey: await exportSPKI(publicKey as CryptoKey) }
  } catch (cause) {
    throw new SandboxError(
      'SANDBOX_OPTION_INVALID',
      `${name}: expected PEM of PKCS#8 (BEGIN PRIVATE KEY). To convert: openssl pkcs8 -topk8 -nocrypt`,
      { cause },
    )
  }
}

/** Key pairs, one after the other. */
export interface KeyPairs {
  next(): Promise<KeyPair>
  /** PEM of the private keys that were given and not handed out yet. */
  rest(): readonly string[]
}

/** Hands out key pairs: first those of the given private keys, then new ones. */
export function keyPairsFrom(
  privateKeys: readonly string[],
  { name, makeKeyPair }: { readonly name: string; readonly makeKeyPair: MakeKeyPair },
): KeyPairs {
  let next = 0
  return {
    async next() {
      const given = privateKeys[next]
      next += 1
      return given === undefined ? makeKeyPair(`${name} ${next}`) : toKeyPair(given, name)
    },
    rest: () => privateKeys.slice(next),
  }
}

import { exportPKCS8, exportSPKI, generateKeyPair } from 'jose'

/** A key pair as PEM: PKCS#8 and SPKI. */
export interface KeyPair {
  readonly privateKey: string
  readonly publicKey: string
}

/** Generates an RSA key pair of 2048 bits. */
export async function generateRsaKeyPair(): Promise<KeyPair> {
  const pair = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true })
  return { privateKey: await exportPKCS8(pair.privateKey), publicKey: await exportSPKI(pair.publicKey) }
}

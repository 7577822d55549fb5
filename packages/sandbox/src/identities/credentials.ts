import { exportPKCS8, exportSPKI, generateKeyPair } from 'jose'

/** A service provider as the sandbox knows it. */
export interface SandboxMerchant {
  /** 服务商商户号. */
  readonly mchid: string
  /** Serial of its API certificate, 40 hexadecimal digits. */
  readonly serialNo: string
  /** PEM of the public key, or the certificate. */
  readonly publicKey: string
}

/** A brand as the sandbox knows it. */
export interface SandboxBrand {
  /** 品牌ID. */
  readonly brandId: string
  /** Serial of its API certificate, 40 hexadecimal digits. */
  readonly serialNo: string
  /** PEM of the public key, or the certificate. */
  readonly publicKey: string
}

/** What any caller needs to talk to the sandbox. Useless against WeChat Pay itself. */
export interface CallerCredentials {
  /** Serial of the caller's API certificate, 40 hexadecimal digits. */
  readonly serialNo: string
  /** 32 bytes. */
  readonly apiV3Key: string
  /** `PUB_KEY_ID_…` of the sandbox's own key. */
  readonly platformSerial: string
  /** PEM (SPKI) of the sandbox's own key. */
  readonly platformPublicKey: string
}

/** What a service provider needs to talk to the sandbox. */
export interface PartnerCredentials extends CallerCredentials {
  readonly mchid: string
  /** PEM (PKCS#8), made by the sandbox. */
  readonly privateKey: string
}

/**
 * What a brand needs to talk to the sandbox. It shares no key with the service provider: certificate, 品牌API密钥 and
 * platform key are all its own.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4015407523}
 */
export interface BrandCredentials extends CallerCredentials {
  readonly brandId: string
  /** PEM (PKCS#8), made by the sandbox. */
  readonly privateKey: string
}

/** A key pair as PEM. */
export interface KeyPair {
  readonly privateKey: string
  readonly publicKey: string
}

/** Makes an RSA key pair of 2048 bits. */
export async function makeKeyPair(): Promise<KeyPair> {
  const pair = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true })
  return { privateKey: await exportPKCS8(pair.privateKey), publicKey: await exportSPKI(pair.publicKey) }
}

/** Random characters of an alphabet; evenly spread where its size divides 256. */
export function randomText(length: number, alphabet: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(length))
  return Array.from(bytes, (byte) => alphabet[byte % alphabet.length]).join('')
}

export const decimal = '0123456789'
export const hexadecimal = '0123456789ABCDEF'
/** Letters and digits that are not mistaken for each other, 32 of them. */
export const readable = '23456789abcdefghijkmnpqrstuvwxyz'

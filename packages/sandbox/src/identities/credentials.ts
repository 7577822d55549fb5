/** A service provider with a key of its own. */
export interface SandboxMerchant {
  /** 服务商商户号. */
  readonly mchid: string
  /** Serial of its API certificate, 40 hexadecimal digits, as openssl or the console prints it. */
  readonly serialNo: string
  /** PEM of its public key or certificate. */
  readonly publicKey: string
}

/** A brand with a key of its own. */
export interface SandboxBrand {
  /** 品牌ID. */
  readonly brandId: string
  /** Serial of its API certificate, 40 hexadecimal digits, as openssl or the console prints it. */
  readonly serialNo: string
  /** PEM of its public key or certificate. */
  readonly publicKey: string
}

/**
 * WeChat Pay's own keys in the sandbox. With them, a clock and a source of randomness of your own, runs repeat byte for
 * byte.
 */
export interface SandboxPlatform {
  /** Under which the public key is known: `PUB_KEY_ID_SANDBOX…`. Default: a new one. Production refuses it. */
  readonly serialNo?: string
  /** PEM (PKCS#8) of the private key that signs. */
  readonly privateKey: string
  /** PEM (PKCS#8) of the key that issues platform certificates. Default: a new one. A brand has no certificates. */
  readonly authorityKey?: string
  /** PEM (PKCS#8) of the keys of the platform certificates, in the order of issue. Default, and after them: new ones. */
  readonly certificateKeys?: readonly string[]
}

/** What any caller needs to talk to the sandbox. Useless against WeChat Pay itself. */
export interface CallerCredentials {
  /** Serial of the caller's API certificate, 40 hexadecimal digits. */
  readonly serialNo: string
  /** 32 bytes. */
  readonly apiV3Key: string
  /** `PUB_KEY_ID_SANDBOX…` of the sandbox's own key. */
  readonly platformSerial: string
  /** PEM (SPKI) of the sandbox's own key. */
  readonly platformPublicKey: string
}

/** What a service provider needs to talk to the sandbox. */
export interface PartnerCredentials extends CallerCredentials {
  /** 服务商商户号. */
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
  /** 品牌ID. */
  readonly brandId: string
  /** PEM (PKCS#8), made by the sandbox. */
  readonly privateKey: string
}

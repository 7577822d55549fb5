/**
 * A sensitive field as a request carries it, encrypted beforehand: `encryptField` of `@wxdp/auth` makes one.
 *
 * The two belong together: the ciphertext goes into the body, the serial into the header `Wechatpay-Serial`.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4013059053}
 */
export interface EncryptedField {
  /** Base64. */
  readonly ciphertext: string
  /** `PUB_KEY_ID_…` or a platform certificate's serial: under which key WeChat Pay can decrypt it. */
  readonly serialNo: string
}

/** By its shape: no field of the wire is called `serialNo`. */
export function isEncryptedField(value: unknown): value is EncryptedField {
  const { ciphertext, serialNo } = (value ?? {}) as Partial<EncryptedField>
  return typeof ciphertext === 'string' && typeof serialNo === 'string'
}

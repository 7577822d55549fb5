/**
 * A sensitive field that is already encrypted. `encryptField` of `@wxdp/auth` returns one.
 *
 * The ciphertext goes into the body, and the serial into the header `Wechatpay-Serial`.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4013059053}
 */
export interface EncryptedField {
  /** Base64. */
  readonly ciphertext: string
  /** Id of the key that encrypted it: `PUB_KEY_ID_…`, or the serial of a platform certificate. */
  readonly serialNo: string
}

/** Decides by shape: no wire field is called `serialNo`. */
export function isEncryptedField(value: unknown): value is EncryptedField {
  const { ciphertext, serialNo } = (value ?? {}) as Partial<EncryptedField>
  return typeof ciphertext === 'string' && typeof serialNo === 'string'
}

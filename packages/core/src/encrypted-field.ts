import * as v from 'valibot'

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

const advice = 'Give what encryptField of @wxdp/auth returns.'

// The library's own messages quote what they find; here that could be a secret.
export const encryptedField: v.GenericSchema<unknown, EncryptedField> = /* @__PURE__ */ (() => {
  const text = v.pipe(v.string(advice), v.minLength(1, advice))
  return v.strictObject({ ciphertext: v.pipe(text, v.base64(advice)), serialNo: text }, advice)
})()

import * as v from 'valibot'
import type { EncryptedField } from './encrypted-field.ts'

const advice = 'Give what encryptField of @wxdp/auth returns.'

// The library's own messages quote what they find; here that could be a secret.
export const encryptedField: v.GenericSchema<unknown, EncryptedField> = /* @__PURE__ */ (() => {
  const text = v.pipe(v.string(advice), v.minLength(1, advice))
  return v.strictObject({ ciphertext: v.pipe(text, v.base64(advice)), serialNo: text }, advice)
})()

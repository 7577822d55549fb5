import { defineEndpoint, type Endpoint } from '@wxdp/core'
import * as v from 'valibot'

/** The response of {@link listCertificates}: each certificate is sealed with the APIv3 key. */
export interface CertificateList {
  /** Each is read on its own, so that one that is not as documented does not spoil the others. */
  readonly data: readonly unknown[]
}

/** One platform certificate (平台证书) of the list. */
export interface ListedCertificate {
  readonly serial_no: string
  /** RFC 3339: in use from this time (证书启用时间). */
  readonly effective_time?: string | undefined
  /** RFC 3339: in use until this time (证书弃用时间). */
  readonly expire_time?: string | undefined
  readonly encrypt_certificate: {
    readonly algorithm: string
    readonly nonce: string
    readonly ciphertext: string
  }
}

const string = v.string()
export const listSchema: v.GenericSchema<unknown, CertificateList> = v.looseObject({
  data: v.array(v.unknown()),
})
export const entrySchema: v.GenericSchema<unknown, ListedCertificate> = v.looseObject({
  serial_no: string,
  effective_time: v.optional(string),
  expire_time: v.optional(string),
  encrypt_certificate: v.looseObject({ algorithm: string, nonce: string, ciphertext: string }),
})

/**
 * 下载平台证书.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012715700}
 */
export const listCertificates: Endpoint<Record<string, never>, CertificateList> = defineEndpoint({
  name: 'listCertificates',
  method: 'GET',
  path: '/v3/certificates',
  caller: 'mchid',
  retry: 'safe',
  input: v.strictObject({}),
  output: listSchema,
  page: 'https://pay.weixin.qq.com/doc/v3/partner/4012715700',
})

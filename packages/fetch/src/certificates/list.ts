import { defineEndpoint, type Endpoint } from '@wxdp/core'
import * as v from 'valibot'

/** What WeChat Pay answers: its certificates, each sealed with the APIv3 key. */
export interface CertificateList {
  readonly data: readonly ListedCertificate[]
}

/** One certificate (平台证书) of the list. */
export interface ListedCertificate {
  readonly serial_no: string
  /** RFC 3339: in use from here on (证书启用时间). */
  readonly effective_time: string
  /** RFC 3339: in use up to here (证书弃用时间). */
  readonly expire_time: string
  readonly encrypt_certificate: {
    readonly algorithm: string
    readonly nonce: string
    readonly ciphertext: string
  }
}

const text = v.string()
export const listSchema: v.GenericSchema<unknown, CertificateList> = v.looseObject({
  data: v.array(
    v.looseObject({
      serial_no: text,
      effective_time: text,
      expire_time: text,
      encrypt_certificate: v.looseObject({ algorithm: text, nonce: text, ciphertext: text }),
    }),
  ),
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

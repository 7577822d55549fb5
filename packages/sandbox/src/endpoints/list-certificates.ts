import { sealResource } from '@wxdp/auth/platform'
import { randomString, readable } from '../http/random.ts'
import { certificatesExpired, notFound } from '../http/refusal.ts'
import { type ResponseContent, success } from '../http/responses.ts'
import type { Text } from '../http/text.ts'
import { toChinaTime } from '../http/times.ts'
import type { PlatformCertificate } from '../identities/authority.ts'
import type { EndpointCall } from './route.ts'

const noCertificate: Text = {
  zh: '无可用的平台证书，请在商户平台-API安全申请使用微信支付公钥。',
  en: "There is no platform certificate. Use WeChat Pay's public key: API security in the merchant platform.",
}

/** 下载平台证书, page 4012715700: lists the platform certificates, each sealed with the APIv3 key. */
export async function listCertificates({ identity, state }: EndpointCall): Promise<ResponseContent> {
  const certificates = identity.platformKeys.certificates()
  if (!certificates) throw notFound(noCertificate)
  if (certificates.length === 0) throw certificatesExpired()
  const entries = certificates.map((each) =>
    toEntry(each, {
      apiV3Key: identity.apiV3Key,
      nonce: randomString(readable, { length: 12, randomBytes: state.randomBytes }),
    }),
  )
  return success({ data: await Promise.all(entries) })
}

async function toEntry(
  certificate: PlatformCertificate,
  { apiV3Key, nonce }: { apiV3Key: string; nonce: string },
): Promise<object> {
  const { serialNo, notBefore, notAfter } = certificate
  const pem = new TextEncoder().encode(certificate.certificate)
  return {
    serial_no: serialNo,
    effective_time: toChinaTime(notBefore.getTime()),
    expire_time: toChinaTime(notAfter.getTime()),
    encrypt_certificate: await sealResource(apiV3Key, pem, { associatedData: 'certificate', nonce }),
  }
}

import { sealResource } from '@wxdp/auth/platform'
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
export async function listCertificates({ identity }: EndpointCall): Promise<ResponseContent> {
  const certificates = identity.platformKeys.certificates()
  if (!certificates) throw notFound(noCertificate)
  if (certificates.length === 0) throw certificatesExpired()
  return success({ data: await Promise.all(certificates.map((each) => toEntry(each, identity.apiV3Key))) })
}

async function toEntry(
  { serialNo, certificate, notBefore, notAfter }: PlatformCertificate,
  apiV3Key: string,
): Promise<object> {
  return {
    serial_no: serialNo,
    effective_time: toChinaTime(notBefore.getTime()),
    expire_time: toChinaTime(notAfter.getTime()),
    encrypt_certificate: await sealResource(apiV3Key, new TextEncoder().encode(certificate), {
      associatedData: 'certificate',
    }),
  }
}

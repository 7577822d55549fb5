import { sealResource } from '@wxdp/auth/platform'
import { certificatesExpired, notFound, type ResponseContent, success } from '../http/responses.ts'
import type { PlatformCertificate } from '../identities/authority.ts'
import type { EndpointCall } from './route.ts'

/** 下载平台证书, page 4012715700: lists the platform certificates, each sealed with the APIv3 key. */
export async function listCertificates({ identity }: EndpointCall): Promise<ResponseContent> {
  const certificates = identity.platformKeys.certificates()
  if (!certificates) throw notFound('无可用的平台证书，请在商户平台-API安全申请使用微信支付公钥。')
  if (certificates.length === 0) throw certificatesExpired()
  return success({ data: await Promise.all(certificates.map((each) => toEntry(each, identity.apiV3Key))) })
}

async function toEntry(
  { serialNo, certificate, notBefore, notAfter }: PlatformCertificate,
  apiV3Key: string,
): Promise<object> {
  return {
    serial_no: serialNo,
    effective_time: toChinaTime(notBefore),
    expire_time: toChinaTime(notAfter),
    encrypt_certificate: await sealResource(apiV3Key, new TextEncoder().encode(certificate), {
      associatedData: 'certificate',
    }),
  }
}

/** RFC 3339 in whole seconds and China's time zone, as the page prints it. */
function toChinaTime(date: Date): string {
  return `${new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`
}

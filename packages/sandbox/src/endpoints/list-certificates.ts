import { sealResource } from '@wxdp/auth/platform'
import { type Answer, notEnough, notFound, success } from '../http/answers.ts'
import type { PlatformCertificate } from '../identities/authority.ts'
import type { RouteCall } from './route.ts'

/** 下载平台证书, as page 4012715700 has it: for those who have certificates, each sealed with the APIv3 key. */
export async function listCertificates({ identity }: RouteCall): Promise<Answer> {
  const certificates = identity.platform.certificates()
  if (!certificates) throw notFound('无可用的平台证书，请在商户平台-API安全申请使用微信支付公钥。')
  if (certificates.length === 0) throw notEnough()
  return success({ data: await Promise.all(certificates.map((each) => entry(each, identity.apiV3Key))) })
}

async function entry(
  { serialNo, certificate, notBefore, notAfter }: PlatformCertificate,
  apiV3Key: string,
): Promise<object> {
  return {
    serial_no: serialNo,
    effective_time: dateTime(notBefore),
    expire_time: dateTime(notAfter),
    encrypt_certificate: await sealResource(apiV3Key, new TextEncoder().encode(certificate), {
      associatedData: 'certificate',
    }),
  }
}

/** As the page has it: whole seconds, China's zone. */
function dateTime(date: Date): string {
  return `${new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`
}

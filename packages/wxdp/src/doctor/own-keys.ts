import { createSigner, sameSerial } from '@wxdp/auth'
import { type ParsedCertificate, readCertificate } from '@wxdp/auth/certificate'
import type { Text } from '../language/language.ts'
import { callerIn } from '../settings/caller.ts'
import type { Settings } from '../settings/settings.ts'
import { type Finding, fault, faultBy, skipped, well } from './finding.ts'

/** Whether the caller's keys are what they should be, and belong together. */
export function checkOwnKeys(settings: Settings, now: number): Finding[] {
  const certificate = readOwnCertificate(settings)
  return [
    checkCaller(settings),
    checkPrivateKey(settings),
    ...checkCertificate(settings, certificate, now),
    checkSerial(settings, certificate),
    checkPair(settings, certificate),
  ]
}

function checkCaller(settings: Settings): Finding {
  const caller = callerIn(settings)
  if (caller?.kind === 'partner')
    return well('caller', `Service provider ${caller.mchid}.`, `服务商 ${caller.mchid}。`)
  if (caller) return well('caller', `Brand ${caller.brandId}.`, `品牌 ${caller.brandId}。`)
  return fault(
    'caller',
    { en: 'Neither MCHID nor BRAND_ID is set.', zh: 'MCHID 和 BRAND_ID 均未设置。' },
    {
      en: 'Set MCHID for a service provider, BRAND_ID for a brand: in the environment, in wxdp.env, or in a file that --config names.',
      zh: '服务商请设置 MCHID，品牌请设置 BRAND_ID：写在环境变量、wxdp.env 或 --config 指定的文件中。',
    },
  )
}

function checkPrivateKey(settings: Settings): Finding {
  const key = settings.find('PRIVATE_KEY')
  if (!key) {
    return fault(
      'private_key',
      { en: 'PRIVATE_KEY is not set.', zh: '未设置 PRIVATE_KEY。' },
      {
        en: 'Set PRIVATE_KEY_FILE to apiclient_key.pem.',
        zh: '请将 PRIVATE_KEY_FILE 设为 apiclient_key.pem。',
      },
    )
  }
  try {
    // Checks that it is RSA, too, as every call would.
    createSigner({ mchid: '1', serialNo: '0'.repeat(40), privateKey: key.value })
    return well('private_key', `A private key, from ${key.source}.`, `私钥，取自 ${key.source}。`)
  } catch (error) {
    const finding = faultBy('private_key', error, key.source)
    return /^-----BEGIN[^\n]*$/.test(key.value) ? { ...finding, remedy: quoteIt } : finding
  }
}

const quoteIt: Text = {
  en: 'Only the first line was read: in an .env file, a value of several lines needs quotation marks. Put quotation marks around it, or set PRIVATE_KEY_FILE.',
  zh: '只读到第一行：在 .env 文件中，多行的值需要引号。请加上引号，或改用 PRIVATE_KEY_FILE。',
}

/** The certificate of the caller, or what is wrong with it. `undefined` if none is set. */
function readOwnCertificate(settings: Settings): ParsedCertificate | Finding | undefined {
  const certificate = settings.find('CERTIFICATE')
  if (!certificate) return undefined
  try {
    return readCertificate(certificate.value)
  } catch (error) {
    return faultBy('certificate', error, certificate.source)
  }
}

const day = 86_400_000

function checkCertificate(
  settings: Settings,
  certificate: ParsedCertificate | Finding | undefined,
  now: number,
): Finding[] {
  if (!certificate) {
    return [
      skipped(
        'certificate',
        'CERTIFICATE is not set, so the pair is not checked. Set CERTIFICATE_FILE to apiclient_cert.pem.',
        '未设置 CERTIFICATE，不检查密钥与证书是否成对。请将 CERTIFICATE_FILE 设为 apiclient_cert.pem。',
      ),
    ]
  }
  if ('check' in certificate) return [certificate]
  const { subject, notBefore, notAfter, serialNo } = certificate
  const caller = callerIn(settings)
  const name = subject.commonName ?? ''
  if (/tenpay/i.test(name)) {
    return [
      fault(
        'certificate',
        {
          en: `CERTIFICATE is WeChat Pay's own (${name}).`,
          zh: `CERTIFICATE 是微信支付的平台证书（${name}）。`,
        },
        {
          en: 'Pass apiclient_cert.pem here; a platform certificate is PLATFORM_CERTIFICATE.',
          zh: '此处应为 apiclient_cert.pem；平台证书请用 PLATFORM_CERTIFICATE。',
        },
      ),
    ]
  }
  const until = notAfter.toISOString().slice(0, 10)
  if (now < notBefore.getTime() || now > notAfter.getTime()) {
    return [
      fault(
        'certificate',
        {
          en: `The certificate ${serialNo} is not valid now (until ${until}).`,
          zh: `证书 ${serialNo} 当前无效（有效期至 ${until}）。`,
        },
        { en: 'Make a new one in the merchant platform.', zh: '请在商户平台重新申请证书。' },
      ),
    ]
  }
  if (caller?.kind === 'partner' && /^\d{8,10}$/.test(name) && name !== caller.mchid) {
    return [
      fault(
        'certificate',
        {
          en: `The certificate belongs to ${name}, and MCHID is ${caller.mchid}.`,
          zh: `证书属于 ${name}，而 MCHID 为 ${caller.mchid}。`,
        },
        { en: 'Use the certificate and the mchid of one merchant.', zh: '证书与商户号必须属于同一商户。' },
      ),
    ]
  }
  const days = Math.floor((notAfter.getTime() - now) / day)
  const sound = well(
    'certificate',
    `Certificate ${serialNo} of ${name}, valid until ${until}.`,
    `证书 ${serialNo}（${name}），有效期至 ${until}。`,
  )
  if (days > 30) return [sound]
  return [
    {
      ...sound,
      status: 'warning',
      remedy: {
        en: `It expires in ${days} days. Renew it in the merchant platform.`,
        zh: `将在 ${days} 天后过期，请在商户平台更换。`,
      },
    },
  ]
}

function checkSerial(settings: Settings, certificate: ParsedCertificate | Finding | undefined): Finding {
  const serial = settings.find('SERIAL_NO')
  const own = certificate && 'serialNo' in certificate ? certificate.serialNo : undefined
  if (!serial) {
    if (own) return well('serial_no', `Read from the certificate: ${own}.`, `取自证书：${own}。`)
    return fault(
      'serial_no',
      { en: 'SERIAL_NO is not set.', zh: '未设置 SERIAL_NO。' },
      {
        en: 'Set it, or set CERTIFICATE_FILE. To print it: openssl x509 -in apiclient_cert.pem -noout -serial',
        zh: '请设置它，或设置 CERTIFICATE_FILE。查看方法：openssl x509 -in apiclient_cert.pem -noout -serial',
      },
    )
  }
  if (own && !sameSerial(own, serial.value)) {
    return fault(
      'serial_no',
      {
        en: `SERIAL_NO is not the serial of the certificate, ${own}.`,
        zh: `SERIAL_NO 与证书的序列号 ${own} 不一致。`,
      },
      { en: `Set SERIAL_NO=${own}, or leave it out.`, zh: `请设置 SERIAL_NO=${own}，或去掉该项。` },
    )
  }
  const key = settings.find('PRIVATE_KEY')
  if (!key || checkPrivateKey(settings).status === 'fault') {
    return skipped('serial_no', 'Checked once the private key is right.', '私钥正确后再检查。')
  }
  try {
    const { serialNo } = createSigner({ mchid: '1', serialNo: serial.value, privateKey: key.value })
    return well('serial_no', `${serialNo}, from ${serial.source}.`, `${serialNo}，取自 ${serial.source}。`)
  } catch (error) {
    return faultBy('serial_no', error, serial.source)
  }
}

function checkPair(settings: Settings, certificate: ParsedCertificate | Finding | undefined): Finding {
  const key = settings.find('PRIVATE_KEY')
  if (!key || !certificate || 'check' in certificate || checkPrivateKey(settings).status === 'fault') {
    return skipped('key_pair', 'Needs a private key and a certificate.', '需要私钥和证书。')
  }
  const signer = createSigner({ mchid: '1', serialNo: certificate.serialNo, privateKey: key.value })
  if (signer.isOwn?.(certificate.publicKey)) {
    return well('key_pair', 'Private key and certificate belong together.', '私钥与证书成对。')
  }
  return fault(
    'key_pair',
    { en: 'Private key and certificate do not belong together.', zh: '私钥与证书不成对。' },
    {
      en: 'Take apiclient_key.pem and apiclient_cert.pem out of the same download.',
      zh: 'apiclient_key.pem 和 apiclient_cert.pem 应取自同一次下载。',
    },
  )
}

import { createSigner, createVerifier, importApiV3Key, type KeyMap, sameSerial } from '@wxdp/auth'
import { readCertificate } from '@wxdp/auth/certificate'
import { ProgramError } from '../errors.ts'
import { serialIn } from '../settings/caller.ts'
import { platformKeysIn } from '../settings/platform-keys.ts'
import type { Settings } from '../settings/settings.ts'
import { type Finding, fault, faultBy, well } from './finding.ts'

/** Whether WeChat Pay's keys, and the key that opens its callbacks, are what they should be. */
export function checkPlatform(settings: Settings, now: number): Finding[] {
  return [checkApiV3Key(settings), checkPlatformKeys(settings, now)]
}

function checkApiV3Key(settings: Settings): Finding {
  const key = settings.find('API_V3_KEY')
  if (!key) {
    return fault(
      'api_v3_key',
      {
        en: 'API_V3_KEY is not set, so callbacks cannot be opened.',
        zh: '未设置 API_V3_KEY，无法解密回调。',
      },
      {
        en: 'Set the APIv3 key of the merchant platform (API security).',
        zh: '请设置商户平台“API安全”中的 APIv3 密钥。',
      },
    )
  }
  try {
    importApiV3Key(key.value)
    return well('api_v3_key', `32 bytes, from ${key.source}.`, `32 字节，取自 ${key.source}。`)
  } catch (error) {
    return faultBy('api_v3_key', error, key.source)
  }
}

function checkPlatformKeys(settings: Settings, now: number): Finding {
  let keys: KeyMap
  try {
    keys = platformKeysIn(settings)
    createVerifier({ keys, sandbox: settings.isSandbox })
  } catch (error) {
    if (error instanceof ProgramError) return fault('platform_key', { en: error.message, zh: error.message })
    return faultBy('platform_key', error)
  }
  const certificate = settings.find('PLATFORM_CERTIFICATE')?.value
  const expiry = certificate && readCertificate(certificate).notAfter
  if (expiry && expiry.getTime() < now) {
    const day = expiry.toISOString().slice(0, 10)
    return fault(
      'platform_key',
      { en: `The platform certificate expired on ${day}.`, zh: `平台证书已于 ${day} 过期。` },
      {
        en: "Download the new one, or move to WeChat Pay's public key.",
        zh: '请下载新的平台证书，或切换到微信支付公钥。',
      },
    )
  }
  const serials = Object.keys(keys)
  const own = serials.find((serial) => isOwn(serial, keys, settings))
  if (own === undefined) {
    const list = serials.join(', ')
    return well('platform_key', `WeChat Pay's ${list}.`, `微信支付的 ${list}。`)
  }
  return fault(
    'platform_key',
    {
      en: `The key under ${own} is your own, not WeChat Pay's.`,
      zh: `${own} 对应的是商户自己的密钥，而不是微信支付的。`,
    },
    {
      en: "Use WeChat Pay's pub_key.pem from the merchant platform (API security) under its id PUB_KEY_ID_…, or a platform certificate.",
      zh: '请使用商户平台“API安全”中的 pub_key.pem 及其 ID（PUB_KEY_ID_…），或平台证书。',
    },
  )
}

/** Whether a key of WeChat Pay's is in truth the caller's. */
function isOwn(serial: string, keys: KeyMap, settings: Settings): boolean {
  try {
    const ownSerial = serialIn(settings)
    if (ownSerial !== undefined && sameSerial(serial, ownSerial)) return true
    const privateKey = settings.find('PRIVATE_KEY')?.value
    if (privateKey === undefined) return false
    const signer = createSigner({ mchid: '1', serialNo: '0'.repeat(40), privateKey })
    const key = createVerifier({ keys, sandbox: settings.isSandbox }).keyring.find(serial)
    return key !== undefined && 'source' in key && signer.isOwn?.(key) === true
  } catch {
    // A check of its own says what is wrong with the caller's keys.
    return false
  }
}

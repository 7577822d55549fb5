import { AuthError, type KeyMap } from '@wxdp/auth'
import { readCertificate } from '@wxdp/auth/certificate'
import { missing, type Settings } from './settings.ts'

/**
 * WeChat Pay's keys in the settings: its public key, a platform certificate, or both.
 *
 * @throws {ProgramError} `WXDP_SETTING_MISSING`
 * @throws {AuthError} `AUTH_CERTIFICATE_INVALID` and others, if the certificate is not one
 */
export function platformKeysIn(settings: Settings): KeyMap {
  const publicKey = settings.find('PLATFORM_PUBLIC_KEY')
  const certificate = settings.find('PLATFORM_CERTIFICATE')
  if (!publicKey && !certificate) throw missing('PLATFORM_PUBLIC_KEY', settings.language)
  return {
    ...(publicKey && { [serialFor(publicKey.value, settings)]: publicKey.value }),
    ...(certificate && { [readCertificate(certificate.value).serialNo]: certificate.value }),
  }
}

/** PLATFORM_PUBLIC_KEY may hold a certificate, too: it names its own serial. */
function serialFor(publicKey: string, settings: Settings): string {
  const serial = settings.find('PLATFORM_SERIAL')
  if (serial) return serial.value
  try {
    return readCertificate(publicKey).serialNo
  } catch (error) {
    if (error instanceof AuthError) throw missing('PLATFORM_SERIAL', settings.language)
    throw error
  }
}

import { readCertificate } from '@wxdp/auth/certificate'
import { publicPartOf } from '../settings/own-key.ts'
import { platformKeysIn } from '../settings/platform-keys.ts'
import type { Settings } from '../settings/settings.ts'
import type { SetUp } from './diagnose.ts'

/**
 * The keys in the settings.
 *
 * @throws {ProgramError} `WXDP_SETTING_MISSING`
 * @throws {AuthError} if a key is not one
 */
export function setUpIn(settings: Settings): SetUp {
  const certificate = settings.find('CERTIFICATE')?.value
  const privateKey = settings.find('PRIVATE_KEY')?.value
  const serial = settings.find('SERIAL_NO')?.value
  return {
    keys: platformKeysIn(settings) as SetUp['keys'],
    ownKeys: [...(certificate ? [certificate] : []), ...(privateKey ? [publicPartOf(privateKey)] : [])],
    ownSerial: serial ?? (certificate && readCertificate(certificate).serialNo),
  }
}

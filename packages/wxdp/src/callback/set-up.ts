import { serialIn } from '../settings/caller.ts'
import { publicHalfOf, publicKeyObject } from '../settings/key-objects.ts'
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
  return {
    keys: platformKeysIn(settings) as SetUp['keys'],
    ownKeys: [
      ...(certificate ? [publicKeyObject(certificate)] : []),
      ...(privateKey ? [publicHalfOf(privateKey)] : []),
    ],
    ownSerial: serialIn(settings),
    isSandbox: settings.isSandbox,
  }
}

import { createVerifier } from '@wxdp/auth'
import type { ClientOptions } from '@wxdp/fetch'
import { signerIn } from './caller.ts'
import { platformKeysIn } from './platform-keys.ts'
import type { Settings } from './settings.ts'

/** The origins to call. */
export function hostsIn(settings: Settings): readonly string[] {
  const host = settings.find('WECHATPAY_HOST')?.value
  return host === undefined
    ? ['https://api.mch.weixin.qq.com', 'https://api2.mch.weixin.qq.com']
    : [host.replace(/\/$/, '')]
}

/**
 * Options for a client that calls as the settings say.
 *
 * @throws {ProgramError} `WXDP_SETTING_MISSING`
 * @throws {AuthError} if a key is not one
 */
export function clientOptionsIn(settings: Settings): ClientOptions {
  return {
    signer: signerIn(settings),
    verifier: createVerifier({ keys: platformKeysIn(settings), sandbox: settings.isSandbox }),
    hosts: hostsIn(settings),
    sandbox: settings.isSandbox,
    language: settings.language === 'zh' ? 'zh-CN' : 'en',
  }
}

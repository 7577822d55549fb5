import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import { createSandbox, type Sandbox, type SandboxOptions } from '@wxdp/sandbox'
import type { Settings } from '../settings/settings.ts'

/** Whose settings a sandbox writes: those of its service provider, or of its brand. */
export type Side = 'partner' | 'brand'

/** A sandbox, and the key with which it signs as WeChat Pay for one side. */
export interface OpenSandbox {
  readonly box: Sandbox
  readonly side: Side
  /** PEM (PKCS#8). */
  readonly platformKey: string
}

/** A sandbox whose own key is known, so that another process can sign as it does. */
export async function createOpenSandbox(side: Side, options: SandboxOptions = {}): Promise<OpenSandbox> {
  if (options.state) return restoreOpenSandbox(side, options)
  const platformKey = await createPlatformKey()
  const platform = { privateKey: platformKey }
  const own = side === 'brand' ? { brandPlatform: platform } : { platform }
  return { box: await createSandbox({ ...options, ...own }), side, platformKey }
}

/** Its state holds its key. */
async function restoreOpenSandbox(side: Side, options: SandboxOptions): Promise<OpenSandbox> {
  const box = await createSandbox(options)
  // A brand that was not used yet has no keys.
  if (side === 'brand') await box.brand.credentials()
  const { [side]: caller } = await box.save()
  const { platform } = caller as { readonly platform: { readonly privateKey: string } }
  return { box, side, platformKey: platform.privateKey }
}

/** PEM (PKCS#8) of a new key. */
export async function createPlatformKey(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  return privateKey
}

/** What a sandbox needs to sign and seal the callbacks of an earlier one. */
export interface SendingKeys {
  readonly side: Side
  readonly apiV3Key: string
  readonly serialNo: string
  /** PEM (PKCS#8). */
  readonly privateKey: string
}

/**
 * The keys in the settings that a sandbox has written.
 *
 * @returns `undefined` if they are not a sandbox's
 * @throws {ProgramError} `WXDP_SETTING_MISSING`
 */
export function sendingKeysIn(settings: Settings): SendingKeys | undefined {
  const privateKey = settings.find('WECHATPAY_SANDBOX_KEY')?.value
  if (privateKey === undefined) return undefined
  return {
    side: settings.find('MCHID') ? 'partner' : 'brand',
    apiV3Key: settings.need('API_V3_KEY').value,
    serialNo: settings.need('PLATFORM_SERIAL').value,
    privateKey,
  }
}

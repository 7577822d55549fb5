import type { OpenSandbox } from './keys.ts'

/** Every file with settings of a sandbox begins with this, so that no other file is overwritten. */
export const mark = '# Settings of a wxdp sandbox. They are useless against WeChat Pay.'

/**
 * The settings of a sandbox, as lines of an `.env` file.
 *
 * @param url Where it is served, if it is.
 */
export async function settingLines({ box, side, platformKey }: OpenSandbox, url?: string): Promise<string[]> {
  const credentials = side === 'brand' ? await box.brand.credentials() : box.credentials
  const { serialNo, privateKey, apiV3Key, platformSerial, platformPublicKey } = credentials
  return [
    mark,
    ...('mchid' in credentials ? [`MCHID=${credentials.mchid}`] : []),
    `BRAND_ID=${box.brand.brandId}`,
    `SERIAL_NO=${serialNo}`,
    `PRIVATE_KEY="${privateKey.trim()}"`,
    `API_V3_KEY="${apiV3Key}"`,
    `PLATFORM_SERIAL=${platformSerial}`,
    `PLATFORM_PUBLIC_KEY="${platformPublicKey.trim()}"`,
    '# With this key, the sandbox signs as WeChat Pay: wxdp callback send needs it.',
    `WECHATPAY_SANDBOX_KEY="${platformKey.trim()}"`,
    ...(url === undefined ? [] : [`WECHATPAY_HOST=${url}`]),
    'WECHATPAY_SANDBOX=1',
  ]
}

import type { PartnerCredentials } from '@wxdp/sandbox'

/** The variables of this process, and those that point an example at the sandbox at `url`. */
export function variablesFor(credentials: PartnerCredentials, url: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    MCHID: credentials.mchid,
    SERIAL_NO: credentials.serialNo,
    PRIVATE_KEY: credentials.privateKey,
    API_V3_KEY: credentials.apiV3Key,
    PLATFORM_SERIAL: credentials.platformSerial,
    PLATFORM_PUBLIC_KEY: credentials.platformPublicKey,
    WECHATPAY_HOST: url,
    NO_COLOR: '1',
    FORCE_COLOR: undefined,
  }
}

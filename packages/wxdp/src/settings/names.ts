import type { Text } from '../language/language.ts'

/** A setting, by the name of its environment variable. The examples use the same names. */
export type SettingName =
  | 'MCHID'
  | 'BRAND_ID'
  | 'SERIAL_NO'
  | 'PRIVATE_KEY'
  | 'CERTIFICATE'
  | 'API_V3_KEY'
  | 'PLATFORM_SERIAL'
  | 'PLATFORM_PUBLIC_KEY'
  | 'PLATFORM_CERTIFICATE'
  | 'WECHATPAY_SANDBOX_KEY'
  | 'NOTIFY_URL'
  | 'WECHATPAY_HOST'
  | 'WECHATPAY_SANDBOX'

export interface SettingInfo {
  readonly name: SettingName
  /** As on the command line. A secret has no flag: other users of the machine could read it. */
  readonly flag?: string
  /** The flag that names a file with the value; `NAME_FILE` is its variable. */
  readonly fileFlag?: string
  /** Whether it must not be shown. */
  readonly isSecret?: true
  readonly text: Text
}

/** All settings, in the order of the help. */
export const settingInfos: readonly SettingInfo[] = [
  {
    name: 'MCHID',
    flag: '--mchid <id>',
    text: { en: 'mchid of the service provider', zh: '服务商商户号' },
  },
  {
    name: 'BRAND_ID',
    flag: '--brand-id <id>',
    text: {
      en: 'the brand: the caller, or the one for which a service provider calls',
      zh: '品牌 ID：作为调用方，或服务商所代表的品牌',
    },
  },
  {
    name: 'SERIAL_NO',
    flag: '--serial-no <serial>',
    text: { en: 'serial of your API certificate', zh: '商户 API 证书序列号' },
  },
  {
    name: 'PRIVATE_KEY',
    fileFlag: '--private-key-file <file>',
    isSecret: true,
    text: { en: 'apiclient_key.pem', zh: 'apiclient_key.pem' },
  },
  {
    name: 'CERTIFICATE',
    fileFlag: '--certificate-file <file>',
    text: {
      en: 'apiclient_cert.pem; SERIAL_NO is read from it',
      zh: 'apiclient_cert.pem，可从中读取 SERIAL_NO',
    },
  },
  {
    name: 'API_V3_KEY',
    fileFlag: '--api-v3-key-file <file>',
    isSecret: true,
    text: { en: 'a file with the APIv3 key, 32 bytes', zh: '保存 APIv3 密钥（32 字节）的文件' },
  },
  {
    name: 'PLATFORM_SERIAL',
    flag: '--platform-serial <serial>',
    text: { en: "id of WeChat Pay's public key, PUB_KEY_ID_…", zh: '微信支付公钥 ID，PUB_KEY_ID_…' },
  },
  {
    name: 'PLATFORM_PUBLIC_KEY',
    fileFlag: '--platform-public-key-file <file>',
    text: { en: 'pub_key.pem', zh: 'pub_key.pem' },
  },
  {
    name: 'PLATFORM_CERTIFICATE',
    fileFlag: '--platform-certificate-file <file>',
    text: { en: 'a platform certificate, if you still use one', zh: '平台证书（仍在使用时）' },
  },
  {
    // Without a flag: wxdp sandbox writes it.
    name: 'WECHATPAY_SANDBOX_KEY',
    isSecret: true,
    text: { en: 'the key with which a sandbox signs as WeChat Pay', zh: '沙箱模拟微信支付签名所用的私钥' },
  },
  {
    name: 'NOTIFY_URL',
    flag: '--notify-url <url>',
    text: { en: 'the callback URL that doctor checks', zh: 'doctor 要检查的回调地址' },
  },
  {
    name: 'WECHATPAY_HOST',
    flag: '--host <origin>',
    text: { en: 'another origin, such as that of a sandbox', zh: '其他服务地址，例如沙箱' },
  },
  {
    name: 'WECHATPAY_SANDBOX',
    flag: '--sandbox',
    text: {
      en: 'the host is a sandbox: http and loopback are allowed',
      zh: '目标是沙箱：允许 http 和本机地址',
    },
  },
]

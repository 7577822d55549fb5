const required = [
  /** 服务商商户号. */
  'MCHID',
  /** Serial of your API certificate, 40 hexadecimal digits. */
  'SERIAL_NO',
  /** The contents of apiclient_key.pem. */
  'PRIVATE_KEY',
  /** APIv3密钥, 32 bytes. */
  'API_V3_KEY',
  /** `PUB_KEY_ID_…` of WeChat Pay's public key. */
  'PLATFORM_SERIAL',
  /** The contents of pub_key.pem. */
  'PLATFORM_PUBLIC_KEY',
  /** Where WeChat Pay is to call back; a path is required. */
  'NOTIFY_URL',
] as const

type Required = (typeof required)[number]

const optional = [
  /** Origin of a sandbox, only where one stands in for WeChat Pay. */
  'WECHATPAY_HOST',
  /** Brands whose plans are looked at, with commas between, where an example does so. */
  'BRAND_IDS',
] as const

/** All that the examples read. */
export const variables: readonly string[] = [...required, ...optional]

/** What the host knows: environment variables, or a worker's bindings. */
export type Env = Readonly<Record<string, string | undefined>>

/** The same by name, for a worker that has other bindings, too. */
export type Variables = { readonly [Name in Required | (typeof optional)[number]]?: string | undefined }

/** The same, with nothing missing. */
export interface Settings extends Readonly<Record<Required, string>> {
  /** Origin of a sandbox; unset means WeChat Pay itself. */
  readonly WECHATPAY_HOST: string | undefined
}

/** Names what is missing, all of it at once, and shows no value. */
export function readEnv(env: Env | Variables): Settings {
  const missing = required.filter((name) => !env[name])
  if (missing.length > 0) throw new Error(`Set ${missing.join(', ')} in the environment.`)
  const values = Object.fromEntries(required.map((name) => [name, env[name]])) as Record<Required, string>
  return { ...values, WECHATPAY_HOST: env.WECHATPAY_HOST || undefined }
}

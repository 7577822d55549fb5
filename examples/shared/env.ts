const required = [
  /** The service provider's merchant ID (服务商商户号). */
  'MCHID',
  /** Serial of your API certificate (商户 API 证书), 40 hexadecimal digits. */
  'SERIAL_NO',
  /** Contents of apiclient_key.pem. */
  'PRIVATE_KEY',
  /** The APIv3 key (APIv3 密钥), 32 bytes. */
  'API_V3_KEY',
  /** ID of WeChat Pay's public key (微信支付公钥), `PUB_KEY_ID_…`. */
  'PLATFORM_SERIAL',
  /** Contents of pub_key.pem. */
  'PLATFORM_PUBLIC_KEY',
  /** The callback URL. It must have a path. */
  'NOTIFY_URL',
] as const

type Required = (typeof required)[number]

const optional = [
  /** Origin of a sandbox to use instead of WeChat Pay. */
  'WECHATPAY_HOST',
  /** Comma-separated IDs of the brands to check for missed changes. Only some examples use it. */
  'BRAND_IDS',
] as const

/** Every variable that the examples read. */
export const variables: readonly string[] = [...required, ...optional]

/** The variables by name, for a worker that also has other bindings. */
export type Variables = { readonly [Name in Required | (typeof optional)[number]]?: string | undefined }

/** Environment variables, or the bindings of a worker. */
export type Env = Variables | Readonly<Record<string, string | undefined>>

/** The variables, with every required one present. */
export interface Settings extends Readonly<Record<Required, string>> {
  /** Origin of a sandbox. If it is undefined, requests go to WeChat Pay. */
  readonly WECHATPAY_HOST: string | undefined
}

/**
 * Reads the variables.
 *
 * @throws {Error} that lists every missing variable, and shows no value
 */
export function readEnv(env: Env): Settings {
  const missing = required.filter((name) => !env[name])
  if (missing.length > 0) throw new Error(`Set ${missing.join(', ')} in the environment.`)
  const values = Object.fromEntries(required.map((name) => [name, env[name]])) as Record<Required, string>
  return { ...values, WECHATPAY_HOST: env.WECHATPAY_HOST || undefined }
}

const names = [
  ...['MCHID', 'SERIAL_NO', 'PRIVATE_KEY', 'API_V3_KEY', 'PLATFORM_SERIAL', 'PLATFORM_PUBLIC_KEY'],
  ...['NOTIFY_URL', 'WECHATPAY_HOST', 'BRAND_IDS'],
]

/** The `env` of the worker: the variables that the examples read, and no others. */
export function bindings(): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

/**
 * What tells the sandbox from WeChat Pay: it begins the ids of its keys and its `Request-ID`. A verifier of `@wxdp/auth`
 * refuses keys with it, unless it is for a sandbox.
 */
export const mark = 'SANDBOX'

/** The ASCII codes of {@link mark}, where there can only be hexadecimal digits. */
export const hexMark = '53414E44424F58'

/** In every response and every callback. */
export const markHeader = { 'Wechatpay-Sandbox': 'wxdp' } as const

/**
 * The addresses that WeChat Pay sends callbacks from, as published on 2026-01-29. It may add more: a callback that
 * comes from elsewhere and verifies shows that it did.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012082570}
 */
export const callbackSources: readonly string[] = [
  '101.226.103.0/25',
  '140.207.54.0/25',
  '121.51.58.128/25',
  '183.3.234.0/25',
  '58.251.80.0/25',
  '121.51.30.128/25',
  '203.205.219.128/25',
  '81.71.199.64',
  '81.71.198.25',
  '81.71.199.59',
]

/**
 * The addresses that WeChat Pay sends callbacks about refunds and profit sharing from, beside {@link callbackSources}.
 * Callbacks about delivery plans do not come from them.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012082570}
 */
export const refundSources: readonly string[] = [
  '175.24.214.208',
  '175.24.211.24',
  '175.24.213.135',
  '109.244.180.23',
  '114.132.203.119',
  '43.139.43.69',
]

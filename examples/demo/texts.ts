/** The output of the demo in both languages. */
const english = {
  language: 'en' as 'en' | 'zh',
  usage: `npm run demo                                         with keys generated for this run
npm run demo -- --key FILE --serial HEX --mchid ID   with the private key of your own API certificate
npm run demo -- --lang zh                            in Chinese

Nothing leaves this machine: a sandbox on loopback acts as WeChat Pay. Your private key is only used to sign;
the sandbox gets the public key.`,
  allOrNone: 'Give --key, --serial and --mchid together, or none of them.',
  setUp: 'A sandbox (it acts as WeChat Pay) and a callback server start on loopback',
  platform: 'sandbox',
  server: 'callback server',
  merchant: 'service provider',
  request: 'The service provider sends a signed request to set its callback URL',
  response: 'The client verifies the signature of the response, then reads the body',
  signedBy: 'signed by',
  urlSet: 'signature valid, callback URL set:',
  change: 'A delivery plan changes, and WeChat Pay sends three callbacks',
  probe: '1st callback: a probe with a wrong signature, sent to check that you verify',
  notification: '2nd callback: the notification',
  duplicate: '3rd callback: the same notification again',
  results: {
    probe: 'refused, as it should be',
    notification: 'verified, decrypted and handled',
    duplicate: 'recognised as a duplicate, not handled again',
  },
  done: 'The notification was handled exactly once. All signatures and all HTTP requests were real.',
  failed: 'The demo failed:',
}

const chinese: typeof english = {
  language: 'zh',
  usage: `npm run demo                                               使用本次运行生成的密钥
npm run demo -- --key 文件 --serial 序列号 --mchid 商户号  使用自己的商户 API 证书私钥
npm run demo -- --lang en                                  输出英文

数据不会离开本机：由本机回环地址上的沙箱模拟微信支付。私钥只用于签名，沙箱只获得公钥。`,
  allOrNone: '--key、--serial、--mchid 必须同时提供，或者都不提供。',
  setUp: '在本机回环地址上启动沙箱（模拟微信支付）和回调服务',
  platform: '沙箱',
  server: '回调服务',
  merchant: '服务商',
  request: '服务商发送带签名的请求，设置投放计划回调地址',
  response: '客户端先对应答验签，再读取应答内容',
  signedBy: '签名密钥',
  urlSet: '验签通过，回调地址已设置：',
  change: '投放计划状态变更，微信支付发送三次回调',
  probe: '第 1 次：签名探测流量，故意使用错误的签名，检查商户是否验签',
  notification: '第 2 次：通知',
  duplicate: '第 3 次：重复投递同一条通知',
  results: {
    probe: '已拒绝，符合预期',
    notification: '已验签、解密并处理',
    duplicate: '识别为重复通知，没有再次处理',
  },
  done: '这条通知只处理了一次。所有签名、验签和 HTTP 请求都是真实执行的。',
  failed: '演示失败：',
}

export type Texts = typeof english

/** Returns the Chinese texts for a language tag that starts with `zh`, and the English ones otherwise. */
export function textsFor(language: string | undefined): Texts {
  return language?.toLowerCase().startsWith('zh') ? chinese : english
}

/** What the demo says, in both languages. */
const english = {
  usage: `npm run demo                                   with keys made for this run
npm run demo -- --key FILE --serial HEX --mchid ID   with your own API certificate's key, against the sandbox
npm run demo -- --lang zh                            in Chinese

Nothing leaves this machine: WeChat Pay is played by a sandbox on loopback. Your key only signs; the sandbox
is given its public half.`,
  allOrNone: '--key, --serial and --mchid belong together; give all three or none.',
  setUp: 'WeChat Pay (a sandbox) and a callback server listen on loopback',
  platform: 'sandbox',
  server: 'callback server',
  merchant: 'service provider',
  set: 'The service provider sets its callback URL',
  answered: 'The answer is verified, then read',
  signedBy: 'signed by',
  change: 'A plan changes; WeChat Pay calls back',
  probe: '1st call: a signature probe, wrong on purpose',
  notification: '2nd call: the notification',
  duplicate: '3rd call: the same notification again',
  refused: 'refused',
  opened: 'verified, opened and handled',
  notAgain: 'answered, not handled again',
  done: 'The callback was handled once. Everything was signed, sent and verified for real.',
  failed: 'The demo failed',
}

const chinese: typeof english = {
  usage: `npm run demo                                   使用本次临时生成的密钥
npm run demo -- --key 文件 --serial 序列号 --mchid 商户号   使用您自己的 API 证书私钥（仍然只连沙箱）
npm run demo -- --lang en                            英文输出

数据不会离开本机：微信支付由本机回环地址上的沙箱扮演。您的私钥只用于签名，沙箱只拿到它的公钥。`,
  allOrNone: '--key、--serial、--mchid 必须同时给出，或都不给。',
  setUp: '微信支付（沙箱）和回调服务在本机回环地址上启动',
  platform: '沙箱',
  server: '回调服务',
  merchant: '服务商',
  set: '服务商设置投放计划回调地址',
  answered: '应答先验签，再解析',
  signedBy: '签名方',
  change: '投放计划发生变更，微信支付发起回调',
  probe: '第 1 次：签名探测流量，签名故意是错的',
  notification: '第 2 次：真正的通知',
  duplicate: '第 3 次：同一条通知重复投递',
  refused: '已拒绝',
  opened: '已验签、解密并处理',
  notAgain: '已应答，没有重复处理',
  done: '回调只处理了一次。签名、发送、验签全部真实执行。',
  failed: '演示失败',
}

export type Texts = typeof english

/** The texts for a language tag; English where it is not Chinese. */
export function textsFor(language: string | undefined): Texts {
  return language?.toLowerCase().startsWith('zh') ? chinese : english
}

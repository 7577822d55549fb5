import type { Said } from '../../../languages.ts'

export const texts = {
  title: { en: 'Callback verifier', zh: '回调验签工具' },
  local: {
    en: 'It runs in this page. Nothing that you paste leaves the browser, and nothing is stored.',
    zh: '在本页面内运行。粘贴的内容不会离开浏览器，也不会被保存。',
  },
  example: { en: 'Example', zh: '示例' },
  empty: { en: 'Clear', zh: '清空' },
  headers: { en: 'Headers', zh: '请求头' },
  headersHint: {
    en: 'One a line, as a proxy logs them, or JSON. The four that begin with Wechatpay- count.',
    zh: '每行一个，或 JSON。只使用以 Wechatpay- 开头的四个。',
  },
  body: { en: 'Body, exactly as received', zh: '请求体（与收到的完全一致）' },
  key: {
    en: "WeChat Pay's public key, or a platform certificate (PEM)",
    zh: '微信支付公钥或平台证书（PEM）',
  },
  serialNo: { en: 'Id of the public key (PUB_KEY_ID_…)', zh: '微信支付公钥 ID（PUB_KEY_ID_…）' },
  serialHint: { en: 'Leave it empty for a certificate.', zh: '使用平台证书时留空。' },
  apiV3Key: { en: 'APIv3 key (optional)', zh: 'APIv3 密钥（选填）' },
  isLive: {
    en: 'It has just arrived: its timestamp must be at most five minutes off',
    zh: '刚刚收到：同时检查时间戳误差不超过 5 分钟',
  },
  verify: { en: 'Verify', zh: '验签' },
  resource: { en: 'Resource', zh: '通知内容（已解密）' },
  notOpened: {
    en: 'Not opened: the resource of a message that was not verified is not read.',
    zh: '未解密：未通过验签的内容一律不采用。',
  },
  noKey: {
    en: 'Not opened: no APIv3 key was given.',
    zh: '未解密：没有填写 APIv3 密钥。',
  },
  sandbox: {
    en: 'The key is a sandbox’s. Production refuses it.',
    zh: '这是沙箱的密钥，生产环境会拒绝。',
  },
  opened: { en: 'The resource was opened with the APIv3 key.', zh: '已用 APIv3 密钥解密通知内容。' },
  genuine: (time: string, serialNo: string): Said => ({
    en: `The signature is valid.\nSigned at ${time} with ${serialNo}.`,
    zh: `验签通过。\n签名时间 ${time}，密钥 ${serialNo}。`,
  }),
  kind: (kind: string): Said => ({
    en: `It is a notification of kind ${kind}.`,
    zh: `通知类型：${kind}。`,
  }),
  otherKind: (type = '(none)'): Said => ({
    en: `${type} is no event of delivery plans: @wxdp/notify passes it on with kind unknown.`,
    zh: `${type} 不是投放计划的事件：@wxdp/notify 会以 kind unknown 传递。`,
  }),
} as const

import type { Said } from '../../../languages.ts'

export const texts = {
  title: { en: 'Signature calculator', zh: '签名计算器' },
  local: {
    en: 'It runs in this page. Nothing that you type leaves the browser, and nothing is stored.',
    zh: '在本页面内运行。输入的内容不会离开浏览器，也不会被保存。',
  },
  example: { en: 'Example of page', zh: '文档示例' },
  caller: { en: 'Who signs', zh: '签名方' },
  merchant: { en: 'Merchant or service provider (mchid)', zh: '商户或服务商（mchid）' },
  brand: { en: 'Brand (brand_id)', zh: '品牌（brand_id）' },
  id: { en: 'Its id', zh: '商户号或品牌 ID' },
  serialNo: { en: 'Serial of its API certificate', zh: '商户 API 证书序列号' },
  privateKey: { en: 'Private key (apiclient_key.pem)', zh: '商户 API 证书私钥（apiclient_key.pem）' },
  published: {
    en: "This is the sample key of WeChat Pay's documentation, of no use live.",
    zh: '这是微信支付文档公布的示例私钥，不能用于生产。',
  },
  method: { en: 'Method', zh: '请求方法' },
  target: { en: 'Path and query', zh: '路径和查询参数' },
  timestamp: { en: 'Timestamp (Unix seconds)', zh: '时间戳（秒）' },
  nonce: { en: 'Nonce', zh: '随机串' },
  body: { en: 'Body, exactly as sent', zh: '请求体（与实际发送的完全一致）' },
  now: { en: 'Now, and a new nonce', zh: '使用当前时间和新随机串' },
  message: { en: 'Message to sign', zh: '待签名串' },
  bodyFacts: { en: 'Body', zh: '请求体' },
  bytes: { en: 'bytes', zh: '字节' },
  signature: { en: 'Signature', zh: '签名值' },
  authorization: { en: 'Authorization header', zh: 'Authorization 请求头' },
  signed: { en: 'Signed.', zh: '已签名。' },
  badTimestamp: {
    en: 'The timestamp is not a number of Unix seconds.',
    zh: '时间戳不是以秒为单位的 Unix 时间。',
  },
  compareTitle: {
    en: 'An Authorization value or a signature to compare',
    zh: '待比对的 Authorization 值或签名值',
  },
  compare: { en: 'Compare', zh: '比对' },
} satisfies Record<string, Said>

import type { Text } from '../http/text.ts'

/** The mistakes that page 4012365872 lists, in the order in which they are looked for. */
const mistakes: readonly (readonly [form: RegExp, zh: string, en: string])[] = [
  [/[\r\n]/, '含有换行', 'it contains a line break'],
  [/[＂“”‘’，＝：]/, '含有全角标点', 'it contains full-width punctuation'],
  [/='/, '使用了单引号', 'it has single quotes instead of double quotes'],
  [/=[^"\s,]/, '参数值缺少双引号', 'a value is not in double quotes'],
  [/,\s|\s,/, '逗号前后有空格', 'there is a space beside a comma'],
  [/^\S+ {2}/, '认证类型后有多个空格', 'there is more than one space after the scheme'],
]
const scheme = /^WECHATPAY2-(SHA256-RSA2048|SM2-WITH-SM3) |^WECHATPAY-BRAND-SHA256-RSA2048 /

/**
 * Says what is wrong with the form of an Authorization value.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012365872}
 */
export function describeForm(authorization: string): Text {
  const [, zh, en] = scheme.test(authorization) ? mistakeIn(authorization) : unknownScheme
  return { zh: `Authorization格式错误：${zh}`, en: `The format of Authorization is wrong: ${en}.` }
}

const unknownScheme = [undefined, '认证类型不正确', 'the scheme is not one of WeChat Pay'] as const
const incomplete = [
  undefined,
  'mchid（品牌为brand_id）、nonce_str、signature、timestamp、serial_no须各出现一次，以逗号分隔',
  'mchid (of a brand: brand_id), nonce_str, signature, timestamp and serial_no must occur once each, separated by commas',
] as const

function mistakeIn(authorization: string): readonly [unknown, string, string] {
  // The values, of which only the signature has an equals sign, are not looked at.
  const frame = authorization.replace(/"[^"]*"/g, '""')
  return mistakes.find(([form]) => form.test(frame)) ?? incomplete
}

import type { Text } from '../language/language.ts'
import type { Change } from './variants.ts'

/** What was done to a body, as evidence. */
export const changeTexts: Readonly<Record<Change, Text>> = {
  line_feed: {
    en: 'The signature matches when white space at the end is added or removed: an editor or a log did that.',
    zh: '增减末尾的空白字符后签名一致：由编辑器或日志造成。',
  },
  line_breaks: {
    en: 'The signature matches with other line breaks (LF, CRLF).',
    zh: '更换换行符（LF、CRLF）后签名一致。',
  },
  byte_order_mark: {
    en: 'The signature matches without the byte order mark at the start.',
    zh: '去掉开头的字节顺序标记（BOM）后签名一致。',
  },
  base64: {
    en: 'The signature matches when the body is decoded from Base64: the platform handed it over encoded.',
    zh: '对报文做 Base64 解码后签名一致：平台传入的是编码后的报文。',
  },
  json_string: {
    en: 'The signature matches the string inside: the body was serialised a second time, as a JSON string.',
    zh: '取出内层字符串后签名一致：报文被再次序列化成了 JSON 字符串。',
  },
  plus_signs: {
    en: 'The signature matches when spaces in the ciphertext are plus signs: the body was decoded as a form.',
    zh: '把密文中的空格还原为加号后签名一致：报文被按表单解码。',
  },
  encoding: {
    en: 'The signature matches when the text is encoded as Latin-1: the bytes were decoded in the wrong charset.',
    zh: '按 Latin-1 重新编码后签名一致：报文曾用错误的字符集解码。',
  },
  reserialised: {
    en: 'The signature matches after JSON.parse and a compact JSON.stringify: the body was parsed and serialised again.',
    zh: '解析后按紧凑格式重新序列化，签名即一致：报文被解析后又序列化过。',
  },
  renamed: {
    en: 'The signature matches with the members named in snake_case and without nulls: the body went through a typed class.',
    zh: '把字段改回下划线命名并去掉 null 后签名一致：报文经过了类型化对象的转换。',
  },
  reordered: {
    en: 'The signature matches with the members in another order: the body was parsed into an unordered map and serialised again.',
    zh: '调整字段顺序后签名一致：报文被解析成无序映射后又序列化。',
  },
}

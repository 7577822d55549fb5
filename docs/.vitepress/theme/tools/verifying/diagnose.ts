// Why a signature does not match its message.
import { recoverDigest } from '@wxdp/auth/suite'
import type { Said } from '../../../languages.ts'
import { fromBase64, sha256 } from '../parts/bytes.ts'
import { type JsonStyle, jsonVariants } from '../parts/json-variants.ts'
import type { Input } from './input.ts'
import { type Headers, headerOf } from './read-headers.ts'

/** For a message that was refused with `AUTH_SIGNATURE_INVALID`. */
export async function diagnose({ body, key }: Input, headers: Headers): Promise<Said> {
  const signature = fromBase64(headerOf(headers, 'wechatpay-signature'))
  if (signature?.length !== 256) return causes.damaged
  const found = recoverDigest(signature, key)
  if (found?.hash !== 'SHA-256') return causes.otherKey
  const head = `${headerOf(headers, 'wechatpay-timestamp')}\n${headerOf(headers, 'wechatpay-nonce')}\n`
  for (const [cause, text] of variantsOf(body)) {
    if ((await sha256(`${head}${text}\n`)) === found.digest) return cause
  }
  return causes.unknown
}

/** What the body may have been before something changed it. */
function* variantsOf(body: string): Generator<readonly [cause: Said, text: string]> {
  yield [causes.lineFeed, body.trim()]
  yield [causes.lineFeed, `${body}\n`]
  yield [causes.lineBreaks, body.replaceAll('\n', '\r\n')]
  yield [causes.text, unquoted(body)]
  for (const [style, text] of jsonVariants(body)) yield [styles[style], text]
  for (const [style, text] of jsonVariants(unquoted(body))) yield [styles[style], text]
}

/** The string that a JSON string contains. */
function unquoted(body: string): string {
  try {
    return String(JSON.parse(body))
  } catch {
    return body
  }
}

const causes = {
  damaged: {
    en: 'The signature itself is damaged: expected Base64 of 256 bytes. Was a + turned into a space?',
    zh: '签名值本身不完整：应为 256 字节的 Base64。是否把 + 变成了空格？',
  },
  otherKey: {
    en: 'The signature was made with another key than the one pasted here.',
    zh: '签名不是由此处填写的公钥所对应的私钥生成的。',
  },
  lineFeed: {
    en: 'The key is right. The signature matches without, or with, white space at the end of the body.',
    zh: '公钥正确。去掉或补上报文末尾的空白后签名一致。',
  },
  lineBreaks: {
    en: 'The key is right. The signature matches when the lines of the body end with CRLF.',
    zh: '公钥正确。报文换行改为 CRLF 后签名一致。',
  },
  text: {
    en: 'The key is right. The body was serialised a second time, as a JSON string.',
    zh: '公钥正确。报文被再次序列化成了 JSON 字符串。',
  },
  unknown: {
    en: 'The key is right, and the signature was made over another message: the body was changed, or timestamp or nonce are of another message.',
    zh: '公钥正确，但签名针对的是另一条消息：报文被改动过，或者时间戳、随机串来自另一条消息。',
  },
} satisfies Record<string, Said>

const parsed: Said = {
  en: 'The key is right. The signature matches once the JSON is written without white space: the body was parsed and serialised again before it was verified, or the log printed it so.',
  zh: '公钥正确。按紧凑格式书写 JSON 后签名一致：报文在验签之前被解析后又序列化，或者日志改变了格式。',
}
const rewritten: Said = {
  en: 'The key is right. The signature matches once the JSON is written in another style: the body was parsed and serialised again before it was verified.',
  zh: '公钥正确。换一种 JSON 写法后签名一致：报文在验签之前被解析后又序列化。',
}
const styles: Readonly<Record<JsonStyle, Said>> = {
  compact: parsed,
  pretty: rewritten,
  spaced: rewritten,
  escaped: rewritten,
}

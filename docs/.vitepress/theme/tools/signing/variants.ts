// Messages that programs sign by mistake instead of the right one.
import type { Said } from '../../../languages.ts'
import { type JsonStyle, jsonVariants } from '../parts/json-variants.ts'
import { linesOf, messageOf, type Parts } from './sign.ts'

export interface Variant {
  readonly mistake: Said
  readonly message: string
}

export function* variantsOf(parts: Parts): Generator<Variant> {
  const { method, target, body } = parts
  const changed = (mistake: Said, change: Partial<Parts>): Variant => ({
    mistake,
    message: messageOf({ ...parts, ...change }),
  })
  yield { mistake: mistakes.lastLine, message: messageOf(parts).slice(0, -1) }
  yield { mistake: mistakes.lastLine, message: messageOf(parts).trimEnd() }
  yield { mistake: mistakes.noBodyLine, message: linesOf(parts).slice(0, 4).join('\n').concat('\n') }
  yield {
    mistake: mistakes.literal,
    message: linesOf(parts)
      .map((line) => `${line}\\n`)
      .join(''),
  }
  yield {
    mistake: mistakes.carriageReturn,
    message: linesOf(parts)
      .map((line) => `${line}\r\n`)
      .join(''),
  }
  yield changed(mistakes.query, { target: target.replace(/\?.*$/, '') })
  for (const host of ['api.mch.weixin.qq.com', 'api2.mch.weixin.qq.com']) {
    yield changed(mistakes.url, { target: `https://${host}${target}` })
  }
  yield changed(mistakes.decoded, { target: decoded(target) })
  yield changed(mistakes.lowerCase, { method: method.toLowerCase() })
  for (const other of ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'])
    yield changed(mistakes.method, { method: other })
  yield changed(mistakes.noBody, { body: '' })
  yield changed(mistakes.emptyObject, { body: '{}' })
  yield changed(mistakes.lineFeed, { body: body.trimEnd() })
  yield changed(mistakes.lineFeed, { body: `${body}\n` })
  yield changed(mistakes.lineBreaks, { body: body.replaceAll('\n', '\r\n') })
  for (const [style, text] of jsonVariants(body)) yield changed(styles[style], { body: text })
}

function decoded(target: string): string {
  try {
    return decodeURIComponent(target)
  } catch {
    return target
  }
}

const mistakes = {
  lastLine: {
    en: 'It was made without the line feed at the end: each of the five lines ends with one, the last as well.',
    zh: '待签名串末尾缺少换行符：五行每行都以 \\n 结尾，包括最后一行。',
  },
  noBodyLine: {
    en: 'It was made over four lines: without a body, the fifth line is empty, but it is there.',
    zh: '只签了四行：没有请求体时第五行为空行，但不能省略。',
  },
  literal: {
    en: 'It was made over a backslash and an n, not over line feeds (0x0A).',
    zh: '签名时写入的是反斜杠和字母 n，而不是换行符（0x0A）。',
  },
  carriageReturn: { en: 'Its lines end with CRLF; they must end with LF.', zh: '行尾用了 CRLF，应为 LF。' },
  query: {
    en: 'It was made without the query: the second line is path and query, as sent.',
    zh: '签名时漏了查询参数：第二行是实际发送的路径和查询参数。',
  },
  url: {
    en: 'It was made over the whole URL: the second line begins with the slash of the path.',
    zh: '签的是完整 URL：第二行从路径的斜杠开始，不含协议和域名。',
  },
  decoded: {
    en: 'It was made over the decoded target: sign it percent-encoded, as sent.',
    zh: '签的是解码后的 URL：应使用实际发送的、经过 URL 编码的内容。',
  },
  lowerCase: { en: 'Its method is in lower case.', zh: '请求方法用了小写，应为大写。' },
  method: { en: 'It was made for another method.', zh: '签名时用的是另一个请求方法。' },
  noBody: { en: 'It was made without the body.', zh: '签名时没有包含请求体。' },
  emptyObject: { en: 'It was made over {} as the body.', zh: '签名时的请求体是 {}。' },
  lineFeed: {
    en: 'Its body had one line feed or space more, or less, at the end.',
    zh: '签名时请求体末尾多了或少了换行、空格。',
  },
  lineBreaks: { en: 'The lines of its body ended with CRLF.', zh: '签名时请求体的换行是 CRLF。' },
} satisfies Record<string, Said>

const styles: Readonly<Record<JsonStyle, Said>> = {
  compact: {
    en: 'Its body was the same JSON without white space: it was serialised twice, and signed once.',
    zh: '签名时请求体是同一 JSON 的紧凑格式：请求体被序列化了两次，签名和发送的不是同一份。',
  },
  pretty: {
    en: 'Its body was the same JSON with indentation: it was serialised twice, and signed once.',
    zh: '签名时请求体是同一 JSON 的缩进格式：请求体被序列化了两次，签名和发送的不是同一份。',
  },
  spaced: {
    en: "Its body was the same JSON with a space after each comma and colon, as Python's json.dumps writes it.",
    zh: '签名时请求体的逗号和冒号后有空格（Python json.dumps 的默认格式）。',
  },
  escaped: {
    en: "Its body was the same JSON with escapes (\\u… or \\/), as PHP's json_encode writes it.",
    zh: '签名时请求体含有转义（\\u… 或 \\/，PHP json_encode 的默认格式）。',
  },
}

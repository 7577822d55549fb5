import { canonicalJson } from '../http/canonical.ts'
import type { Text } from '../http/text.ts'

/** The parts of the message that a request's signature covers. */
export interface MessageParts {
  readonly method: string
  readonly target: string
  readonly timestamp: string
  readonly nonce: string
  readonly body: string
}

/** A message that a client signs by mistake. */
export interface LikelyMessage {
  readonly mistake: Text
  readonly message: string
  /** What was signed, if it is not the message in UTF-8. */
  readonly bytes?: Uint8Array
}

type Variants = readonly (readonly [zh: string, en: string, ...values: string[]])[]

/** The message as documented: five lines, each ended by a line feed. */
export function messageOf({ method, target, timestamp, nonce, body }: MessageParts): string {
  return `${method}\n${target}\n${timestamp}\n${nonce}\n${body}\n`
}

/**
 * Messages with one typical mistake each, the most frequent ones first.
 *
 * @param host The `Host` of the request.
 */
export function* likelyMessages(parts: MessageParts, host: string): Generator<LikelyMessage> {
  yield* framed(parts)
  const variants: readonly (readonly [keyof MessageParts, Variants])[] = [
    ['target', targetVariants(parts.target, host)],
    ['body', bodyVariants(parts.body)],
    ['method', methodVariants(parts.method)],
    ['nonce', nonceVariants(parts.nonce)],
    ['timestamp', timestampVariants(Number(parts.timestamp))],
  ]
  for (const [name, rows] of variants) {
    for (const [zh, en, ...values] of rows) {
      for (const value of values) {
        if (value === parts[name]) continue
        const changed = { ...parts, [name]: value }
        yield { mistake: { zh, en }, message: messageOf(changed) }
        // Whoever makes one mistake often leaves out the last line feed as well.
        if (name !== 'timestamp') yield { mistake: { zh, en }, message: messageOf(changed).slice(0, -1) }
      }
    }
  }
}

/** All parts are right, but not put together right. */
function* framed(parts: MessageParts): Generator<LikelyMessage> {
  const { method, target, timestamp, nonce, body } = parts
  const lines = [method, target, timestamp, nonce, body]
  // Without the last one of two, it is rather the body that was signed in another form.
  const unended = body.endsWith('\n') ? [] : [lines.join('\n')]
  const frames: Variants = [
    ['签名串缺少最后一个换行符', 'the message has no last line feed', ...unended],
    ['签名串缺少请求体所在的行', 'the message has no line for the empty body', lines.slice(0, 4).join('\n')],
    ['签名串末尾多了换行符', 'the message has a line feed too many at its end', `${messageOf(parts)}\n`],
    ['换行使用了\\r\\n', 'the lines end with CR LF', `${lines.join('\r\n')}\r\n`, lines.join('\r\n')],
    [
      '换行写成了反斜杠加n两个字符',
      'the lines end with the two characters \\ and n',
      `${lines.join('\\n')}\\n`,
      lines.join('\\n'),
    ],
    ['各行之间没有换行符', 'the lines are not separated', lines.join('')],
    [
      'timestamp与nonce_str的顺序颠倒',
      'timestamp and nonce_str have changed places',
      messageOf({ ...parts, timestamp: nonce, nonce: timestamp }),
    ],
    [
      '使用了应答的验签串（三行）',
      'it is the message of a response, with three lines',
      `${timestamp}\n${nonce}\n${body}\n`,
    ],
  ]
  for (const [zh, en, ...messages] of frames) {
    for (const message of messages) yield { mistake: { zh, en }, message }
  }
}

function targetVariants(target: string, host: string): Variants {
  const [path = '', query] = target.split('?', 2)
  const hosts = [host, 'api.mch.weixin.qq.com', 'api2.mch.weixin.qq.com']
  return [
    ['签名串未包含查询参数', 'the message has no query', path],
    [
      '签名串的URL包含了域名',
      'the URL in the message has a host',
      ...hosts.flatMap((each) => [`https://${each}${target}`, `http://${each}${target}`, `${each}${target}`]),
    ],
    [
      '签名串的URL未编码或编码方式与发送的不同',
      'the URL in the message is encoded in another way than the one that was sent',
      decoded(target, decodeURIComponent),
      decoded(target, decodeURI),
      encodeURI(target),
      target.replaceAll('%20', '+'),
      target.replaceAll('+', '%20'),
      target.replace(/%[0-9a-f]{2}/gi, (code) => code.toLowerCase()),
      target.replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase()),
    ],
    [
      '签名串的URL开头或结尾的斜杠与发送的不同',
      'the URL in the message begins or ends with another slash',
      `${path}/${query === undefined ? '' : `?${query}`}`,
      target.slice(1),
      `/${target}`,
    ],
    ['签名串的URL缺少/v3', 'the URL in the message has no /v3', target.replace(/^\/v3/, '')],
  ]
}

function bodyVariants(body: string): Variants {
  return [
    ['签名串未包含请求体', 'the message has no body', ''],
    [
      '签名串的请求体与发送的不同：发送的为空',
      'the message has a body, but none was sent',
      '{}',
      'null',
      '[]',
    ],
    [
      '签名串的请求体与发送的首尾空白不同',
      'the body in the message has other white space around it than the one that was sent',
      `${body}\n`,
      body.trim(),
    ],
    [
      '请求体在签名后被重新序列化（空格、转义或字段顺序不同）',
      'the body was serialised again after it was signed (spaces, escapes or order differ)',
      ...serialised(body),
    ],
  ]
}

/** The same JSON as other libraries write it. */
function serialised(body: string): string[] {
  const value = parsed(body)
  if (value === undefined) return []
  const layouts = [JSON.stringify(value), canonicalJson(value)].flatMap((compact) => [
    compact,
    spaced(compact),
  ])
  const indented = [1, 2, 4, '\t'].map((indent) => JSON.stringify(value, null, indent))
  const escapes = [
    (text: string) => text.replaceAll('/', '\\/'),
    (text: string) => text.replace(/[\u0080-\uffff]/g, unicodeEscape),
    (text: string) => text.replaceAll('/', '\\/').replace(/[\u0080-\uffff]/g, unicodeEscape),
    (text: string) => text.replace(/[<>&]/g, unicodeEscape),
  ]
  const texts = [...layouts, ...layouts.flatMap((text) => escapes.map((write) => write(text))), ...indented]
  return [...texts, ...texts.map((text) => `${text}\n`), JSON.stringify(body)]
}

/** As Python's `json.dumps` separates: `, ` and `: `. A JSON text has line feeds between its parts only. */
function spaced(compact: string): string {
  return JSON.stringify(JSON.parse(compact), null, 1)
    .replace(/([{[])\n */g, '$1')
    .replace(/\n *([}\]])/g, '$1')
    .replace(/\n */g, ' ')
}

function unicodeEscape(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
}

function methodVariants(method: string): Variants {
  return [
    [
      '签名串的请求方法与发送的不同（须大写）',
      'the method in the message is not the one that was sent, in upper case',
      method.toLowerCase(),
      ...['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((other) => other !== method),
    ],
  ]
}

function nonceVariants(nonce: string): Variants {
  return [
    [
      '签名串的随机串与nonce_str不同',
      'the nonce in the message is not nonce_str',
      nonce.toLowerCase(),
      nonce.toUpperCase(),
      '',
    ],
  ]
}

function timestampVariants(timestamp: number): Variants {
  const near = Array.from({ length: 300 }, (_, i) => [timestamp - i - 1, timestamp + i + 1]).flat()
  return [
    [
      '签名串的时间戳与timestamp不同',
      'the timestamp in the message is not the one in Authorization',
      '',
      `${timestamp}000`,
      ...near.map(String),
    ],
  ]
}

function decoded(text: string, decode: (text: string) => string): string {
  try {
    return decode(text)
  } catch {
    return text
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

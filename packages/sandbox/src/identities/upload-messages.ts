import { type LikelyMessage, type MessageParts, messageOf } from './likely-messages.ts'

const mistake = {
  zh: '签名串包含了整个请求体；上传接口只对meta的JSON签名',
  en: 'the message has the whole body; of an upload, only the JSON of the part meta is signed',
} as const

const shown = 1000

/** Messages of an upload that was signed as other requests are: with its whole body, as bytes or as text. */
export function* uploadMessages(parts: MessageParts, body: Uint8Array): Generator<LikelyMessage> {
  const text = new TextDecoder().decode(body)
  const message = messageOf({ ...parts, body: text.length > shown ? `${text.slice(0, shown)}…` : text })
  const encode = (part: string): Uint8Array => new TextEncoder().encode(part)
  const before = encode(messageOf({ ...parts, body: '' }).slice(0, -1))
  // Bytes that are not UTF-8 do not survive a string: each client replaces them in its own way.
  for (const signed of [body, encode(text), encode(latin1(body))]) {
    yield { mistake, message, bytes: joined(before, signed, encode('\n')) }
  }
}

function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

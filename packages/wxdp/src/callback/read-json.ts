import { type Header, isSigned, type SavedCallback } from './saved-callback.ts'

/**
 * Reads a callback out of JSON: HAR, or any object with `headers` and `body`, such as a log of one's own or the event
 * of a function platform. Of several, the first with WeChat Pay's headers is read.
 *
 * @returns `undefined` if there is nothing with headers in it
 */
export function readJson(value: unknown): SavedCallback | undefined {
  const { log, request, response } = membersOf(value)
  if (Array.isArray(value)) return firstOf(value.map(readJson))
  const { entries } = membersOf(log)
  if (Array.isArray(entries)) return firstOf(entries.map(readEntry))
  return readMessage(value) ?? firstOf([readMessage(request), readMessage(response)])
}

function firstOf(found: readonly (SavedCallback | undefined)[]): SavedCallback | undefined {
  return found.find((each) => each && isSigned(each.headers)) ?? found.find((each) => each !== undefined)
}

/** One entry of a HAR file: the request, or the response if that is what WeChat Pay signed. */
function readEntry(entry: unknown): SavedCallback | undefined {
  const { request, response, startedDateTime } = membersOf(entry)
  const receivedAt = timeOf(startedDateTime)
  const parts = [
    { message: membersOf(request), content: membersOf(membersOf(request).postData) },
    { message: membersOf(response), content: membersOf(membersOf(response).content) },
  ]
  return firstOf(
    parts.map(({ message, content }) => {
      const headers = headersIn(message.headers)
      if (!headers) return undefined
      const { text = '', encoding } = content
      const body = Buffer.from(String(text), encoding === 'base64' ? 'base64' : 'utf8')
      return { form: 'har', headers, body, wasParsed: false, receivedAt }
    }),
  )
}

function readMessage(message: unknown): SavedCallback | undefined {
  const members = membersOf(message)
  const headers = headersIn(members.headers ?? members.rawHeaders)
  if (!headers) return undefined
  const receivedAt = timeOf(members.receivedAt)
  // The bytes, before what a parser has made of them.
  const body = members.rawBody ?? members.raw_body ?? members.bodyBase64 ?? members.body
  const isBase64 =
    members.isBase64Encoded === true || (members.bodyBase64 !== undefined && body === members.bodyBase64)
  const bytes = bytesIn(body, isBase64)
  if (bytes) return { form: 'json', headers, body: bytes, wasParsed: false, receivedAt }
  return { form: 'json', headers, body: Buffer.from(JSON.stringify(body)), wasParsed: true, receivedAt }
}

/** A string, or a Buffer as JSON.stringify writes it. `undefined` for a parsed object. */
function bytesIn(body: unknown, isBase64: boolean): Uint8Array | undefined {
  if (body === undefined || body === null) return new Uint8Array()
  if (typeof body === 'string') return Buffer.from(body, isBase64 ? 'base64' : 'utf8')
  const { type, data } = membersOf(body)
  return type === 'Buffer' && Array.isArray(data) ? Uint8Array.from(data as number[]) : undefined
}

/** A record, pairs, a list of `{ name, value }` or `{ key, value }`, or a flat list as Node's `rawHeaders`. */
function headersIn(headers: unknown): Header[] | undefined {
  if (Array.isArray(headers)) {
    if (headers.every((item) => typeof item === 'string')) {
      return headers.flatMap((name, at) => (at % 2 === 0 ? [[name, String(headers[at + 1])] as const] : []))
    }
    return headers.map((item): Header => {
      if (Array.isArray(item)) return [String(item[0]), String(item[1])]
      const { name, key = name, value } = membersOf(item)
      return [String(key), String(value)]
    })
  }
  if (typeof headers !== 'object' || headers === null) return undefined
  return Object.entries(headers).flatMap(([name, value]) =>
    [value].flat().map((each): Header => [name, String(each)]),
  )
}

function timeOf(value: unknown): number | undefined {
  const time = typeof value === 'number' ? value : Date.parse(String(value))
  return Number.isNaN(time) ? undefined : time
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

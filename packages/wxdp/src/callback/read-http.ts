import type { Header, SavedCallback } from './saved-callback.ts'

const lineFeed = 0x0a
const carriageReturn = 0x0d
const startLine = /^([A-Z]+ \S+ HTTP\/\d(\.\d)?|HTTP\/\d(\.\d)? \d{3}.*)$/
const headerLine = /^([!#$%&'*+.^_`|~\w-]+):[ \t]*(.*?)[ \t]*$/

/**
 * Reads raw HTTP: a request as a proxy or `nc` saves it, or what `curl -i` and `curl -v` print. The start line may be
 * missing.
 *
 * @returns `undefined` if the bytes do not begin with a start line or a header
 */
export function readHttp(bytes: Uint8Array): SavedCallback | undefined {
  let rest = bytes
  while (true) {
    const { lines, body } = split(rest)
    // `curl -v` marks each line of the head.
    const head = lines.map((line) => line.replace(/^[<>] ?/, '')).filter((line) => !/^[*{}] /.test(line))
    const [first = ''] = head
    const hasStart = startLine.test(first)
    const headers = headersIn(hasStart ? head.slice(1) : head)
    if (!headers || (!hasStart && headers.length === 0)) return undefined
    // 100 Continue, or the response of a proxy, comes before the response itself.
    const isInterim = /^HTTP\/\S+ (1\d\d|200 connection established)/i.test(first)
    if (isInterim && new TextDecoder().decode(body.slice(0, 7)).startsWith('HTTP/')) {
      rest = body
      continue
    }
    return { form: 'http', headers, body, wasParsed: false }
  }
}

/** The lines before the first empty one, and the bytes after it. */
function split(bytes: Uint8Array): { lines: string[]; body: Uint8Array } {
  const lines: string[] = []
  const decoder = new TextDecoder()
  let at = bytes[0] === 0xef && bytes[1] === 0xbb ? 3 : 0
  while (at < bytes.length) {
    const found = bytes.indexOf(lineFeed, at)
    const end = found < 0 ? bytes.length : found
    const line = decoder.decode(bytes.subarray(at, bytes[end - 1] === carriageReturn ? end - 1 : end))
    at = end + 1
    if (/^[<>]?\s*$/.test(line)) break
    lines.push(line)
  }
  return { lines, body: bytes.subarray(Math.min(at, bytes.length)) }
}

function headersIn(lines: readonly string[]): Header[] | undefined {
  const headers: Header[] = []
  for (const line of lines) {
    const [, name, value] = headerLine.exec(line) ?? []
    if (name === undefined || value === undefined) return undefined
    headers.push([name, value])
  }
  return headers
}

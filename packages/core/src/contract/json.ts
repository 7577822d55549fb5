import { CoreError, type CoreErrorCode } from '../errors.ts'

const utf8 = /* @__PURE__ */ new TextDecoder('utf-8', { fatal: true })

/**
 * Parses JSON from bytes. Refuses bytes that are not UTF-8, and duplicate members: parsers differ on which one counts.
 *
 * @param what Subject of the error message, such as "The callback body".
 * @throws {CoreError} with the given code
 */
export function parseJson(bytes: Uint8Array, code: CoreErrorCode, what: string): unknown {
  let text: string
  try {
    text = utf8.decode(bytes)
  } catch (cause) {
    throw new CoreError(code, `${what} is not UTF-8.`, { cause })
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // Without a cause: V8 quotes the input in its message, and the input may be decrypted data.
    throw new CoreError(code, `${what} is not JSON (${bytes.length} bytes).`)
  }
  if (writtenMembers(text) !== parsedMembers(value)) {
    throw new CoreError(code, `${what} has a duplicate member in one object.`)
  }
  return value
}

/** Counts the members in valid JSON text: one for each colon outside strings. */
function writtenMembers(text: string): number {
  let count = 0
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at)
    if (char === colon) count++
    if (char !== quote) continue
    // indexOf skips long strings faster than a loop.
    do at = text.indexOf('"', at + 1)
    while (isEscaped(text, at))
  }
  return count
}

const quote = 0x22
const colon = 0x3a

function isEscaped(text: string, at: number): boolean {
  let slashes = 0
  while (text.charCodeAt(at - 1 - slashes) === 0x5c) slashes++
  return slashes % 2 === 1
}

/** Counts the members of a parsed value. Not recursive: the sender controls how deep the value is nested. */
function parsedMembers(value: unknown): number {
  let count = 0
  const open = [value]
  while (open.length > 0) {
    const next = open.pop()
    if (typeof next !== 'object' || next === null) continue
    const members = Object.values(next)
    if (!Array.isArray(next)) count += members.length
    for (const member of members) if (typeof member === 'object') open.push(member)
  }
  return count
}

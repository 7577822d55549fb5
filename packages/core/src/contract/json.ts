import { CoreError, type CoreErrorCode } from '../errors.ts'

/** A JSON text, and its value. */
export interface ParsedJson<T> {
  readonly value: T
  readonly text: string
}

const utf8 = /* @__PURE__ */ new TextDecoder('utf-8', { fatal: true })

/**
 * Parses JSON from bytes. Refuses bytes that are not UTF-8, and duplicate members: parsers differ on which one counts.
 *
 * A number that JavaScript would round (`9007199254740993`, `1e400`) becomes a string of its characters. A string, not
 * a BigInt: JSON.stringify takes it, and WeChat Pay's own ids are strings.
 *
 * @param what Subject of the error message, such as "The callback body".
 * @throws {CoreError} with the given code
 */
export function parseJson(bytes: Uint8Array, code: CoreErrorCode, what: string): ParsedJson<unknown> {
  let text: string
  let value: unknown
  try {
    text = utf8.decode(bytes)
    value = JSON.parse(text)
  } catch {
    // Without a cause: V8 quotes the input in its message, and the input may be decrypted data.
    throw new CoreError(code, `${what} is not JSON in UTF-8 (${bytes.length} bytes).`)
  }
  // Valid JSON has one colon outside strings for each member, and characters of numbers only in numbers.
  let members = 0
  let digits = 0
  let mayRound = false
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at)
    // Digits and the point; the slash between them does not occur.
    if (char > 0x2d && char < colon) mayRound ||= ++digits > 15
    else {
      mayRound ||= digits > 0 && (char | 0x20) === letterE
      digits = 0
      if (char === colon) members++
      if (char !== quote) continue
      // indexOf skips long strings faster than a loop.
      do at = text.indexOf('"', at + 1)
      while (isEscaped(text, at))
    }
  }
  if (members !== parsedMembers(value)) {
    throw new CoreError(code, `${what} has a duplicate member in one object.`)
  }
  return { value: mayRound ? JSON.parse(text.replace(stringOrNumber, quoteRounded)) : value, text }
}

const quote = 0x22
const colon = 0x3a
const letterE = 0x65
const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d[-+.\de]*/gi

/** Keeps strings, and numbers of up to 15 characters or in the form that JavaScript writes: it does not round them. */
function quoteRounded(token: string): string {
  return /^("|[^e]{1,15}$)/i.test(token) || String(Number(token)) === token ? token : `"${token}"`
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0
  while (text.charCodeAt(at - 1 - slashes) === 0x5c) slashes++
  return slashes % 2 === 1
}

/** Counts the members of a parsed value. Not recursive: the sender controls how deep the value is nested. */
function parsedMembers(value: unknown): number {
  let count = 0
  const open = [value]
  for (const next of open) {
    if (typeof next !== 'object' || next === null) continue
    const members = Object.values(next)
    if (!Array.isArray(next)) count += members.length
    for (const member of members) if (typeof member === 'object') open.push(member)
  }
  return count
}

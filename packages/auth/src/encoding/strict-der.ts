import {
  bitStringTag,
  booleanTag,
  type Element,
  elementsIn,
  integerTag,
  objectIdentifierTag,
  sequenceTag,
} from './der.ts'

export const setTag = 0x31
export const utcTimeTag = 0x17
export const generalizedTimeTag = 0x18
/** Bit of a tag: the contents are elements. */
const constructed = 0x20
/** From here on, the structure around an element defines what its tag means. */
const contextSpecific = 0x40

const never = (): boolean => false
/** Whether the contents of a primitive element are DER (X.690, 8 and 11), by tag. */
const forms: Readonly<Record<number, (contents: Uint8Array) => boolean>> = {
  0: never,
  [booleanTag]: (contents) => contents.length === 1 && (contents[0] === 0x00 || contents[0] === 0xff),
  [integerTag]: isInteger,
  [bitStringTag]: isBitString,
  // NULL
  5: (contents) => contents.length === 0,
  [objectIdentifierTag]: isObjectIdentifier,
  // ENUMERATED
  10: isInteger,
  // SEQUENCE and SET are always constructed.
  16: never,
  17: never,
  [utcTimeTag]: isTime(12),
  // RFC 5280, 4.1.2.5.2, forbids the fractions that DER allows.
  [generalizedTimeTag]: isTime(14),
}

/**
 * Reads the one element that these bytes are.
 *
 * @throws {Error} if it, or an element at any depth in it, is not DER
 */
export function readDer(der: Uint8Array): Element {
  const pending = [der]
  // The list grows in the loop. A recursion would overflow: 64 KiB can hold elements nested deeper than the stack.
  for (const bytes of pending) {
    for (const { tag, contents } of allIn(bytes)) {
      if (!isWellFormed(tag, contents)) throw new Error(`The contents under the tag ${tag} are not DER`)
      if (tag & constructed) pending.push(contents)
    }
  }
  const [element] = exactly(1, allIn(der))
  return element as Element
}

function allIn(bytes: Uint8Array): Element[] {
  const elements = elementsIn(bytes)
  if (elements.length === 0 && bytes.length > 0) throw new Error('Lengths are not DER')
  return elements
}

function isWellFormed(tag: number, contents: Uint8Array): boolean {
  if (tag >= contextSpecific) return true
  if (tag & constructed) return tag === sequenceTag || tag === setTag
  return forms[tag]?.(contents) ?? true
}

/** The shortest two's complement: the first byte does more than repeat the sign. */
function isInteger(contents: Uint8Array): boolean {
  const [first, second = 0] = contents
  if (contents.length < 2) return first !== undefined
  return second < 0x80 ? first !== 0x00 : first !== 0xff
}

/** The first byte is the number of unused bits in the last byte. Unused bits are zero. */
function isBitString(contents: Uint8Array): boolean {
  const [unused = 8] = contents
  const last = contents.length > 1 ? (contents.at(-1) as number) : 1
  return unused < 8 && last % 2 ** unused === 0
}

/** Digits and a Z: a time in UTC. */
function isTime(digits: number): (contents: Uint8Array) => boolean {
  const form = new RegExp(`^\\d{${digits}}Z$`)
  return (contents) => form.test(new TextDecoder().decode(contents))
}

/** Base-128 numbers. Each ends with a byte below 0x80, and none begins with a zero digit (0x80). */
function isObjectIdentifier(contents: Uint8Array): boolean {
  const isStart = (at: number): boolean => at === 0 || (contents[at - 1] as number) < 0x80
  const isShortest = contents.every((byte, at) => byte !== 0x80 || !isStart(at))
  return isShortest && (contents.at(-1) ?? 0x80) < 0x80
}

/** The contents of an element that must have this tag. */
export function contentsOf(element: Element | undefined, tag: number): Uint8Array {
  if (element?.tag !== tag) throw new Error(`Found the tag ${element?.tag}, expected ${tag}`)
  return element.contents
}

/** The members of an element that must have this tag. */
export function membersOf(element: Element | undefined, tag: number): Element[] {
  return elementsIn(contentsOf(element, tag))
}

export function exactly<T>(count: number, list: readonly T[]): readonly T[] {
  if (list.length !== count) throw new Error(`Found ${list.length} elements, expected ${count}`)
  return list
}

/** An object identifier in dotted form: `2.5.4.3`. */
export function dotted(objectIdentifier: Uint8Array): string {
  const numbers: bigint[] = []
  let number = 0n
  for (const byte of objectIdentifier) {
    number = number * 128n + BigInt(byte & 0x7f)
    if (byte >= 0x80) continue
    numbers.push(number)
    number = 0n
  }
  const [first = 0n, ...others] = numbers
  // The first two numbers are encoded as one: 40 times the first (0, 1 or 2) plus the second.
  const root = first < 80n ? first / 40n : 2n
  return [root, first - root * 40n, ...others].join('.')
}

/** One DER element. */
export interface Element {
  readonly tag: number
  readonly contents: Uint8Array
  /** All of it: tag, length and contents. */
  readonly bytes: Uint8Array
}

export const booleanTag = 0x01
export const integerTag = 0x02
export const bitStringTag = 0x03
export const octetStringTag = 0x04
export const objectIdentifierTag = 0x06
export const sequenceTag = 0x30

/** The elements that make up these bytes; none if a length is not DER or reaches past the end. */
export function elementsIn(der: Uint8Array = new Uint8Array()): Element[] {
  const elements: Element[] = []
  for (let rest = der; rest.length > 0; ) {
    const element = firstElement(rest)
    if (!element) return []
    elements.push(element)
    rest = rest.subarray(element.bytes.length)
  }
  return elements
}

function firstElement(der: Uint8Array): Element | undefined {
  const [tag = 0] = der
  const [start, end] = contentsRange(der)
  // A tag whose low five bits are all set continues in the next byte. No key or certificate has one.
  if ((tag & 0x1f) === 0x1f || end > der.length) return undefined
  return { tag, contents: der.subarray(start, end), bytes: der.subarray(0, end) }
}

/** Where the contents of the first element begin and end. DER allows one encoding for each length. */
function contentsRange(der: Uint8Array): readonly [start: number, end: number] {
  const [, first = 0, second = 0, third = 0] = der
  if (first < 0x80) return [2, 2 + first]
  if (first === 0x81 && second >= 0x80) return [3, 3 + second]
  // No key or certificate is longer than 64 KiB.
  if (first === 0x82 && second > 0) return [4, 4 + second * 256 + third]
  return [0, Number.POSITIVE_INFINITY]
}

/** Takes off the first element if it has this tag: an optional element. */
export function splitOptional(
  tag: number,
  elements: readonly Element[],
): readonly [optional: Element | undefined, others: readonly Element[]] {
  const [first, ...others] = elements
  return first?.tag === tag ? [first, others] : [undefined, elements]
}

/** Encodes one DER element of at most 64 KiB. */
export function encodeElement(tag: number, ...parts: ArrayLike<number>[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  const out = new Uint8Array(1 + size.length + length)
  let at = 0
  for (const part of [[tag], size, ...parts]) {
    out.set(part, at)
    at += part.length
  }
  return out
}

export function equalBytes(one: Uint8Array, other: ArrayLike<number>): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at])
}

/** One line of a signed message. */
export interface Line {
  /** From 1. */
  readonly number: number
  /** Without its end. Carriage returns are shown as `␍`. */
  readonly text: string
  /** Whether a line feed follows. */
  readonly ends: boolean
  /** If the first difference is in this line: its place, from 1. One more than the length: the end of the line. */
  readonly mark?: { readonly column: number } | undefined
}

/** The parts before the body are a line each; the body is the rest, but for the last line feed. */
const headLines = 4

/** @param difference Where the first difference is: an index in the message. */
export function linesOf(message: string, difference: number | undefined): Line[] {
  const lines: Line[] = []
  let start = 0
  while (start < message.length) {
    const found = lines.length < headLines ? message.indexOf('\n', start) : lastLineFeed(message)
    const ends = found >= start
    const end = ends ? found : message.length
    const isHere = difference !== undefined && difference >= start && difference <= end
    lines.push({
      number: lines.length + 1,
      text: message.slice(start, end).replaceAll('\r', '␍'),
      ends,
      mark: isHere ? { column: difference - start + 1 } : undefined,
    })
    start = ends ? end + 1 : message.length
  }
  return lines
}

function lastLineFeed(message: string): number {
  return message.endsWith('\n') ? message.length - 1 : -1
}

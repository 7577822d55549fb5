// How other programs write the same JSON.

export type JsonStyle = 'compact' | 'pretty' | 'spaced' | 'escaped'

/** @returns Nothing if the text is not JSON. */
export function jsonVariants(text: string): (readonly [style: JsonStyle, text: string])[] {
  const value = parse(text)
  if (typeof value !== 'object' || value === null) return []
  const compact = JSON.stringify(value)
  return [
    ['compact', compact],
    ['pretty', JSON.stringify(value, null, 2)],
    ['pretty', JSON.stringify(value, null, 4)],
    ['pretty', JSON.stringify(value, null, '\t')],
    // Python's default.
    ['spaced', spaced(value)],
    ['spaced', escapeUnicode(spaced(value))],
    // PHP's default, and Java's of some libraries.
    ['escaped', compact.replaceAll('/', '\\/')],
    ['escaped', escapeUnicode(compact)],
    ['escaped', escapeUnicode(compact).replaceAll('/', '\\/')],
  ]
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}: ${spaced(member)}`)
  return `{${members.join(', ')}}`
}

function escapeUnicode(json: string): string {
  return json.replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

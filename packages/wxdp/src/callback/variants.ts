/** What was done to a body between WeChat Pay and the file. */
export type Change =
  | 'line_feed'
  | 'line_breaks'
  | 'byte_order_mark'
  | 'base64'
  | 'json_string'
  | 'plus_signs'
  | 'encoding'
  | 'reserialised'
  | 'renamed'
  | 'reordered'

export interface Variant {
  readonly change: Change
  readonly bytes: Uint8Array
}

/**
 * What the body may have been before something changed it, the likely ones first. Whether one was signed, its digest
 * shows.
 */
export function* variantsOf(body: Uint8Array): Generator<Variant> {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(body)
  const variant = (change: Change, before: string): Variant => ({ change, bytes: Buffer.from(before) })
  yield variant('line_feed', text.replace(/\s+$/, ''))
  yield variant('line_feed', `${text}\n`)
  yield variant('line_breaks', text.replaceAll('\r\n', '\n'))
  yield variant('line_breaks', text.replace(/\r?\n/g, '\r\n'))
  yield variant('byte_order_mark', text.replace(/^\ufeff/, ''))
  if (/^[\w+/=\s-]+$/.test(text)) yield { change: 'base64', bytes: Buffer.from(text, 'base64') }
  yield { change: 'encoding', bytes: Buffer.from(text, 'latin1') }
  const value = parse(text)
  if (typeof value === 'string') yield variant('json_string', value)
  const envelope = typeof value === 'string' ? parse(value) : value
  if (typeof envelope !== 'object' || envelope === null) return
  for (const style of styles) yield variant('reserialised', style(envelope))
  // Of its strings, only the summary has other characters, and no plus sign.
  const repaired = mapStrings(envelope, (string) =>
    /^[!-~ ]+$/.test(string) ? string.replaceAll(' ', '+') : string,
  )
  for (const style of styles) yield variant('plus_signs', style(repaired))
  const renamed = rename(envelope)
  for (const style of styles) yield variant('renamed', style(renamed))
  for (const order of ordersOf(renamed as Members)) yield variant('reordered', compact(order))
}

type Members = Readonly<Record<string, unknown>>

const compact = (value: unknown): string => JSON.stringify(value)
const escapeUnicode = (json: string): string =>
  json.replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
const escapeSlashes = (json: string): string => json.replaceAll('/', '\\/')

/** How serialisers write the same value, without white space. */
const styles: readonly ((value: unknown) => string)[] = [
  compact,
  (value) => escapeSlashes(compact(value)),
  (value) => escapeUnicode(compact(value)),
  (value) => escapeSlashes(escapeUnicode(compact(value))),
]

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return undefined
  }
}

/** Members as WeChat Pay names them: without those that a class has added as null, and in snake case. */
function rename(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const members = Object.entries(value).filter(([, member]) => member !== null)
  return Object.fromEntries(
    members.map(([name, member]) => [
      name.replace(/[A-Z]/g, (letter, at: number) => `${at > 0 ? '_' : ''}${letter.toLowerCase()}`),
      rename(member),
    ]),
  )
}

function mapStrings(value: unknown, change: (string: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((each) => mapStrings(each, change))
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, mapStrings(member, change)]))
}

/** Beyond so many members there are too many orders. An envelope has six, its resource five. */
const maxMembers = 6

/** The same members in all their orders, and those of the resource in all of theirs. */
function* ordersOf(envelope: Members): Generator<Members> {
  const { resource } = envelope
  const inner = typeof resource === 'object' && resource !== null ? (resource as Members) : undefined
  for (const outer of permutations(Object.entries(envelope))) {
    const members = Object.fromEntries(outer)
    if (!inner) yield members
    else
      for (const order of permutations(Object.entries(inner)))
        yield { ...members, resource: Object.fromEntries(order) }
  }
}

function* permutations<T>(items: readonly T[]): Generator<readonly T[]> {
  if (items.length > maxMembers) return
  if (items.length < 2) {
    yield items
    return
  }
  for (const [at, item] of items.entries()) {
    for (const rest of permutations([...items.slice(0, at), ...items.slice(at + 1)])) yield [item, ...rest]
  }
}

// Damage to callbacks, from a seed: the same seed gives the same damage.
import { pick, type Random } from '@wxdp-internal/fixtures/random'

export interface MutableCallback {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: Uint8Array
}

type Mutation = (callback: MutableCallback, random: Random, other: MutableCallback) => MutableCallback

const signed = ['wechatpay-timestamp', 'wechatpay-nonce', 'wechatpay-signature', 'wechatpay-serial'] as const
const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Damages what the sender has signed, or what surrounds it. Sometimes the result is still as good as the original. */
export function mutateSigned(
  callback: MutableCallback,
  random: Random,
  other: MutableCallback,
): MutableCallback {
  const count = pick([0, 1, 1, 1, 1, 2, 2, 3], random)
  let mutated = callback
  for (let i = 0; i < count; i++) mutated = pick(mutations, random)(mutated, random, other)
  return mutated
}

/** Damages the text of a JSON object before the sender signs it. */
export function mutateJson(text: string, random: Random): Uint8Array {
  return random(3) === 0 ? mutateBytes(encode(text), random) : encode(mutateMembers(text, random))
}

const setHeader = (
  callback: MutableCallback,
  name: string,
  value: string | readonly string[] | undefined,
) => ({
  ...callback,
  headers: { ...callback.headers, [name]: value },
})
const textOf = ({ headers }: MutableCallback, name: string): string => `${headers[name] ?? ''}`

const oddCharacters = [
  'A',
  'z',
  '0',
  '+',
  '/',
  '=',
  '-',
  '_',
  ' ',
  ',',
  '"',
  '\t',
  '\n',
  '\r\n',
  '\0',
  '\x7f',
  'é',
  'İ',
  '微',
  '🧧',
  '\ud800',
]
const contentTypes = [
  'application/json; charset=utf-8',
  'APPLICATION/JSON',
  'application/json ;x=y',
  'application/jsonl',
  'text/plain',
  'text/plain; of=application/json',
  ' application/json',
  'application/json, application/json',
  '',
  undefined,
]

function mutateText(text: string, random: Random): string {
  const at = random(text.length + 1)
  const odd = pick(oddCharacters, random)
  return pick(
    [
      () => text.slice(0, at) + odd + text.slice(at + 1),
      () => text.slice(0, at) + odd + text.slice(at),
      () => text.slice(0, at) + text.slice(at + 1),
      () => text.slice(0, at),
      () => text + text,
      () => text + odd.repeat(10_000),
      () => '',
    ],
    random,
  )()
}

function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array {
  const at = random(bytes.length)
  const end = at + random(bytes.length - at)
  return pick(
    [
      () => bytes.map((byte, i) => (i === at ? byte ^ (1 << random(8)) : byte)),
      () => Uint8Array.of(...bytes.slice(0, at), random(256), ...bytes.slice(at)),
      () => Uint8Array.of(...bytes.slice(0, at), ...bytes.slice(end)),
      () => Uint8Array.of(...bytes.slice(0, end), ...bytes.slice(at)),
      () => bytes.slice(0, at),
      () => Uint8Array.of(...bytes, ...encode(pick([' ', '\n', '\0', '}'], random))),
      () => Uint8Array.of(0xef, 0xbb, 0xbf, ...bytes),
      () => new Uint8Array(),
    ],
    random,
  )()
}

/** Changes members of the object, or of an object in it, by their names and types. Other text stays as it is. */
function mutateMembers(text: string, random: Random): string {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return text
  }
  const objects = [value, ...Object.values(Object(value))].filter(
    (item): item is Record<string, unknown> => typeof item === 'object' && item !== null,
  )
  const object = objects.length > 0 ? pick(objects, random) : {}
  const names = Object.keys(object)
  const name = names.length > 0 ? pick(names, random) : 'id'
  const old = object[name]
  const odd = [null, 0, 1e300, true, [], {}, '', 'x'.repeat(70), [old], { [name]: old }, `${old}x`]
  const change = random(7)
  if (change === 0) delete object[name]
  if (change === 1) object[name] = pick(odd, random)
  if (change === 2 && typeof old === 'string') object[name] = mutateText(old, random)
  if (change === 3) object[`x_${random(1000)}`] = pick(odd, random)
  if (change === 4) return JSON.stringify(value, null, 1)
  // Twice in one object, which JSON.stringify cannot write.
  if (change === 5)
    return JSON.stringify(value).replace('{', `{${JSON.stringify(name)}:${JSON.stringify(old)},`)
  if (change === 6) return pick(['null', '[]', '""', '1', '[{}]', `[${JSON.stringify(value)}]`], random)
  return JSON.stringify(value)
}

const mutations: readonly Mutation[] = [
  function changeHeader(callback, random) {
    const name = pick(signed, random)
    return setHeader(callback, name, mutateText(textOf(callback, name), random))
  },
  function dropHeader(callback, random) {
    return setHeader(callback, pick(signed, random), undefined)
  },
  function repeatHeader(callback, random, other) {
    const name = pick(signed, random)
    const value = textOf(callback, name)
    const values = [value, pick([value, textOf(other, name), ''], random)]
    return setHeader(callback, name, pick([values, values.join(', '), values.join(','), [value]], random))
  },
  function swapHeaders(callback, random) {
    const [one, two] = [pick(signed, random), pick(signed, random)]
    const { headers } = callback
    return { ...callback, headers: { ...headers, [one]: headers[two], [two]: headers[one] } }
  },
  function takeHeaderOfAnother(callback, random, other) {
    const name = pick(signed, random)
    return setHeader(callback, name, other.headers[name])
  },
  function changeTimestamp(callback, random) {
    const value = textOf(callback, 'wechatpay-timestamp')
    const shifted = `${Number(value) + pick([-1, 1, -301, 301, 86_400, -1e9], random)}`
    return setHeader(
      callback,
      'wechatpay-timestamp',
      pick(
        [shifted, `0${value}`, `+${value}`, `${value}.0`, `${value}000`, ` ${value}`, `${value} `, 'NaN'],
        random,
      ),
    )
  },
  function respellSerial(callback) {
    return setHeader(callback, 'wechatpay-serial', textOf(callback, 'wechatpay-serial').toLowerCase())
  },
  function respellHeaderName(callback, random) {
    const name = pick(signed, random)
    const { [name]: value, ...headers } = callback.headers
    return { ...callback, headers: { ...headers, [name.toUpperCase()]: value } }
  },
  function changeContentType(callback, random) {
    return setHeader(callback, 'content-type', pick(contentTypes, random))
  },
  function addHeader(callback, random) {
    return setHeader(
      callback,
      pick(['x-forwarded-for', 'wechatpay-signature-type', 'wechatpay-nonces'], random),
      '1',
    )
  },
  function changeBody(callback, random) {
    return { ...callback, body: mutateBytes(callback.body, random) }
  },
  function changeMembers(callback, random) {
    return { ...callback, body: encode(mutateMembers(decode(callback.body), random)) }
  },
  function takeBodyOfAnother(callback, _random, other) {
    return { ...callback, body: other.body }
  },
]

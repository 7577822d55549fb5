import { parseUrl } from '@wxdp/bounds'
import { durationForm, isDuration, toMilliseconds } from '../clock/duration.ts'
import { describe, invalidOption, SandboxError } from '../errors.ts'
import { hexMark, mark } from '../http/marks.ts'
import type { RandomBytes } from '../http/random.ts'

type Values = Readonly<Record<string, unknown>>
export type Kind = readonly [expected: string, fits: (value: unknown) => boolean]

const isObject = (value: unknown): value is Values =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  typeof (value as Values).then !== 'function'
const isString = (value: unknown): boolean => typeof value === 'string' && value !== ''

/** The sandbox's keys are marked, also those that are given. */
const platformSerialForm = new RegExp(`^(PUB_KEY_ID_${mark}[0-9A-Z]*|${hexMark}[0-9A-F]{26})$`, 'i')

const object: Kind = ['an object', isObject]
const string: Kind = ['a non-empty string', isString]
const pem: Kind = ['PEM', (value) => typeof value === 'string' && value.includes('-----BEGIN ')]
const func: Kind = ['a function', (value) => typeof value === 'function']
const factor: Kind = [
  'a number from 0 to 1,000,000',
  (value) => typeof value === 'number' && value >= 0 && value <= 1_000_000,
]
const duration: Kind = [durationForm, isDuration]
const probability: Kind = [
  'a number from 0 to 1',
  (value) => typeof value === 'number' && value >= 0 && value <= 1,
]
const parallel: Kind = [
  'an integer from 1 to 1,000',
  (value) => Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 1000,
]
const delay: Kind = [
  `${durationForm}; or the shortest and the longest`,
  (value) =>
    isDuration(value) ||
    (Array.isArray(value) &&
      value.length === 2 &&
      value.every(isDuration) &&
      toMilliseconds('shortest', value[0]) <= toMilliseconds('longest', value[1])),
]
const array: Kind = ['an array', Array.isArray]
const strings: Kind = ['an array of strings', (value) => Array.isArray(value) && value.every(isString)]
const serial: Kind = [
  'a serial number in hexadecimal digits',
  (value) => typeof value === 'string' && /[0-9A-F]{8,40}$/i.test(value.replaceAll(':', '').trim()),
]
const platformSerial: Kind = [
  `PUB_KEY_ID_${mark}… or a serial number that begins with ${hexMark}`,
  (value) => typeof value === 'string' && platformSerialForm.test(value.trim()),
]
const mode: Kind = [
  'publicKey, certificates or both',
  (value) => ['publicKey', 'certificates', 'both'].includes(String(value)),
]
const unknownCoupons: Kind = ['adopt or refuse', (value) => value === 'adopt' || value === 'refuse']
const caller: Kind = ['partner or brand', (value) => value === 'partner' || value === 'brand']
const url: Kind = ['an absolute URL', (value) => typeof value === 'string' && !!parseUrl(value)]
const kinds: Readonly<Record<'object' | 'string' | 'mode' | 'caller' | 'url' | 'func', Kind>> = {
  object,
  string,
  mode,
  caller,
  url,
  func,
}

/** Checks arguments by their names. */
export function requireKind(kind: keyof typeof kinds, values: Values): void {
  for (const [name, value] of Object.entries(values)) check(kinds[kind], { name, value })
}

const optionKinds: Readonly<Record<string, Kind>> = {
  apiV3Key: string,
  brandApiV3Key: string,
  authorisedBrands: strings,
  coupon: object,
  unknownCoupons,
  platformKeys: mode,
  platform: object,
  brandPlatform: object,
  endpoints: array,
  callbacks: object,
  deliver: func,
  now: func,
  speed: factor,
  auditTime: duration,
  rng: func,
  state: object,
}
const platformKinds: Readonly<Record<string, Kind>> = {
  serialNo: platformSerial,
  privateKey: pem,
  authorityKey: pem,
  certificateKeys: strings,
}
const callbackKinds: Readonly<Record<string, Kind>> = {
  probes: probability,
  duplicates: probability,
  delay,
  parallel,
}
const callerKinds: Readonly<Record<string, Kind>> = { merchant: object, brand: object }

/**
 * Checks what JavaScript lets pass: other types, misspelt names, a promise instead of its value.
 *
 * @throws {SandboxError} `SANDBOX_OPTION_INVALID`
 */
export function checkOptions(callers: unknown, options: unknown): void {
  checkMembers(callers, { prefix: '', members: callerKinds })
  const { merchant, brand } = callers as Values
  const own = { serialNo: serial, publicKey: pem }
  checkAll(merchant, { prefix: 'merchant.', members: { mchid: string, ...own } })
  checkAll(brand, { prefix: 'brand.', members: { brandId: string, ...own } })
  checkMembers(options, { prefix: '', members: optionKinds })
  const { platform, brandPlatform, now, speed, callbacks, state } = options as Values
  if (state !== undefined) requireNothingOf(heldByState, { ...(callers as Values), ...(options as Values) })
  if (callbacks !== undefined) checkMembers(callbacks, { prefix: 'callbacks.', members: callbackKinds })
  if (now !== undefined && speed !== undefined) {
    throw new SandboxError('SANDBOX_OPTION_INVALID', 'speed: not possible with now, a clock that you turn.')
  }
  for (const [name, keys] of Object.entries({ platform, brandPlatform })) {
    if (keys === undefined) continue
    checkMembers(keys, { prefix: `${name}.`, members: platformKinds })
    check(pem, { name: `${name}.privateKey`, value: (keys as Values).privateKey })
  }
  if (typeof now === 'function' && !Number.isFinite(now())) {
    throw invalidOption('now', { expected: 'a function that returns milliseconds since 1970', found: now() })
  }
}

/** What a state holds already. */
const heldByState: readonly string[] = [
  ...['merchant', 'brand', 'apiV3Key', 'brandApiV3Key', 'platform', 'brandPlatform'],
  ...['platformKeys', 'coupon', 'unknownCoupons', 'authorisedBrands'],
]

function requireNothingOf(names: readonly string[], values: Values): void {
  const given = names.find((name) => values[name] !== undefined)
  if (given === undefined) return
  throw new SandboxError('SANDBOX_OPTION_INVALID', `${given}: the state holds it already. Leave it out.`)
}

export interface Members {
  /** Before the name of each. */
  readonly prefix: string
  readonly members: Readonly<Record<string, Kind>>
}

/** Members that are there must fit, and have a known name. */
export function checkMembers(values: unknown, { prefix, members }: Members): void {
  check(object, { name: prefix.slice(0, -1) || 'the argument', value: values })
  for (const [name, value] of Object.entries(values as Values)) {
    const kind = members[name]
    if (!kind) {
      const known = Object.keys(members).join(', ')
      throw new SandboxError('SANDBOX_OPTION_INVALID', `${prefix}${name}: unknown. Expected one of ${known}.`)
    }
    if (value !== undefined) check(kind, { name: prefix + name, value })
  }
}

/** All members must be there. Others are ignored: the objects come from configuration. */
function checkAll(values: unknown, { prefix, members }: Members): void {
  if (values === undefined) return
  for (const [member, kind] of Object.entries(members)) {
    check(kind, { name: prefix + member, value: (values as Values)[member] })
  }
}

function check([expected, fits]: Kind, { name, value }: { name: string; value: unknown }): void {
  if (!fits(value)) throw invalidOption(name, { expected, found: value })
}

/** The same source, with each result checked. */
export function checkedBytes(rng: RandomBytes): RandomBytes {
  return (length) => {
    const bytes: unknown = rng(length)
    if (bytes instanceof Uint8Array && bytes.length === length) return bytes
    throw new SandboxError(
      'SANDBOX_OPTION_INVALID',
      `rng: expected a Uint8Array of the requested length (${length}), found ${describe(bytes)}.`,
    )
  }
}

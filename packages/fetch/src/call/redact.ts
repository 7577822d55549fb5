import { AuthError } from '@wxdp/auth'
import { ApiError, CoreError } from '@wxdp/core'
import { FetchError } from '../errors.ts'

/** Errors of ours contain no secret. */
const ours = [FetchError, ApiError, CoreError, AuthError] as const
const natives = [TypeError, ReferenceError, Error] as const
const kept = 'message name stack code errno syscall hostname address port cause errors'.split(' ')

/** Keys in PEM, values of headers and parameters, credentials in URLs, long Base64 such as a signature. */
const secrets =
  /-----BEGIN[\s\S]*?(?:-----END.*|$)|(authorization|signature)["'\\]*\s*[:=,].*|WECHATPAY\d?-.*|\/\/[^/\s@]*@|[\w+/=]{100,}/gi
const maxLength = 4000

/**
 * Makes what somebody else's function threw safe to show: transports put whole requests into their errors.
 *
 * @returns the value itself if it has nothing to hide. Otherwise a copy that has nothing but name, message, stack, code,
 *   errno, syscall, hostname, address and port, and the same of its causes.
 */
export function redact(value: unknown, depth = 5): unknown {
  if (typeof value === 'string') return hide(value)
  if (Object(value) !== value) return typeof value === 'symbol' ? undefined : value
  if (depth === 0) return undefined
  // A Proxy may throw at any step.
  try {
    if (Array.isArray(value)) return [0, 1, 2].map((at) => redact(value[at], depth - 1)).filter(Boolean)
    return ours.some((kind) => value instanceof kind) ? value : redactError(value as object, depth)
  } catch {
    return new Error('unreadable')
  }
}

function redactError(error: object, depth: number): unknown {
  const Kind = natives.find((kind) => error instanceof kind) ?? Error
  let isSafe =
    Object.getPrototypeOf(error) === Kind.prototype &&
    Reflect.ownKeys(error).every((name) => kept.includes(String(name)))
  const copy: Record<string, unknown> = { stack: '' }
  for (const name of kept) {
    const found = read(error, name)
    const shown = redact(found, depth - 1)
    isSafe &&= shown === found
    if (shown !== undefined) copy[name] = shown
  }
  return isSafe ? error : Object.assign(new Kind(), copy)
}

/** Of a getter that throws, a symbol: it is never shown. */
function read(error: object, name: string): unknown {
  try {
    return Reflect.get(error, name)
  } catch {
    return Symbol()
  }
}

function hide(text: string): string {
  const shown = text.slice(0, maxLength).replace(secrets, '$1…')
  // A secret that was cut may be too short to be recognised.
  return text.length > maxLength ? shown.slice(0, -100) : shown
}

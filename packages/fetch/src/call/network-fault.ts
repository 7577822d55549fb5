import { type Cause, causeCodeOf, causesOf } from './error-codes.ts'
import type { Outcome, ResponseHead } from './outcome.ts'
import { redact } from './redact.ts'

/** Said of every request that may have arrived. */
export const unknownResult =
  'The call may have been carried out: query, or retry with the same out_request_no.'

const proxyHint = 'Node.js uses HTTPS_PROXY only with NODE_USE_ENV_PROXY=1.'

/** By codes of Node.js and Bun, and by messages of Deno. The first that matches counts. */
const remedies: readonly (readonly [pattern: RegExp, remedy: string])[] = [
  [/proxy|tunnel/i, 'Check address and credentials of the proxy.'],
  [
    /CERT|SSL|TLS|UNABLE_|EPROTO|corrupt/i,
    'Does a proxy open TLS? Then add its CA (NODE_EXTRA_CA_CERTS). Never turn verification off.',
  ],
  [/ENOTFOUND|EAI_|dns/i, `Check DNS. ${proxyHint}`],
  [/REFUSED|UNREACH|ETIMEDOUT|CONNECT_T/i, `Check firewall and proxy. ${proxyHint}`],
  [/(?:)/, unknownResult],
]

/** Messages of V8, of JavaScriptCore and of each `fetch` about a bug or a wrong argument. */
const bugMessage =
  /\bis not (?:a |an |iterable|of type)|be an instance|\bis undefined|is an invalid|has invalid|^(?:Illegal|Invalid|Cannot (?:read|set|destr|conv)|Failed to (?:parse|con|exe))|cannot have/
const bugCode = /^(?:UND_)?ERR_INVALID_(?:ARG|URL|THIS)/

interface Exchange {
  readonly host: string
  readonly head?: ResponseHead
}

/**
 * The outcome of a transport that threw, or of a body that broke off.
 *
 * A bug is thrown as it is, since a retry would not help. Faults of the network are `TypeError`s as well, so a bug is
 * recognised by its message or its code. In doubt, it is a fault of the network.
 */
export function networkFault(error: unknown, { host, head }: Exchange): Outcome<never> {
  const cause = redact(error)
  const causes = causesOf({ cause })
  if (causes.some(isBug)) return { kind: 'failed', head, error: cause }
  const code = causeCodeOf({ cause })
  // Some causes have no message: Node.js says nothing of a 407.
  const last =
    causes
      .map(({ message }) => message)
      .filter(Boolean)
      .at(-1) ?? cause
  const remedy = remedies.find(([pattern]) => pattern.test(`${code} ${last}`))?.[1]
  const message = `${host} could not be reached, or the connection broke (${code ?? last}). ${remedy}`
  return { kind: 'unreachable', code: 'FETCH_NETWORK', message, head, cause }
}

function isBug({ name, message, code }: Cause): boolean {
  if (name === 'ReferenceError' || bugCode.test(String(code))) return true
  return name === 'TypeError' && bugMessage.test(String(message))
}

import { CoreError, type Issue } from '../errors.ts'
import { isEncryptedField } from './encrypted-field.ts'
import type { Endpoint, InputRuleContext } from './endpoint.ts'
import { check } from './schema.ts'
import { wireIssues } from './wire-rules.ts'

/** One request, ready to be signed and sent as it is. */
export interface OutgoingRequest {
  readonly method: string
  /** Path and query, percent-encoded: what is signed and what is sent. */
  readonly target: string
  readonly headers: Readonly<Record<string, string>>
  /** Serialised once; empty where the request has no body. */
  readonly body: Uint8Array
}

/**
 * Turns an endpoint and its input into the request to send. Pure: the same input gives the same bytes.
 *
 * Of an {@link EncryptedField} the ciphertext goes into the body, and the serial into `Wechatpay-Serial`.
 *
 * @param input Checked whole before anything else; every problem is listed at once.
 * @param options `sandbox: true` allows callback URLs that are not reachable from the internet.
 * @throws {CoreError} `CORE_INPUT_INVALID`
 *
 * @example
 * const request = toRequest(setNotifyUrl, {
 *   sp_mchid: '1900007291',
 *   notify_url: 'https://pay.example.com/wechatpay/plans',
 * })
 * // request.target === '/v3/marketing/partner/delivery-plan/1900007291/notify-url'
 */
export function toRequest<Input, Output>(
  endpoint: Endpoint<Input, Output>,
  input: NoInfer<Input>,
  options: Partial<InputRuleContext> = {},
): OutgoingRequest {
  const fields = checkInput(endpoint, input, { sandbox: options.sandbox === true })
  const hasBody = endpoint.method !== 'GET' && endpoint.method !== 'DELETE'
  // `/a/{field}/b`: every second part is a field's name.
  const parts = endpoint.path.split(/[{}]/)
  const path = parts
    .map((part, at) => (at % 2 === 0 ? part : encodeSegment(endpoint, part, fields[part])))
    .join('')
  const rest = Object.entries(fields).filter(([name, value]) => value !== undefined && !parts.includes(name))
  const { body, serialNo } = hasBody && rest.length > 0 ? serialise(endpoint, rest) : nothing
  return {
    method: endpoint.method,
    target: hasBody ? path : path + toQuery(endpoint, rest),
    headers: {
      Accept: 'application/json',
      // WeChat Pay's own samples send it with the body-less POST, too.
      ...(hasBody && { 'Content-Type': 'application/json' }),
      ...(serialNo !== undefined && { 'Wechatpay-Serial': serialNo }),
    },
    body: new TextEncoder().encode(body),
  }
}

type Entry = readonly [name: string, value: unknown]

/** What an error needs to know of the endpoint. */
type Labelled = Pick<Endpoint<never, unknown>, 'name' | 'page'>

function checkInput<Input>(
  endpoint: Endpoint<Input, unknown>,
  input: unknown,
  context: InputRuleContext,
): Readonly<Record<string, unknown>> {
  const { page } = endpoint
  const checked = check(endpoint.input, input, page)
  const issues: Issue[] = [...(checked.issues ?? [])]
  const raw = typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : {}
  const more = [...wireIssues(raw), ...(endpoint.rules ?? []).flatMap((rule) => rule(raw, context))]
  for (const issue of more) {
    // The schema has spoken of this field already (null, say): once is enough.
    if (!checked.issues?.some((known) => known.path === issue.path)) issues.push({ ...issue, page })
  }
  if (checked.issues || issues.length > 0) throw inputInvalid(endpoint, issues)
  return checked.value as Record<string, unknown>
}

/** A body, and the serial of the key that encrypted fields of it, if any did. */
interface Serialised {
  readonly body: string
  readonly serialNo?: string | undefined
}

const nothing: Serialised = { body: '' }

function serialise(endpoint: Labelled, fields: readonly Entry[]): Serialised {
  const members = Object.fromEntries(fields)
  // Nothing can be encrypted then; a replacer doubles the time.
  if (!fields.some(([, value]) => typeof value === 'object')) return { body: JSON.stringify(members) }
  const serials = new Set<string>()
  const body = JSON.stringify(members, (_, value: unknown) => {
    if (!isEncryptedField(value)) return value
    serials.add(value.serialNo)
    return value.ciphertext
  })
  const [serialNo, ...others] = serials
  if (others.length === 0) return { body, serialNo }
  // One header names one key: WeChat Pay could decrypt only some of them.
  const message = `The fields of one request must be encrypted with one key; found ${[...serials].join(', ')}.`
  throw inputInvalid(endpoint, [{ path: '', rule: 'one_serial', message, page: encryption }])
}

const encryption = 'https://pay.weixin.qq.com/doc/v3/partner/4013059053'

function toQuery(endpoint: Labelled, fields: readonly Entry[]): string {
  const pairs = fields.map(([name, value]) => `${name}=${encodeValue(endpoint, name, value)}`)
  return pairs.length > 0 ? `?${pairs.join('&')}` : ''
}

function encodeSegment(endpoint: Labelled, name: string, value: unknown): string {
  const segment = encodeValue(endpoint, name, value)
  // URL parsers swallow dot segments: the request would go to another path than the one signed.
  if (segment !== '' && segment !== '.' && segment !== '..') return segment
  const message = 'A path field must not be empty, "." or "..".'
  throw inputInvalid(endpoint, [{ path: `/${name}`, rule: 'path_segment', message, page: endpoint.page }])
}

// RFC 3986 unreserved characters only: URL parsers change a quotation mark that encodeURIComponent leaves.
function encodeValue(endpoint: Labelled, name: string, value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return encodeURIComponent(value).replace(
      /[!'()*]/g,
      (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
    )
  }
  const message = `A path or query field must be a string, number or boolean; found ${typeof value}.`
  throw inputInvalid(endpoint, [{ path: `/${name}`, rule: 'text', message, page: endpoint.page }])
}

function inputInvalid(endpoint: Labelled, issues: readonly Issue[]): CoreError {
  const list = issues.map((issue) => `${issue.path || 'input'}: ${issue.message}`).join(' ')
  return new CoreError('CORE_INPUT_INVALID', `${endpoint.name}: nothing was sent. ${list}`, { issues })
}

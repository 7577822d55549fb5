import { CoreError, type CoreIssue, visible } from '../errors.ts'
import { inspectInput } from './check-input.ts'
import { isEncryptedField } from './encrypted-field.ts'
import type { Endpoint, InputRuleContext } from './endpoint.ts'

/** A request, ready to be signed and sent unchanged. */
export interface OutgoingRequest {
  readonly method: string
  /** Path and query, percent-encoded. Signed and sent as it is. */
  readonly target: string
  readonly headers: Readonly<Record<string, string>>
  /** Serialised once. Empty when the request has no body. */
  readonly body: Uint8Array
}

/**
 * Turns an endpoint and its input into a request. Pure: the same input gives the same bytes.
 *
 * An encrypted field is split: the ciphertext goes into the body, and the serial into the header `Wechatpay-Serial`.
 *
 * @param input Checked as a whole first; the error lists every problem at once.
 * @param options `sandbox: true` allows callback URLs that the internet cannot reach.
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
  const { value: fields, issues } = inspectInput(endpoint, input, options)
  const errors = issues.filter(({ severity }) => severity === undefined)
  if (errors.length > 0) throw inputInvalid(endpoint, errors)
  const hasBody = endpoint.method !== 'GET' && endpoint.method !== 'DELETE'
  // `/a/{field}/b`: every second part is the name of a field.
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
      // WeChat Pay's own samples also send it with a POST that has no body.
      ...(hasBody && { 'Content-Type': 'application/json' }),
      ...(serialNo !== undefined && { 'Wechatpay-Serial': serialNo }),
    },
    body: new TextEncoder().encode(body),
  }
}

type Entry = readonly [name: string, value: unknown]

/** What an error says about the endpoint. */
type Labelled = Pick<Endpoint<never, unknown>, 'name' | 'page'>

/** A body, and the serial of the key that encrypted its fields, if any are encrypted. */
interface Serialised {
  readonly body: string
  readonly serialNo?: string | undefined
}

const nothing: Serialised = { body: '' }

function serialise(endpoint: Labelled, fields: readonly Entry[]): Serialised {
  const members = Object.fromEntries(fields)
  // Without objects there are no encrypted fields, and a replacer would double the time.
  if (!fields.some(([, value]) => typeof value === 'object')) return { body: JSON.stringify(members) }
  const serials = new Set<string>()
  const body = JSON.stringify(members, (_, value: unknown) => {
    if (!isEncryptedField(value)) return value
    serials.add(value.serialNo)
    return value.ciphertext
  })
  const [serialNo, ...others] = serials
  if (others.length === 0) return { body, serialNo }
  // The one header names only one key, so WeChat Pay could decrypt only some of the fields.
  const found = [...serials].join(', ')
  const message = `Encrypt all fields with one key; found ${found}.`
  throw inputInvalid(endpoint, [{ path: '', rule: 'one_serial', message, found, page: encryption }])
}

const encryption = 'https://pay.weixin.qq.com/doc/v3/partner/4013059053'

function toQuery(endpoint: Labelled, fields: readonly Entry[]): string {
  const pairs = fields.map(([name, value]) => `${name}=${encodeValue(endpoint, name, value)}`)
  return pairs.length > 0 ? `?${pairs.join('&')}` : ''
}

function encodeSegment(endpoint: Labelled, name: string, value: unknown): string {
  const segment = encodeValue(endpoint, name, value)
  // URL parsers remove dot segments: the request would go to another path than the signed one.
  if (segment !== '' && segment !== '.' && segment !== '..') return segment
  const message = 'A path field must not be empty, "." or "..".'
  throw inputInvalid(endpoint, [{ path: `/${name}`, rule: 'path_segment', message, page: endpoint.page }])
}

// Leaves only the unreserved characters of RFC 3986: URL parsers change quotation marks, which encodeURIComponent keeps.
function encodeValue(endpoint: Labelled, name: string, value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return encodeURIComponent(value).replace(
      /[!'()*]/g,
      (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
    )
  }
  const found = typeof value
  const message = `Expected a string, number or boolean; found ${found}.`
  throw inputInvalid(endpoint, [{ path: `/${name}`, rule: 'text', message, found, page: endpoint.page }])
}

function inputInvalid(endpoint: Labelled, issues: readonly CoreIssue[]): CoreError {
  const list = issues.map((issue) => `${issue.path || 'input'}: ${issue.message}`).join(' ')
  const message = `${endpoint.name}: nothing was sent. ${list}`
  // A schema library quotes the input, and the input may come from a form.
  return new CoreError('CORE_INPUT_INVALID', visible(message), { issues })
}

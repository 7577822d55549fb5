/** An answer to a callback, before any host's own form. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What WeChat Pay wants to hear when a notification is durably accepted. */
export const accepted: Answer = { status: 204, headers: {}, body: '' }

/**
 * Which status and which words each refusal gets. Any 4xx or 5xx makes WeChat Pay send again; the words are
 * for whoever reads its logs, and say nothing of keys, serials or the fault inside.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016168699}
 */
const refusals: Readonly<Record<string, readonly [status: number, words: string]>> = {
  NOTIFY_SOURCE: [403, 'not from an allowed address'],
  NOTIFY_METHOD: [405, 'POST only'],
  NOTIFY_CONTENT_TYPE: [415, 'application/json only'],
  NOTIFY_BODY_INCOMPLETE: [408, 'the body did not come whole and in time'],
  NOTIFY_BODY_TOO_LARGE: [413, 'the body is too large'],
  AUTH_HEADER_MISSING: [400, 'a Wechatpay-* header is missing'],
  AUTH_HEADER_INVALID: [400, 'a Wechatpay-* header is malformed or repeated'],
  AUTH_TIMESTAMP_INVALID: [400, 'Wechatpay-Timestamp is not Unix seconds'],
  AUTH_TIMESTAMP_EXPIRED: [401, 'Wechatpay-Timestamp is too far off'],
  AUTH_SERIAL_UNKNOWN: [401, 'Wechatpay-Serial is not known here'],
  AUTH_SIGNATURE_INVALID: [401, 'the signature does not match'],
  AUTH_SIGNATURE_PROBE: [401, 'the signature does not match (probe)'],
  CORE_ENVELOPE_INVALID: [400, 'the body is not a notification'],
  AUTH_SEALED_INVALID: [400, 'the resource is not sealed as documented'],
  NOTIFY_IN_PROGRESS: [503, 'the same notification is being handled'],
  NOTIFY_INBOX_FULL: [503, 'too many notifications at once'],
  NOTIFY_INBOX_UNAVAILABLE: [503, 'the inbox cannot be reached'],
  NOTIFY_DEADLINE: [500, 'not handled in time'],
  NOTIFY_BODY_CONSUMED: [500, 'a body parser ran before the receiver'],
  AUTH_OPEN_FAILED: [500, 'the resource cannot be opened'],
  CORE_RESOURCE_INVALID: [500, 'the resource is not as documented'],
}

/** The answer to a callback that was not accepted. Whatever the error, nothing of it but its code gets out. */
export function refusal(code: string | undefined): Answer {
  const [status, words] = (code !== undefined && refusals[code]) || [500, 'internal error']
  return {
    status,
    headers: { 'Content-Type': 'application/json', ...(status === 405 && { Allow: 'POST' }) },
    body: JSON.stringify({ code: 'FAIL', message: words }),
  }
}

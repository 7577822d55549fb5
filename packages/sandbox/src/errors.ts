/**
 * Wrong use of the sandbox. What WeChat Pay would refuse is not among these: that is a response.
 *
 * | code | what happened |
 * | --- | --- |
 * | `SANDBOX_OPTION_INVALID` | an option or an argument is missing or wrong |
 * | `SANDBOX_PRIVATE_KEY_MISSING` | `clientOptions` of a caller with a key of its own was called without that key |
 * | `SANDBOX_PLAN_UNKNOWN` | `control` was called with the id of a plan that does not exist |
 * | `SANDBOX_COUPON_UNKNOWN` | `control` was called with the id of a coupon, a batch or a user's coupon that does not exist |
 * | `SANDBOX_STEP_IMPOSSIBLE` | the state of the plan or of the coupon does not allow the step, or a limit is reached |
 * | `SANDBOX_NOTIFY_URL_MISSING` | the owner of the plan has not set a callback URL, for plans or for coupons |
 * | `SANDBOX_CALLBACK_UNKNOWN` | `control.resend` was called with the id of a callback that does not exist |
 * | `SANDBOX_CAUSE_UNKNOWN` | `control.refuseNext` was called with a number that WeChat Pay does not document |
 * | `SANDBOX_HOST_REFUSED` | the page was opened under a host name that is not loopback and not one of `allowedHosts` |
 * | `SANDBOX_ORIGIN_REFUSED` | a web page elsewhere called the control |
 * | `SANDBOX_REQUEST_INVALID` | the body of a control request is not a JSON object of at most 64 KiB |
 * | `SANDBOX_NOT_FOUND` | a control request is for something that does not exist |
 * | `SANDBOX_STATE_INVALID` | the option `state` is not what `sandbox.save()` returned, or is damaged |
 * | `SANDBOX_STATE_VERSION` | the option `state` was saved by a version that saves in another form |
 */
export type SandboxErrorCode =
  | 'SANDBOX_OPTION_INVALID'
  | 'SANDBOX_PRIVATE_KEY_MISSING'
  | 'SANDBOX_PLAN_UNKNOWN'
  | 'SANDBOX_COUPON_UNKNOWN'
  | 'SANDBOX_STEP_IMPOSSIBLE'
  | 'SANDBOX_NOTIFY_URL_MISSING'
  | 'SANDBOX_CALLBACK_UNKNOWN'
  | 'SANDBOX_CAUSE_UNKNOWN'
  | 'SANDBOX_HOST_REFUSED'
  | 'SANDBOX_ORIGIN_REFUSED'
  | 'SANDBOX_REQUEST_INVALID'
  | 'SANDBOX_NOT_FOUND'
  | 'SANDBOX_STATE_INVALID'
  | 'SANDBOX_STATE_VERSION'

/** Wrong use of the sandbox. */
export class SandboxError extends TypeError {
  override readonly name = 'SandboxError' as const
  /** Stable; see {@link SandboxErrorCode}. */
  readonly code: SandboxErrorCode

  constructor(code: SandboxErrorCode, message: string, options?: ErrorOptions) {
    super(message + ERROR_LINK + code.toLowerCase(), options)
    this.code = code
  }
}

/** @param name Of the option or argument. */
export function invalidOption(
  name: string,
  { expected, found }: { expected: string; found: unknown },
): SandboxError {
  return new SandboxError(
    'SANDBOX_OPTION_INVALID',
    `${name}: expected ${expected}, found ${describe(found)}.`,
  )
}

/** What a value is. Never its content, which may be secret. */
export function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value)
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'string') return value === '' ? 'an empty string' : 'another string'
  if (typeof value !== 'object') return `a ${typeof value}`
  if (typeof (value as { then?: unknown }).then === 'function') return 'a promise; await it'
  return 'another object'
}

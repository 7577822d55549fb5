/** Whether to retry a call that was answered with an error code, and how. */
export type RetryAdvice =
  /** Do not retry. The call itself must change first. */
  | 'no'
  /** Retry with the same request number and the same bytes: the call may have been carried out. */
  | 'same'
  /** Retry later, unchanged: the call was not carried out. */
  | 'later'

/** What is documented about an error code of WeChat Pay. `explain` adds its meaning and its remedy. */
export interface ApiCodeInfo {
  /** HTTP status of the response. */
  readonly status: number
  readonly retry: RetryAdvice
}

/** The codes that {@link apiCodes} lists. */
export type KnownApiCode =
  | 'PARAM_ERROR'
  | 'INVALID_REQUEST'
  | 'ALREADY_EXISTS'
  | 'SIGN_ERROR'
  | 'NO_AUTH'
  | 'NOT_ENOUGH'
  | 'USER_ERROR'
  | 'RESOURCE_NOT_EXISTS'
  | 'NOT_FOUND'
  | 'ABORTED'
  | 'RATELIMIT_EXCEEDED'
  | 'FREQUENCY_LIMITED'
  | 'FREQUENCY_LIMIT_EXCEED'
  | 'RATE_LIMITED'
  | 'SYSTEM_ERROR'
  | 'SERVICE_UNAVAILABLE'

const rateLimited: ApiCodeInfo = { status: 429, retry: 'later' }

/**
 * The codes that the pages of delivery-plan endpoints list, and those of product coupons (pages 4015781289,
 * 4017410365), which may come there as well. WeChat Pay may send any other code.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012081726}
 */
export const apiCodes: Readonly<Record<KnownApiCode, ApiCodeInfo>> = {
  PARAM_ERROR: { status: 400, retry: 'no' },
  INVALID_REQUEST: { status: 400, retry: 'no' },
  ALREADY_EXISTS: { status: 400, retry: 'no' },
  SIGN_ERROR: { status: 401, retry: 'no' },
  NO_AUTH: { status: 403, retry: 'no' },
  NOT_ENOUGH: { status: 403, retry: 'no' },
  USER_ERROR: { status: 403, retry: 'no' },
  RESOURCE_NOT_EXISTS: { status: 404, retry: 'no' },
  NOT_FOUND: { status: 404, retry: 'no' },
  ABORTED: { status: 409, retry: 'later' },
  RATELIMIT_EXCEEDED: rateLimited,
  FREQUENCY_LIMITED: rateLimited,
  FREQUENCY_LIMIT_EXCEED: rateLimited,
  RATE_LIMITED: rateLimited,
  SYSTEM_ERROR: { status: 500, retry: 'same' },
  SERVICE_UNAVAILABLE: { status: 503, retry: 'later' },
}

const adviceByStatus: Readonly<Record<number, RetryAdvice>> = {
  400: 'no',
  401: 'no',
  403: 'no',
  404: 'no',
  405: 'no',
  429: 'later',
  500: 'same',
  502: 'later',
  503: 'later',
}

/**
 * Whether to retry a call whose response has this status. The status decides: the name of a code differs by page.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012081726}
 */
export function adviceFor(status: number): RetryAdvice | undefined {
  return adviceByStatus[status]
}

/** Finds the known code that says what this one means: itself, or else the code that its HTTP status stands for. */
export function findApiCode(code: string, status: number): KnownApiCode | undefined {
  if (Object.hasOwn(apiCodes, code)) return code as KnownApiCode
  if (status === 429) return 'RATE_LIMITED'
  if (status === 500) return 'SYSTEM_ERROR'
  return status === 502 || status === 503 ? 'SERVICE_UNAVAILABLE' : undefined
}

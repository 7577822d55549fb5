/** What to do about a code: leave it, call again unchanged, or call again later and slower. */
export type RetryAdvice =
  /** The call itself must change first. */
  | 'no'
  /** Unknown whether it was carried out: the same number, the same bytes. */
  | 'same'
  /** It was not carried out: the same again, later. */
  | 'later'

/** An error code of WeChat Pay, explained. */
export interface ApiCode {
  /** HTTP status that it comes with. */
  readonly status: number
  readonly meaning: string
  readonly retry: RetryAdvice
  readonly remedy: string
}

const slower: ApiCode = {
  status: 429,
  meaning: 'Too many calls.',
  retry: 'later',
  remedy: 'Call less often; all brands of a service provider share its limits. Then send the same again.',
}

/** The codes that {@link apiCodes} explains. */
export type KnownApiCode =
  | 'PARAM_ERROR'
  | 'INVALID_REQUEST'
  | 'ALREADY_EXISTS'
  | 'SIGN_ERROR'
  | 'NO_AUTH'
  | 'RESOURCE_NOT_EXISTS'
  | 'RATELIMIT_EXCEEDED'
  | 'FREQUENCY_LIMITED'
  | 'FREQUENCY_LIMIT_EXCEED'
  | 'RATE_LIMITED'
  | 'SYSTEM_ERROR'
  | 'SERVICE_UNAVAILABLE'

/**
 * The codes that delivery-plan endpoints print, and those of their siblings that are to be expected (page
 * 4015781289, 4017410365). Any other code may come.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012081726}
 */
export const apiCodes: Readonly<Record<KnownApiCode, ApiCode>> = {
  PARAM_ERROR: {
    status: 400,
    meaning: 'A parameter is wrong.',
    retry: 'no',
    remedy: 'Correct the field that detail names.',
  },
  INVALID_REQUEST: {
    status: 400,
    meaning: 'The request breaks the rules of APIv3 or of the business.',
    retry: 'no',
    remedy: 'Read message and detail; see page 4012081709.',
  },
  ALREADY_EXISTS: {
    status: 400,
    meaning: 'out_request_no was used before, for other data.',
    retry: 'no',
    remedy: 'Look whether the first call succeeded; a new request needs a new number.',
  },
  SIGN_ERROR: {
    status: 401,
    meaning: 'The signature of the request was not accepted.',
    retry: 'no',
    remedy:
      'Private key, serial and mchid must belong together, and the clock be right to 5 minutes; see page 4012365870.',
  },
  NO_AUTH: {
    status: 403,
    meaning: 'The permission is missing.',
    retry: 'no',
    remedy:
      'The service provider needs brand management (品牌经营管理), and the authorisation of this brand.',
  },
  RESOURCE_NOT_EXISTS: {
    status: 404,
    meaning: 'What was asked for does not exist.',
    retry: 'no',
    remedy: 'Check the ids, and that they belong to this brand.',
  },
  RATELIMIT_EXCEEDED: slower,
  FREQUENCY_LIMITED: slower,
  FREQUENCY_LIMIT_EXCEED: slower,
  RATE_LIMITED: slower,
  SYSTEM_ERROR: {
    status: 500,
    meaning: 'A fault of WeChat Pay; whether the call was carried out is unknown.',
    retry: 'same',
    remedy: 'Send the same again later: the same out_request_no, the same fields.',
  },
  SERVICE_UNAVAILABLE: {
    status: 503,
    meaning: 'WeChat Pay is overloaded; the call was not carried out.',
    retry: 'later',
    remedy: 'Send the same again later.',
  },
}

/** The code's entry; else that of its HTTP status, where it says enough (429, 500, 502, 503). */
export function findApiCode(code: string, status: number): ApiCode | undefined {
  if (Object.hasOwn(apiCodes, code)) return apiCodes[code as KnownApiCode]
  if (status === 429) return slower
  if (status === 500) return apiCodes.SYSTEM_ERROR
  return status === 502 || status === 503 ? apiCodes.SERVICE_UNAVAILABLE : undefined
}

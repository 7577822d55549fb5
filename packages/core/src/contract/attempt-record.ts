/** One attempt of a call, as the client that made it noted it. Holds no secret. */
export interface AttemptRecord {
  /** Origin that it went to, as `https://api.mch.weixin.qq.com`. */
  readonly host: string
  /** HTTP status, if an answer came. */
  readonly status?: number | undefined
  /** Code of the error that ended it; `ABORTED` where the caller did; absent for a success. */
  readonly code?: string | undefined
  /** The first code among the causes of that error: `AUTH_SIGNATURE_PROBE`, `ECONNREFUSED`, … */
  readonly causeCode?: string | undefined
  /** From the signature to the end of the answer, in milliseconds. */
  readonly durationMs: number
  /** Name it to WeChat Pay's support. */
  readonly requestId?: string | undefined
}

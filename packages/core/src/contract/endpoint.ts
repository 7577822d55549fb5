import { type CoreIssue, invalidOption } from '../errors.ts'
import type { StandardSchema } from './schema.ts'

/**
 * Whether a call may be retried when its outcome is unknown.
 *
 * - `safe`: yes; it only reads, or sets the same value again
 * - `numbered`: yes, with the same request number and the same bytes
 * - `never`: no; look first at what the call has done
 */
export type RetryPolicy = 'safe' | 'numbered' | 'never'

/** HTTP method of an endpoint. */
export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** How often an endpoint may be called, as its page states. */
export interface RateLimit {
  /** Calls in any one second. */
  readonly perSecond: number
  /** Who shares the limit: all calls of one merchant (`mchid`) or of one brand (`brand_id`), from all processes. */
  readonly per: 'mchid' | 'brand_id'
}

/** What an {@link InputRule} knows besides the input. */
export interface InputRuleContext {
  /** Whether the call goes to a local sandbox, where callback URLs on loopback are allowed. */
  readonly sandbox: boolean
}

/** A check that a schema cannot express. Returns one issue for each way in which the input breaks the rule. */
export type InputRule = (
  input: Readonly<Record<string, unknown>>,
  context: InputRuleContext,
) => readonly Omit<CoreIssue, 'page'>[]

/** The whole description of one endpoint. */
export interface Endpoint<Input, Output> {
  /** Name of the exported constant. Errors and observed events carry it. */
  readonly name: string
  readonly method: HttpMethod
  /** Who signs the call: a merchant or service provider (`mchid`), or a brand (`brand_id`). */
  readonly caller: 'mchid' | 'brand_id'
  /** Path with names of input fields in braces: `/v3/things/{thing_id}`. */
  readonly path: string
  readonly retry: RetryPolicy
  /** The documented rate limit. Absent when none is known. */
  readonly limit?: RateLimit | undefined
  /**
   * Schema of the whole input. Fields that the path does not name go into the query (GET, DELETE) or into the body
   * (the other methods). Must refuse unknown fields.
   */
  readonly input: StandardSchema<Input>
  /**
   * Whether it is sent as `multipart/form-data`, whose part `meta` is the input. `createImageUploader` of
   * `@wxdp/fetch/coupon` sends it; a client alone would send the input without a file.
   */
  readonly upload?: boolean | undefined
  /**
   * Schema of the body of a 200. Absent when the response is a 204; then any verified 2xx is a success, whatever its
   * body. Must let unknown fields through.
   */
  readonly output?: StandardSchema<Output> | undefined
  /** Checks that `input` cannot express. */
  readonly rules?: readonly InputRule[] | undefined
  /** URL of the documentation page. */
  readonly page?: string | undefined
}

const pathForm = /^(?:\/(?:[A-Za-z0-9._~-]+|\{[a-z_]+\}))+$/

/**
 * Defines an endpoint as frozen data. Any APIv3 endpoint can be defined this way and called with the same client.
 *
 * @throws {TypeError} `CORE_OPTION_INVALID`, if the path does not have the described form or a limit is below 1
 *
 * @example
 * const certificates = defineEndpoint({
 *   name: 'certificates',
 *   method: 'GET',
 *   path: '/v3/certificates',
 *   caller: 'mchid',
 *   retry: 'safe',
 *   input: v.strictObject({}),
 *   output: v.looseObject({ data: v.array(v.looseObject({ serial_no: v.string() })) }),
 * })
 */
export function defineEndpoint<Input, Output = undefined>(
  definition: Endpoint<Input, Output>,
): Endpoint<Input, Output> {
  const { name, path, limit } = definition
  if (!pathForm.test(path)) {
    throw invalidOption(`${name}: expected a path such as /v3/things/{thing_id}, without a query.`)
  }
  if (limit && !(limit.perSecond >= 1)) {
    throw invalidOption(`${name}: limit.perSecond must be at least 1.`)
  }
  return Object.freeze({ ...definition })
}

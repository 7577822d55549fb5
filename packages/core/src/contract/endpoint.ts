import { type Issue, invalidOption } from '../errors.ts'
import type { Schema } from './schema.ts'

/**
 * Whether a call may be repeated when its outcome is unknown.
 *
 * - `safe`: naturally repeatable (reading; setting the same value again)
 * - `numbered`: repeatable with the same request number and equal bytes
 * - `never`: only a person can tell
 */
export type RetryPolicy = 'safe' | 'numbered' | 'never'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** How often an endpoint may be called, as its page says. */
export interface RateLimit {
  /** Calls, in any second. */
  readonly perSecond: number
  /** What shares it: all that one merchant (`mchid`) or one brand (`brand_id`) calls, in all processes together. */
  readonly per: 'mchid' | 'brand_id'
}

/** What a rule may know besides the input. */
export interface InputRuleContext {
  /** The call goes to a sandbox of one's own: URLs on loopback are allowed. */
  readonly sandbox: boolean
}

/** A rule that a schema cannot say; it returns one issue for each way in which the input breaks it. */
export type InputRule = (
  input: Readonly<Record<string, unknown>>,
  context: InputRuleContext,
) => readonly Omit<Issue, 'page'>[]

/** Everything that there is to say about one endpoint. */
export interface Endpoint<Input, Output> {
  /** As its exported constant is called; stands in errors and in what is observed. */
  readonly name: string
  readonly method: Method
  /** Whose signature the endpoint takes: a merchant's or service provider's (`mchid`), or a brand's (`brand_id`). */
  readonly caller: 'mchid' | 'brand_id'
  /** Path with the names of input fields in braces: `/v3/things/{thing_id}`. */
  readonly path: string
  readonly retry: RetryPolicy
  /** The documented limit; absent where none is known. */
  readonly limit?: RateLimit | undefined
  /** The whole input: path fields, then query (GET, DELETE) or body (the others). Refuses what it does not know. */
  readonly input: Schema<Input>
  /** The body of a 200; absent for an endpoint that answers 204. Lets unknown fields through. */
  readonly output?: Schema<Output> | undefined
  readonly rules?: readonly InputRule[] | undefined
  /** Address of the documentation page. */
  readonly page?: string | undefined
}

const pathForm = /^(?:\/(?:[A-Za-z0-9._~-]+|\{[a-z_]+\}))+$/

/**
 * Defines an endpoint as frozen data. Any APIv3 endpoint can be defined so and called with the same client.
 *
 * @throws {TypeError} `CORE_OPTION_INVALID`, when the path is not of the form described, or a limit below 1
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
  if (!pathForm.test(definition.path)) {
    throw invalidOption(`${definition.name}: the path must be like /v3/things/{thing_id}, without a query.`)
  }
  if (definition.limit && !(definition.limit.perSecond >= 1)) {
    throw invalidOption(`${definition.name}: limit.perSecond must be at least 1.`)
  }
  return Object.freeze({ ...definition })
}

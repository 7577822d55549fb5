/**
 * Why the contract refused something. Switch on these; messages are prose and may change.
 *
 * | code | what happened |
 * | --- | --- |
 * | `CORE_INPUT_INVALID` | an endpoint's input breaks its rules; nothing was sent; `issues` lists every problem |
 * | `CORE_RESPONSE_UNVERIFIED` | a success answer was handed over whose signature nobody had verified |
 * | `CORE_RESPONSE_INVALID` | a verified success answer is not what the endpoint answers |
 * | `CORE_ENVELOPE_INVALID` | a verified callback body is not a notification envelope |
 * | `CORE_RESOURCE_INVALID` | an opened resource is not what its notification holds |
 */
export type CoreErrorCode =
  | 'CORE_INPUT_INVALID'
  | 'CORE_RESPONSE_UNVERIFIED'
  | 'CORE_RESPONSE_INVALID'
  | 'CORE_ENVELOPE_INVALID'
  | 'CORE_RESOURCE_INVALID'

/** One broken rule. */
export interface Issue {
  /** JSON pointer to the field (`/notify_url`), as in WeChat Pay's own error details; empty for the whole. */
  readonly path: string
  /** Stable name of the rule. */
  readonly rule: string
  /** What was found and what is wanted, in plain English. */
  readonly message: string
  /** Page of the documentation that states the rule. */
  readonly page?: string | undefined
}

/** What was to be sent, or what came in, breaks the contract. */
export class CoreError extends Error {
  override readonly name = 'CoreError' as const
  /** Stable; see {@link CoreErrorCode}. */
  readonly code: CoreErrorCode
  /** Every broken rule; empty where the code says it all. */
  readonly issues: readonly Issue[]

  constructor(
    code: CoreErrorCode,
    message: string,
    options: ErrorOptions & { issues?: readonly Issue[] } = {},
  ) {
    super(message, options)
    this.code = code
    this.issues = options.issues ?? []
  }
}

/** Wrong use of our own API: thrown when an object is made, never at the first call. */
export function invalidOption(message: string): TypeError & { code: 'CORE_OPTION_INVALID' } {
  return Object.assign(new TypeError(message), { code: 'CORE_OPTION_INVALID' as const })
}

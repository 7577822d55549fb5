/**
 * Why the contract refused a value. Switch on these codes; messages are prose and may change.
 *
 * | code | what happened |
 * | --- | --- |
 * | `CORE_INPUT_INVALID` | the input of an endpoint breaks its rules; nothing was sent; `issues` lists every problem |
 * | `CORE_RESPONSE_UNVERIFIED` | a successful response was passed in before its signature was verified |
 * | `CORE_RESPONSE_INVALID` | a verified, successful response does not match the endpoint's output |
 * | `CORE_ENVELOPE_INVALID` | a verified callback body is not a notification envelope |
 * | `CORE_RESOURCE_INVALID` | an opened resource does not match the definition of its notification |
 */
export type CoreErrorCode =
  | 'CORE_INPUT_INVALID'
  | 'CORE_RESPONSE_UNVERIFIED'
  | 'CORE_RESPONSE_INVALID'
  | 'CORE_ENVELOPE_INVALID'
  | 'CORE_RESOURCE_INVALID'

/** One broken rule. */
export interface CoreIssue {
  /** JSON pointer to the field (`/notify_url`), as in WeChat Pay's own error details. Empty for the whole value. */
  readonly path: string
  /** Name of the rule. Stable. */
  readonly rule: string
  /** What was found and what was expected, in English. */
  readonly message: string
  /** `warning` if the rule is only advice: then the input is sent all the same. */
  readonly severity?: 'warning' | undefined
  /** What was expected, where it needs no words: a limit, a pattern, the allowed values. */
  readonly expected?: string | undefined
  /** What was found, where it needs no words: a number, a size, a type, a serial. Never free text of the input. */
  readonly found?: string | undefined
  /** URL of the documentation page that states the rule. */
  readonly page?: string | undefined
}

/**
 * Escapes the characters that a terminal obeys or hides (`\u{1b}`): control and format characters, among them line breaks
 * and those that change the direction of text, and characters without a meaning.
 */
export function visible(text: string): string {
  return text.replace(
    /[\p{C}\p{Zl}\p{Zp}]/gu,
    (char) => `\\u{${(char.codePointAt(0) as number).toString(16)}}`,
  )
}

/** What was to be sent, or what was received, breaks the contract. */
export class CoreError extends Error {
  override readonly name = 'CoreError' as const
  /** Stable; see {@link CoreErrorCode}. */
  readonly code: CoreErrorCode
  /** Every broken rule. Empty where the code says everything. */
  readonly issues: readonly CoreIssue[]

  constructor(
    code: CoreErrorCode,
    message: string,
    options: ErrorOptions & { issues?: readonly CoreIssue[] } = {},
  ) {
    super(message + ERROR_LINK + code.toLowerCase(), options)
    this.code = code
    this.issues = options.issues ?? []
  }
}

/** Reports wrong use of our own API: when an object is made, not at its first use. */
export function invalidOption(message: string): TypeError & { code: 'CORE_OPTION_INVALID' } {
  const code = 'CORE_OPTION_INVALID'
  return Object.assign(new TypeError(message + ERROR_LINK + code.toLowerCase()), { code } as const)
}

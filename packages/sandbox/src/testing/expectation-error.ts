/** What was expected, and what was found instead. */
export interface ExpectationFailure {
  readonly expected: unknown
  readonly actual: unknown
}

/**
 * An expectation that was not met. Test runners show it as a failed assertion, with the difference between `expected` and
 * `actual`.
 */
export class ExpectationError extends Error {
  override readonly name = 'AssertionError' as const
  readonly code = 'SANDBOX_EXPECTATION_FAILED' as const
  readonly expected: unknown
  readonly actual: unknown

  constructor(message: string, { expected, actual }: ExpectationFailure) {
    super(`${message}\n${ERROR_LINK}sandbox_expectation_failed`)
    this.expected = expected
    this.actual = actual
  }
}

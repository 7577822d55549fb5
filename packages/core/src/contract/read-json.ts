import { CoreError, type CoreErrorCode } from '../errors.ts'
import { type ParsedJson, parseJson } from './json.ts'
import { check, type StandardSchema } from './schema.ts'

interface Reading<T> {
  /** Code of the errors. */
  readonly code: CoreErrorCode
  /** Subject of the error messages, such as "The callback body". */
  readonly what: string
  /** Absent: any JSON value. */
  readonly schema?: StandardSchema<T> | undefined
  /** URL of the page that documents it. */
  readonly page?: string | undefined
  /** Rounds a long number where the schema demands a number. */
  readonly mayRound?: boolean
}

/**
 * Parses what WeChat Pay sent, and checks it.
 *
 * @throws {CoreError} with the given code; it names the first 20 fields and rules, not values: they may be sensitive
 */
export function readJson<T>(
  bytes: Uint8Array,
  { code, what, schema, page, mayRound }: Reading<T>,
): ParsedJson<T> {
  const { value, text } = parseJson(bytes, code, what)
  if (!schema) return { value: value as T, text }
  let checked = check(schema, value)
  if (checked.issues && mayRound) checked = check(schema, JSON.parse(text))
  if (!checked.issues) return { value: checked.value, text }
  const message = 'It is not as documented.'
  const issues = checked.issues.slice(0, 20).map(({ path, rule }) => ({ path, rule, message, page }))
  const paths = issues.map(({ path }) => path || '/').join(', ')
  throw new CoreError(code, `${what} is not as documented: ${paths}.`, { issues })
}

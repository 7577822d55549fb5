import type { CoreIssue } from '../errors.ts'
import type { Endpoint, InputRuleContext } from './endpoint.ts'
import { check, type SchemaIssue } from './schema.ts'
import { wireIssues } from './wire-rules.ts'

/**
 * Checks an input as `toRequest` does, and returns every broken rule instead of throwing: also the warnings, which do
 * not keep `toRequest` and a client from sending it.
 *
 * @param options `sandbox: true` allows callback URLs that the internet cannot reach.
 * @returns Empty when no rule is broken. `severity` is `warning` where a rule is only advice.
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012081726}
 *
 * @example
 * const issues = checkInput(setNotifyUrl, { sp_mchid: '1900007291', notify_url: 'https://pay.example.com/plans' })
 * for (const { path, message, severity = 'error' } of issues) console.warn(severity, path, message)
 */
export function checkInput<Input>(
  endpoint: Endpoint<Input, unknown>,
  input: NoInfer<Input>,
  options: Partial<InputRuleContext> = {},
): readonly CoreIssue[] {
  return inspectInput(endpoint, input, options).issues
}

/** The checked input, and the rules that it breaks. Use the value only if no issue is an error. */
export interface InspectedInput {
  readonly value: Readonly<Record<string, unknown>>
  readonly issues: readonly CoreIssue[]
}

export function inspectInput<Input>(
  endpoint: Endpoint<Input, unknown>,
  input: unknown,
  { sandbox = false }: Partial<InputRuleContext>,
): InspectedInput {
  const { page } = endpoint
  const checked = check(endpoint.input, input)
  const reported = (checked.issues ?? []).map((issue) => ({ ...describe(issue), page }))
  const raw = typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : {}
  const more = [...wireIssues(raw), ...(endpoint.rules ?? []).flatMap((rule) => rule(raw, { sandbox }))]
  // Skip a field that the schema has already reported, such as null.
  const others = more.filter((issue) => !reported.some(({ path }) => path === issue.path))
  return {
    value: (checked.issues ? {} : checked.value) as Record<string, unknown>,
    issues: [...reported, ...others.map((issue) => ({ ...issue, page }))],
  }
}

function describe({ path, rule, message, expected, received }: SchemaIssue): CoreIssue {
  if (rule === 'required') return { path, rule, message: 'It is required.' }
  if (rule === 'object' && expected === 'never')
    return { path, rule: 'unknown_field', message: 'Unknown field.' }
  if (rule === 'object' || typeof expected !== 'string') return { path, rule, message }
  // Quotation marks show that valibot quotes a string of the input, which may be sensitive.
  const found = typeof received === 'string' && !received.includes('"') ? received : undefined
  return { path, rule, message, expected, found }
}

import { invalidOption, SandboxError } from '../errors.ts'
import { type Fault, faults, isDamage } from '../faults/fault.ts'
import { requireKind } from './check-options.ts'

const members = ['fault', 'endpoint', 'nth', 'rate', 'takesEffect']

/** @throws {SandboxError} `SANDBOX_OPTION_INVALID` */
export function checkFaultRule(rule: unknown): void {
  requireKind('object', { rule })
  const values = rule as Readonly<Record<string, unknown>>
  for (const name of Object.keys(values)) {
    if (members.includes(name)) continue
    throw new SandboxError(
      'SANDBOX_OPTION_INVALID',
      `rule.${name}: unknown. Expected one of ${members.join(', ')}.`,
    )
  }
  const { fault, endpoint, nth, rate, takesEffect } = values
  if (!faults.includes(fault as Fault)) {
    throw invalidOption('rule.fault', { expected: `one of ${faults.join(', ')}`, found: fault })
  }
  if (endpoint !== undefined) {
    requireKind('object', { 'rule.endpoint': endpoint })
    const { method, path } = endpoint as Readonly<Record<string, unknown>>
    requireKind('string', { 'rule.endpoint.method': method, 'rule.endpoint.path': path })
  }
  if (nth !== undefined && !(Number.isInteger(nth) && (nth as number) >= 1)) {
    throw invalidOption('rule.nth', { expected: 'an integer from 1', found: nth })
  }
  if (rate !== undefined && !(typeof rate === 'number' && rate >= 0 && rate <= 1)) {
    throw invalidOption('rule.rate', { expected: 'a number from 0 to 1', found: rate })
  }
  if (takesEffect === undefined) return
  if (typeof takesEffect !== 'boolean' || (isDamage(fault as Fault) && !takesEffect)) {
    const expected = isDamage(fault as Fault) ? `true with ${String(fault)}` : 'true or false'
    throw invalidOption('rule.takesEffect', { expected, found: takesEffect })
  }
}

// Bodies of coupons, as the pages show them, and changes of them.
import samples from '@wxdp-internal/fixtures/coupon-samples.json' with { type: 'json' }
import { Refusal } from '../../src/http/refusal.ts'
import type { IdentityKind } from '../../src/identities/identity.ts'

export type Json = Readonly<Record<string, unknown>>

/** The inputs of an endpoint, in the order of the samples. */
export function inputsOf(endpoint: string, kind: IdentityKind = 'partner'): Json[] {
  return samples.exchanges
    .filter((each) => each.endpoint === endpoint)
    .map(({ input }) =>
      JSON.parse(
        JSON.stringify(input, (name, value) => (name === 'brand_id' && kind === 'brand' ? undefined : value)),
      ),
    )
}

export function inputOf(endpoint: string, index = 0): Json {
  return inputsOf(endpoint)[index] as Json
}

/** A copy with other values at JSON pointers; `undefined` takes the field out. */
export function changed(body: Json, changes: Json): Json {
  const copy = structuredClone(body)
  for (const [pointer, value] of Object.entries(changes)) {
    const names = pointer.slice(1).split('/')
    const last = names.pop() as string
    const at = names.reduce<Record<string, unknown>>((fields, name) => {
      fields[name] ??= {}
      return fields[name] as Record<string, unknown>
    }, copy)
    if (value === undefined) delete at[last]
    else at[last] = value
  }
  return copy
}

/** Status, code, field and number with which a check refuses; `undefined` if it does not. */
export function refusalOf(check: () => void): string | undefined {
  try {
    check()
    return undefined
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { status, code, detail, cause } = error.content
    return [status, code, detail?.field, cause].filter((part) => part !== undefined).join(' ')
  }
}

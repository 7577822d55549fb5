import { variables } from '@wxdp-examples/shared/env'

/** The `env` of the worker: the variables that the examples read, and no others. */
export function bindings(): Record<string, string> {
  return Object.fromEntries(
    variables.flatMap((name) => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

import { variables } from '@wxdp-examples/shared/env'

/** What the worker gets as its `env`: the app's variables of this process, and no others. */
export function bindings(): Record<string, string> {
  return Object.fromEntries(
    variables.flatMap((name) => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

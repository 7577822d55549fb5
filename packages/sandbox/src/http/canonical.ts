import { isFields } from './fields.ts'

/** JSON without white space and with sorted members: equal for equal data. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, each) =>
    isFields(each)
      ? Object.fromEntries(
          Object.keys(each)
            .sort()
            .map((name) => [name, each[name]]),
        )
      : each,
  )
}

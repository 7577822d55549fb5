/** One case. Group and name identify it on every host; it fails by throwing. */
export interface Case {
  readonly group: string
  readonly name: string
  readonly run: () => unknown
}

export const cases: Case[] = []

/** Registers a case. It runs later: workerd forbids cryptography while a module loads. */
export function test(group: string, name: string, run: () => unknown): void {
  if (cases.some((known) => known.group === group && known.name === name)) {
    throw new Error(`${group}: ${name} is registered twice`)
  }
  cases.push({ group, name, run })
}

/** One conformance case. Group and name are the identity compared across hosts; the body throws to fail. */
export interface Case {
  readonly group: string
  readonly name: string
  readonly run: () => unknown
}

export const cases: Case[] = []

/** Registers a case. Nothing runs until a host asks: workerd forbids cryptography at module scope. */
export function test(group: string, name: string, run: () => unknown): void {
  if (cases.some((known) => known.group === group && known.name === name)) {
    throw new Error(`${group}: ${name} stands twice`)
  }
  cases.push({ group, name, run })
}

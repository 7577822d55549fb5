import type { Rehearsal } from './rehearse.ts'

/** Refused, taken over, and answered without being taken over again. */
export const expectedStatuses: readonly number[] = [401, 204, 204]

/** What a rehearsal fell short of; empty when it went well. */
export function faultsOf({ expectedUrl, notifyUrl, deliveries, handled }: Rehearsal): string[] {
  const statuses = deliveries.map(({ status }) => status ?? 'none')
  const rules: [holds: boolean, fault: string][] = [
    [notifyUrl === expectedUrl, `the sandbox holds ${notifyUrl} where ${expectedUrl} was to be set`],
    [
      `${statuses}` === `${expectedStatuses}`,
      `the sandbox got ${statuses.join(', ')} where ${expectedStatuses.join(', ')} was wanted`,
    ],
    [handled === 1, `the notification was taken over ${handled} times where once was wanted`],
  ]
  return rules.filter(([holds]) => !holds).map(([, fault]) => fault)
}

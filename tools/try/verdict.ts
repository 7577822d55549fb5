import type { Rehearsal } from './rehearse.ts'

/** The probe is refused, the notification handled, and the duplicate acknowledged. */
export const expectedStatuses: readonly number[] = [401, 204, 204]

/** What went wrong in a rehearsal; empty if nothing did. */
export function faultsOf({ expectedUrl, notifyUrl, deliveries, handled }: Rehearsal): string[] {
  const statuses = deliveries.map(({ status }) => status ?? 'none')
  const rules: [holds: boolean, fault: string][] = [
    [notifyUrl === expectedUrl, `the sandbox has the callback URL ${notifyUrl}; expected ${expectedUrl}`],
    [
      `${statuses}` === `${expectedStatuses}`,
      `the sandbox received ${statuses.join(', ')}; expected ${expectedStatuses.join(', ')}`,
    ],
    [handled === 1, `the notification was handled ${handled} times; expected once`],
  ]
  return rules.filter(([holds]) => !holds).map(([, fault]) => fault)
}

// Faults of the sandbox, and what a client does with them.
import { listPlans } from '@wxdp/core/partner'
import { createClient } from '@wxdp/fetch'
import { createSandboxFor, type Fault } from '@wxdp/sandbox'
import { keys } from '@wxdp-internal/fixtures'
import { alike, test } from '../harness/index.ts'
import { callers, now } from './support/platform.ts'

const group = 'sandbox faults'

async function call(fault: Fault): Promise<{ statuses: number[]; code: unknown }> {
  const box = await createSandboxFor(callers, { now })
  box.control.addFault({ endpoint: listPlans, nth: 1, fault })
  const statuses: number[] = []
  const client = createClient({
    ...box.clientOptions(keys.merchant),
    timeout: 200,
    attempts: 2,
    wait: async () => undefined,
    observe: ({ status }) => void statuses.push(status ?? 0),
  })
  const list = () => client.call(listPlans, { brand_id: keys.brand.brandId })
  const code = await list().then(
    () => 'done',
    (error) => error.cause?.code,
  )
  return { statuses, code }
}

const retried: readonly (readonly [Fault, number])[] = [
  ['timeout', 0],
  ['reset', 0],
  ['slowBody', 200],
  ['truncatedBody', 200],
  [429, 429],
  [500, 500],
  [502, 502],
  ['probe', 200],
]
for (const [fault, status] of retried) {
  test(group, `a client retries after ${fault}`, async () => {
    alike(await call(fault), { statuses: [status, 200], code: 'done' })
  })
}

const untrusted: readonly (readonly [Fault, string])[] = [
  ['html', 'AUTH_HEADER_MISSING'],
  ['unsigned', 'AUTH_HEADER_MISSING'],
  ['wrongSignature', 'AUTH_SIGNATURE_INVALID'],
  ['stale', 'AUTH_TIMESTAMP_EXPIRED'],
  ['wrongSerial', 'AUTH_SERIAL_UNKNOWN'],
]
for (const [fault, code] of untrusted) {
  test(group, `a client does not trust ${fault}`, async () => {
    alike(await call(fault), { statuses: [200], code })
  })
}

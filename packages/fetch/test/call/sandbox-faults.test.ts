// What a client does with each fault of the sandbox: in process, and over HTTP.
import { ApiError } from '@wxdp/core'
import { createPlan, listPlans } from '@wxdp/core/partner'
import { createClient, FetchError } from '@wxdp/fetch'
import { createSandbox, type FaultRule, type Sandbox } from '@wxdp/sandbox'
import { serveSandbox } from '@wxdp/sandbox/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let sandbox: Sandbox
let served: Awaited<ReturnType<typeof serveSandbox>>
beforeAll(async () => {
  sandbox = await createSandbox()
  served = await serveSandbox(sandbox)
})
afterAll(() => served.close())

interface Outcome {
  /** Of the attempts: the status; 0 if there was none. */
  readonly attempts: readonly number[]
  /** Of the error, and of its cause. */
  readonly codes: readonly (string | undefined)[]
}

/** The outcome of one call with two attempts at most, of which the first meets the fault. */
async function list(fault: FaultRule['fault'], isServed: boolean): Promise<Outcome> {
  const id = sandbox.control.addFault({ endpoint: listPlans, nth: 1, fault })
  const attempts: number[] = []
  const client = createClient({
    ...sandbox.clientOptions(),
    ...(isServed && { fetch, hosts: [served.url] }),
    timeout: 300,
    attempts: 2,
    wait: async () => undefined,
    observe: ({ status }) => void attempts.push(status ?? 0),
  })
  try {
    await client.call(listPlans, { brand_id: sandbox.brand.brandId })
    return { attempts, codes: [] }
  } catch (error) {
    if (!(error instanceof FetchError || error instanceof ApiError)) throw error
    return { attempts, codes: [error.code, (error.cause as { code?: string } | undefined)?.code] }
  } finally {
    sandbox.control.removeFault(id)
  }
}

describe.each([
  ['in process', false],
  ['over HTTP', true],
])('%s, a client', (_, isServed) => {
  it.each<[FaultRule['fault'], number]>([
    ['timeout', 0],
    ['reset', 0],
    // The headers have come, and with them the status.
    ['slowBody', 200],
    ['truncatedBody', 200],
    [429, 429],
    [500, 500],
    [502, 502],
    ['probe', 200],
  ])('retries after %s', async (fault, status) => {
    expect(await list(fault, isServed)).toEqual({ attempts: [status, 200], codes: [] })
  })

  it.each<[FaultRule['fault'], string]>([
    ['html', 'AUTH_HEADER_MISSING'],
    ['unsigned', 'AUTH_HEADER_MISSING'],
    ['wrongSignature', 'AUTH_SIGNATURE_INVALID'],
    ['stale', 'AUTH_TIMESTAMP_EXPIRED'],
    ['wrongSerial', 'AUTH_SERIAL_UNKNOWN'],
  ])('does not trust %s', async (fault, cause) => {
    expect(await list(fault, isServed)).toEqual({ attempts: [200], codes: ['FETCH_UNTRUSTED', cause] })
  })
})

it('a plan is created once, although the first response was lost', async () => {
  sandbox.control.addFault({ endpoint: createPlan, nth: 1, fault: 'reset' })
  const client = createClient({ ...sandbox.clientOptions(), wait: async () => undefined })
  const brand_id = sandbox.brand.brandId
  const { plan } = await client.call(createPlan, {
    ...{ out_request_no: 'create-0001', brand_id, reuse_coupon_config: true },
    ...{ product_coupon_id: '1000000013', stock_id: '1000000013001' },
  })
  const { total_count, plan_list } = await client.call(listPlans, { brand_id })
  expect([total_count, plan_list?.[0]?.plan_id]).toEqual([1, plan.plan_id])
})

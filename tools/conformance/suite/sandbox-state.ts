// The sandbox's state as JSON, and its certificates over the years, the same on every host.
import { createPlan, setNotifyUrl } from '@wxdp/core/partner'
import { createClient } from '@wxdp/fetch'
import { createSandboxFor, type OwnKeySandbox, type SandboxOptions, type SandboxState } from '@wxdp/sandbox'
import { keys } from '@wxdp-internal/fixtures'
import { alike, codeIn, equal, test, thrownBy } from '../harness/index.ts'
import { input } from './support/call.ts'
import { callers, now } from './support/platform.ts'

const group = 'sandbox state'

/** A sandbox whose plan is in audit, with a callback that is to be retried. */
async function begun(statuses: number[]): Promise<{ box: OwnKeySandbox; options: SandboxOptions }> {
  const options: SandboxOptions = {
    now,
    callbacks: { probes: 0, duplicates: 0 },
    deliver: async () => {
      const status = statuses.length === 0 ? 503 : 204
      statuses.push(status)
      return new Response(null, { status })
    },
  }
  const box = await createSandboxFor(callers, { ...options, auditTime: '2h' })
  const client = createClient(box.clientOptions(keys.merchant))
  await client.call(setNotifyUrl, input)
  await client.call(createPlan, {
    ...{ out_request_no: 'state-0001', brand_id: keys.brand.brandId, reuse_coupon_config: true },
    ...{ product_coupon_id: '1000000013', stock_id: '1000000013001' },
  })
  await box.control.settled()
  box.control.addFault({ fault: 429, nth: 2 })
  return { box, options }
}

const copied = async (box: OwnKeySandbox): Promise<SandboxState> =>
  JSON.parse(JSON.stringify(await box.save()))

test(group, 'goes on where it was saved: retry, audit, fault', async () => {
  const statuses: number[] = []
  const { box, options } = await begun(statuses)
  const next = await createSandboxFor({}, { ...options, state: await copied(box) })
  box.close()
  await next.control.advance('3h')
  alike(statuses, [503, 204, 204])
  alike(
    next.control.callbacks.map(({ deliveries, isAcknowledged }) => [deliveries.length, isAcknowledged]),
    [
      [2, true],
      [1, true],
    ],
  )
  equal(next.control.plans().plans[0]?.plan_state, 'DELIVERING')
  alike(
    next.control.faults.map(({ id, calls }) => [id, calls]),
    [['fault-1', 0]],
  )
  const client = createClient(next.clientOptions(keys.merchant))
  equal((await client.call(setNotifyUrl, input)).notify_url, input.notify_url)
})

test(group, 'is the same when it is saved again', async () => {
  const { box, options } = await begun([])
  const state = await copied(box)
  alike(await copied(await createSandboxFor({}, { ...options, state })), state)
})

test(group, 'refuses another version, and what is damaged', async () => {
  const { box } = await begun([])
  const state = await copied(box)
  for (const [wrong, code] of [
    [{ ...state, version: state.version + 1 }, 'SANDBOX_STATE_VERSION'],
    [{ ...state, plans: 7 }, 'SANDBOX_STATE_INVALID'],
    [{}, 'SANDBOX_STATE_INVALID'],
  ] as const) {
    const error = await thrownBy(() => createSandboxFor({}, { state: wrong as SandboxState }))
    equal(codeIn(error), code)
  }
})

test(group, 'changes its certificates by the clock, saved or not', async () => {
  const box = await createSandboxFor(callers, { now, platformKeys: 'certificates' })
  const serials = (each: OwnKeySandbox): number => each.handlerSettings().verifier.keyring.serials().length
  equal(serials(box), 2)
  await box.control.advance('1700d')
  equal(serials(box), 3)
  const next = await createSandboxFor({}, { now, state: await copied(box) })
  await next.control.advance('1700d')
  equal(serials(next), 4)
})

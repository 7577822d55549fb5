import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { createSilentSandbox, createStage, genuine, idOf } from './stage.ts'

let persist: string
beforeAll(async () => {
  persist = await mkdtemp(join(tmpdir(), 'wxdp-'))
})
afterAll(() => rm(persist, { recursive: true, force: true }))

it('remembers handled notifications and applied changes after a restart', async () => {
  const sandbox = await createSilentSandbox()
  const first = await createStage({ persist, sandbox })
  const planIds = ['restarted-1', 'restarted-2']
  const deliveries = await Promise.all(
    planIds.map((plan_id) => genuine(sandbox.control.sendPlanChange({ plan_id }))),
  )
  const histories = deliveries.map((delivery) => [expect.objectContaining({ id: idOf(delivery) })])
  try {
    await Promise.all(deliveries.map(first.deliver))
    await vi.waitFor(async () => expect(await first.histories(planIds)).toEqual(histories), 40_000)
  } finally {
    await first.stop()
  }

  const second = await createStage({ persist, sandbox })
  try {
    expect(await Promise.all(deliveries.map(second.post))).toEqual([204, 204])
    const later = await genuine(
      sandbox.control.sendPlanChange({ plan_id: 'restarted-1', plan_state: 'PAUSED' }),
    )
    await second.deliver(later)
    await vi.waitFor(async () => expect(await second.counts()).toMatchObject({ applied: 1 }), 40_000)
    expect(await second.counts()).toMatchObject({ sent: 1, received: 1 })
    expect(await second.histories(planIds)).toEqual([
      [...(histories[0] ?? []), expect.objectContaining({ id: idOf(later) })],
      histories[1],
    ])
  } finally {
    await second.stop()
  }
})

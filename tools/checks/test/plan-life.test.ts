// What docs/*/plans/life-cycle.md says of the states of a plan, beside the sandbox and the data of @wxdp/core.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { auditTransitions, planTransitions } from '@wxdp/core'
import { createPlan, pausePlan, resumePlan, submitPlan, terminatePlan, updatePlan } from '@wxdp/core/brand'
import { createClient } from '@wxdp/fetch'
import { createTestSandbox } from '@wxdp/sandbox/testing'
import { describe, expect, it } from 'vitest'

const day = 86_400_000
const inDays = (days: number): string => new Date(Date.now() + days * day).toISOString()

/** A plan of a brand, and everything that can happen to it. */
async function open(isDraft = false) {
  const sandbox = await createTestSandbox({ createClient })
  const client = await sandbox.brandClient()
  const { plan } = await client.call(createPlan, {
    ...{ out_request_no: 'create-0001', product_coupon_id: '1', stock_id: '1', save_as_draft: isDraft },
    ...{
      reuse_coupon_config: false,
      plan_name: '满减券',
      total_count: 20_000,
      user_limit: 1,
      daily_limit: 500,
    },
    ...{ delivery_start_time: inDays(1), delivery_end_time: inDays(30) },
  })
  const { plan_id } = plan
  const { control } = sandbox
  let changes = 0
  const steps = {
    updatePlan: () => {
      changes += 1
      const modify_content = { total_count: 20_000 + changes }
      return client.call(updatePlan, { plan_id, out_request_no: `update-${changes}`, modify_content })
    },
    submitPlan: () => client.call(submitPlan, { plan_id }),
    pausePlan: () => client.call(pausePlan, { plan_id }),
    resumePlan: () => client.call(resumePlan, { plan_id }),
    terminatePlan: () => client.call(terminatePlan, { plan_id }),
    approve: () => control.approve(plan_id),
    reject: () => control.reject(plan_id),
    exhaust: () => control.exhaust(plan_id),
    refill: () => control.refill(plan_id),
    expire: () => control.advance('31d'),
  }
  return {
    async take(...names: readonly StepName[]) {
      for (const name of names) await steps[name]()
      await control.settled()
    },
    states: () => {
      const { plan_state, audit_state } = control.plan(plan_id)
      return [plan_state, audit_state] as const
    },
    notified: () => {
      const resource = control.callbacks.at(-1)?.resource
      const { plan_state, audit_state } = (resource ?? {}) as Record<string, string>
      return [plan_state, audit_state] as const
    },
  }
}
type StepName =
  | 'updatePlan'
  | 'submitPlan'
  | 'pausePlan'
  | 'resumePlan'
  | 'terminatePlan'
  | 'approve'
  | 'reject'
  | 'exhaust'
  | 'refill'
  | 'expire'

/** The rows of the table below a heading of the second level, without backticks. The first is the head. */
function tableIn(language: 'en' | 'zh', heading: number): string[][] {
  const file = join(import.meta.dirname, '../../../docs', language, 'plans/life-cycle.md')
  const section = readFileSync(file, 'utf8').split('\n## ')[heading] ?? ''
  return section
    .split('\n')
    .filter((line) => line.startsWith('|') && !line.startsWith('| -'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.replaceAll('`', '').trim()),
    )
}

/** The columns, and the one state that each changes. */
const calls: readonly (readonly [call: StepName, leadsTo: string])[] = [
  ['updatePlan', 'PROCESSING'],
  ['submitPlan', 'PROCESSING'],
  ['pausePlan', 'PAUSED'],
  ['resumePlan', 'PROCESSING'],
  ['terminatePlan', 'TERMINATED'],
]

/** How a plan gets into the states of a row. */
const ways: Readonly<Record<string, readonly (readonly StepName[])[]>> = {
  'CREATED PROCESSING': [[]],
  'CREATED REJECTED': [['reject']],
  'DELIVERING PASSED': [['approve']],
  'DELIVERING PROCESSING': [['approve', 'updatePlan']],
  'DELIVERING REJECTED': [['approve', 'updatePlan', 'reject']],
  'PAUSED PASSED': [
    ['approve', 'exhaust'],
    ['approve', 'pausePlan'],
  ],
  'PAUSED PROCESSING': [
    ['approve', 'exhaust', 'refill'],
    ['approve', 'pausePlan', 'resumePlan'],
  ],
  'PAUSED REJECTED': [['approve', 'pausePlan', 'resumePlan', 'reject']],
  TERMINATED: [['terminatePlan'], ['approve', 'terminatePlan']],
  EXPIRED: [['expire'], ['approve', 'expire']],
}

describe.each(['en', 'zh'] as const)('docs/%s/plans/life-cycle.md', (language) => {
  it('says which call is allowed when', async () => {
    const [, ...rows] = tableIn(language, 4)
    expect(rows.map(([states]) => states)).toEqual(['CREATED INITIAL', ...Object.keys(ways)])
    for (const [states = '', ...cells] of rows) {
      const isDraft = states.endsWith('INITIAL')
      for (const way of isDraft ? [[]] : (ways[states] ?? [])) {
        const found: string[] = []
        for (const [call, leadsTo] of calls) {
          const one = await open(isDraft)
          await one.take(...way)
          const before = one.states()
          const isAllowed = await one.take(call).then(
            () => true,
            ({ code }: { code: string }) => code !== 'PARAM_ERROR',
          )
          if (isAllowed) expect(one.states().filter((state, i) => state !== before[i])).toEqual([leadsTo])
          found.push(isAllowed ? '✓' : '–')
        }
        expect({ states, way, found }).toEqual({ states, way, found: cells })
      }
    }
  })

  it('says what callbacks tell', async () => {
    const [, ...rows] = tableIn(language, 3)
    const paths: readonly (readonly StepName[])[] = [
      [],
      ['approve'],
      ['reject'],
      ['approve', 'updatePlan'],
      ['approve', 'updatePlan', 'approve'],
      ['approve', 'updatePlan', 'reject'],
      ['approve', 'pausePlan'],
      ['approve', 'pausePlan', 'resumePlan'],
      ['approve', 'pausePlan', 'resumePlan', 'approve'],
      ['approve', 'terminatePlan'],
      ['approve', 'expire'],
    ]
    expect(rows).toHaveLength(paths.length)
    for (const [i, path] of paths.entries()) {
      const one = await open()
      await one.take(...path.slice(0, -1))
      const before = one.notified()
      await one.take(...path.slice(-1))
      const [what, ...cells] = rows[i] ?? []
      const told = cells.map((cell, at) => (/^(as it was|不变)$/.test(cell) ? before[at] : cell))
      expect([what, ...one.notified()]).toEqual([what, ...told])
    }
  })

  it('names every state and what comes next, as planTransitions and auditTransitions do', () => {
    for (const [heading, transitions] of [
      [1, planTransitions],
      [2, auditTransitions],
    ] as const) {
      const [, ...rows] = tableIn(language, heading)
      expect(new Set(rows.map(([state]) => state))).toEqual(new Set(transitions.map(({ to }) => to)))
      for (const [state, , , next = ''] of rows) {
        const following: readonly string[] = transitions
          .filter(({ from }) => from === state)
          .map(({ to }) => to)
        const ends: readonly string[] = following.filter((to) => to === 'TERMINATED' || to === 'EXPIRED')
        // One sentence below the table says it for all.
        expect(ends).toHaveLength(heading === 1 && following.length > 0 ? 2 : 0)
        const named = [...next.matchAll(/[A-Z]{4,}/g)].map(([name]) => name)
        expect([state, named.sort()]).toEqual([state, following.filter((to) => !ends.includes(to)).sort()])
      }
    }
  })
})

// Random sequences of calls, steps and turns of the clock, compared with a model of the documented life cycle.
import type { PlanChange } from '@wxdp/core'
import type { CallbackDelivery, SandboxControl } from '@wxdp/sandbox'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Call, paths } from '../support/caller.ts'
import { type ModelPlan, type Move, move, nextOf } from '../support/plan-model.ts'
import { brandPlans, changesIn, createPlan, ofBrand, stage, start } from '../support/stage.ts'

const hour = 3_600_000
const auditTime = 2 * hour
const minutes = 60_000

type Action =
  | { readonly kind: 'create'; readonly isDraft: boolean; readonly hours: number }
  | { readonly kind: 'move'; readonly isPossible: boolean; readonly move: number; readonly plan: number }
  | { readonly kind: 'turn'; readonly ms: number }

const actions: fc.Arbitrary<Action> = fc.oneof(
  fc.record({
    kind: fc.constant('create' as const),
    isDraft: fc.boolean(),
    hours: fc.integer({ min: 25, max: 60 }),
  }),
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('move' as const),
      isPossible: fc.integer({ min: 0, max: 4 }).map((n) => n > 0),
      move: fc.nat(1000),
      plan: fc.nat(3),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('turn' as const),
      ms: fc.oneof(
        fc.constant(auditTime),
        fc.integer({ min: 0, max: 70 * 60 }).map((n) => n * minutes),
      ),
    }),
  },
)

const steps: readonly Move[] = [
  'approve',
  'reject',
  'exhaust',
  'refill',
  'submit',
  'pause',
  'resume',
  'update',
]
const moves: readonly Move[] = [...steps, 'expire', 'terminate']

/** Most moves are possible and do not end the plan: others would leave little to compare. */
function choose(plan: ModelPlan, { isPossible, move: n }: { isPossible: boolean; move: number }): Move {
  const possible = steps.filter((by) => move(plan, by, { auditEnd: 0 }))
  const among = isPossible && possible.length > 0 ? possible : moves
  return among[n % among.length] as Move
}

type Seen = Pick<PlanChange, 'plan_id' | 'plan_state' | 'audit_state'> & { readonly time: number }

/** The model, with its own clock. */
function createModel(): {
  readonly expected: Seen[]
  readonly plans: Map<string, ModelPlan>
  now: number
  set(id: string, plan: ModelPlan): void
  turn(ms: number): void
} {
  const expected: Seen[] = []
  const plans = new Map<string, ModelPlan>()
  const model = {
    expected,
    plans,
    now: start,
    set(id: string, plan: ModelPlan) {
      plans.set(id, plan)
      if (plan.audit === 'INITIAL') return
      expected.push({ plan_id: id, plan_state: plan.state, audit_state: plan.audit, time: model.now })
    },
    turn(ms: number) {
      const target = model.now + ms
      for (;;) {
        const due = [...plans]
          .map(([id, plan]) => ({ id, plan, next: nextOf(plan) }))
          .filter(({ next }) => next && next.time <= target)
          .sort((a, b) => (a.next?.time ?? 0) - (b.next?.time ?? 0))[0]
        if (!due?.next) break
        model.now = Math.max(model.now, due.next.time)
        const moved = move(due.plan, due.next.by, { auditEnd: 0 })
        if (moved) model.set(due.id, moved)
      }
      model.now = target
    },
  }
  return model
}

it('does what the model does, whatever the order of calls, steps and turns of the clock', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(actions, { minLength: 10, maxLength: 30 }), async (sequence) => {
      const seen = new Map<string, Seen>()
      const { brand, box } = await stage({
        auditTime,
        async deliver(request) {
          const body = await request.text()
          const sent = {
            kind: 'notification',
            request: { headers: Object.fromEntries(request.headers), body },
          }
          const settings = await box.brand.handlerSettings()
          const [change] = await changesIn([sent as CallbackDelivery], settings)
          if (!change) return new Response(null, { status: 500 })
          const { plan_id, plan_state, audit_state, modify_time } = change
          const time = Date.parse(modify_time)
          expect(time).toBe(box.control.now)
          seen.set(JSON.parse(body).id, { plan_id, plan_state, audit_state, time })
          return new Response(null, { status: 204 })
        },
      })
      const { control } = box
      await brand('POST', `${paths.brand}/notify-url`, { notify_url: 'https://pay.example.com/plans' })
      const model = createModel()
      for (const [n, action] of sequence.entries()) {
        // So that no rate limit is reached, and every callback has been sent before the next call.
        await control.advance('1s')
        model.turn(1000)
        const auditEnd = model.now + auditTime
        if (action.kind === 'turn') {
          await control.advance(action.ms)
          model.turn(action.ms)
        } else if (action.kind === 'create') {
          const end = model.now + (48 + action.hours) * hour
          const body = bodyOf(n, { isDraft: action.isDraft, startTime: model.now + hour, end })
          const audit = action.isDraft ? 'INITIAL' : 'PROCESSING'
          const plan = { audit, auditEnd, end, nextEnd: end, pausedBy: undefined, isToResume: false } as const
          model.set((await createPlan(brand, body, brandPlans)).plan_id, { ...plan, state: 'CREATED' })
        } else {
          const [id, plan] = [...model.plans][action.plan % Math.max(1, model.plans.size)] ?? []
          if (id === undefined || !plan) continue
          const by = choose(plan, action)
          const moved = move(plan, by, { auditEnd })
          // A refill of a plan that the brand has paused is no error, and does nothing.
          const isIgnored = by === 'refill' && plan.pausedBy === 'brand' && nextOf(plan) !== undefined
          const isDone = await take(by, id, { n, brand, control, end: plan.end + 1000 })
          expect([by, isDone]).toEqual([by, moved !== undefined || isIgnored])
          if (moved) model.set(id, moved)
        }
        expect(control.now).toBe(model.now)
      }
      await control.advance('10d')
      model.turn(10 * 24 * hour)
      const all = [...seen.values()]
      expect(all.map(({ time }) => time)).toEqual(all.map(({ time }) => time).sort((a, b) => a - b))
      expect(all.sort(byTime)).toEqual(model.expected.sort(byTime))
    }),
    { numRuns: Number(process.env.WXDP_SEQUENCES ?? 30) },
  )
}, 3_600_000)

const byTime = (a: Seen, b: Seen): number => a.time - b.time || a.plan_id.localeCompare(b.plan_id)

function bodyOf(
  n: number,
  { isDraft, startTime, end }: { isDraft: boolean; startTime: number; end: number },
): object {
  return {
    ...ofBrand,
    out_request_no: `create-${n}`,
    delivery_start_time: new Date(startTime).toISOString(),
    delivery_end_time: new Date(end).toISOString(),
    save_as_draft: isDraft,
  }
}

interface Hands {
  readonly n: number
  readonly brand: Call
  readonly control: SandboxControl
  /** For an update. */
  readonly end: number
}

/** Makes a move, and returns whether it was possible. */
async function take(by: Move, id: string, { n, brand, control, end }: Hands): Promise<boolean> {
  if (by === 'update') {
    const modify_content = { delivery_end_time: new Date(end).toISOString() }
    const body = { out_request_no: `update-${n}`, modify_content }
    return (await brand('PATCH', `${brandPlans}/${id}`, body)).status === 200
  }
  if (by === 'terminate' || by === 'submit' || by === 'pause' || by === 'resume') {
    return (await brand('POST', `${brandPlans}/${id}/${by}`)).status === 204
  }
  return control[by](id).then(
    () => true,
    (error) => {
      expect(error.code).toBe('SANDBOX_STEP_IMPOSSIBLE')
      return false
    },
  )
}

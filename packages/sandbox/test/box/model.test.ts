// Random sequences of calls, steps, turns of the clock and saves, compared with a model of the documented life cycle.
import type { PlanChange } from '@wxdp/core'
import {
  type CallbackDelivery,
  createSandboxFor,
  type SandboxControl,
  type SandboxOptions,
} from '@wxdp/sandbox'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Call, callerOf, paths } from '../support/caller.ts'
import { type ModelPlan, type Move, move, nextOf } from '../support/plan-model.ts'
import {
  brandPlans,
  changesIn,
  createPlan,
  ofBrand,
  own,
  plans as partnerPlans,
  stage,
  start,
} from '../support/stage.ts'

const hour = 3_600_000
const auditTime = 2 * hour
const minutes = 60_000

type Owner = 'partner' | 'brand'
type Action =
  | {
      readonly kind: 'create'
      readonly owner: Owner
      readonly isDraft: boolean
      readonly hours: number
    }
  | {
      readonly kind: 'move'
      readonly isPossible: boolean
      readonly byControl: boolean
      readonly move: number
      readonly plan: number
    }
  | { readonly kind: 'turn'; readonly ms: number }
  | { readonly kind: 'save' }

const actions: fc.Arbitrary<Action> = fc.oneof(
  fc.record({
    kind: fc.constant('create' as const),
    owner: fc.constantFrom('partner' as const, 'brand' as const),
    isDraft: fc.boolean(),
    hours: fc.integer({ min: 25, max: 60 }),
  }),
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('move' as const),
      isPossible: fc.integer({ min: 0, max: 4 }).map((n) => n > 0),
      byControl: fc.boolean(),
      move: fc.nat(1000),
      plan: fc.nat(3),
    }),
  },
  fc.constant({ kind: 'save' as const }),
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

/** What a batch does to its plans is not done by hand. */
type ByHand = Exclude<Move, 'invalidate'>

const steps: readonly ByHand[] = [
  'approve',
  'reject',
  'exhaust',
  'refill',
  'submit',
  'pause',
  'resume',
  'update',
]
const moves: readonly ByHand[] = [...steps, 'expire', 'terminate']

/** Most moves are possible and do not end the plan: others would leave little to compare. */
function choose(plan: ModelPlan, { isPossible, move: n }: { isPossible: boolean; move: number }): ByHand {
  const possible = steps.filter((by) => move(plan, by, { auditEnd: 0 }))
  const among = isPossible && possible.length > 0 ? possible : moves
  return among[n % among.length] as ByHand
}

type Seen = Pick<PlanChange, 'plan_id' | 'plan_state' | 'audit_state'> & { readonly time: number }

/** One step in the history of a plan. */
interface Step {
  readonly time: number
  readonly step: 'create' | Move
  readonly by: 'request' | 'control' | 'clock'
  readonly after: Pick<PlanChange, 'plan_state' | 'audit_state'>
}

/** The model, with its own clock. */
function createModel(): {
  readonly expected: Seen[]
  readonly plans: Map<string, ModelPlan>
  /** What has happened to each plan. */
  readonly steps: Map<string, Step[]>
  /** The plan of each step, in order. */
  readonly changed: string[]
  now: number
  set(id: string, plan: ModelPlan, how: Pick<Step, 'step' | 'by'>): void
  turn(ms: number): void
} {
  const expected: Seen[] = []
  const plans = new Map<string, ModelPlan>()
  const steps = new Map<string, Step[]>()
  const changed: string[] = []
  /** What falls due at the same time happens in the order in which the plans were last changed. */
  const order = new Map<string, number>()
  const model = {
    expected,
    plans,
    steps,
    changed,
    now: start,
    set(id: string, plan: ModelPlan, how: Pick<Step, 'step' | 'by'>) {
      plans.set(id, plan)
      changed.push(id)
      order.set(id, changed.length)
      const after = { plan_state: plan.state, audit_state: plan.audit }
      steps.set(id, [...(steps.get(id) ?? []), { time: model.now, ...how, after }])
      if (plan.audit === 'INITIAL') return
      expected.push({ plan_id: id, plan_state: plan.state, audit_state: plan.audit, time: model.now })
    },
    turn(ms: number) {
      const target = model.now + ms
      for (;;) {
        const due = [...plans]
          .map(([id, plan]) => ({ id, plan, next: nextOf(plan) }))
          .filter(({ next }) => next && next.time <= target)
          .sort(
            (a, b) =>
              (a.next?.time ?? 0) - (b.next?.time ?? 0) || (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0),
          )[0]
        if (!due?.next) break
        model.now = Math.max(model.now, due.next.time)
        const moved = move(due.plan, due.next.by, { auditEnd: 0 })
        if (moved) model.set(due.id, moved, { step: due.next.by, by: 'clock' })
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
      const owners = new Map<string, Owner>()
      const told: string[] = []
      const options: SandboxOptions = {
        now: () => start,
        async deliver(request, { owner }) {
          const body = await request.text()
          const sent = {
            kind: 'notification',
            request: { headers: Object.fromEntries(request.headers), body },
          }
          const settings = owner === 'brand' ? await box.brand.handlerSettings() : box.handlerSettings()
          const [change] = await changesIn([sent as CallbackDelivery], settings)
          if (!change) return new Response(null, { status: 500 })
          const { plan_id, plan_state, audit_state, modify_time } = change
          const time = Date.parse(modify_time)
          expect(time).toBe(box.control.now)
          seen.set(JSON.parse(body).id, { plan_id, plan_state, audit_state, time })
          return new Response(null, { status: 204 })
        },
      }
      const begun = await stage({ ...options, auditTime })
      let { partner, brand, box } = begun
      await begun.setUrl()
      await brand('POST', `${paths.brand}/notify-url`, { notify_url: 'https://pay.example.com/plans' })
      const listen = (): void => {
        box.control.subscribe((change) => {
          if (change.kind === 'plan') told.push(change.planId)
        })
      }
      listen()
      const model = createModel()
      for (const [n, action] of sequence.entries()) {
        // So that no rate limit is reached, and every callback has been sent before the next call.
        await box.control.advance('1s')
        model.turn(1000)
        if (action.kind === 'save') {
          const state = JSON.parse(JSON.stringify(await box.save()))
          box = await createSandboxFor({}, { ...options, state })
          ;[partner, brand] = [await callerOf(box, 'partner'), await callerOf(box, 'brand')]
          listen()
        }
        const { control } = box
        const auditEnd = model.now + auditTime
        if (action.kind === 'turn') {
          await control.advance(action.ms)
          model.turn(action.ms)
        } else if (action.kind === 'create') {
          const end = model.now + (48 + action.hours) * hour
          const { owner } = action
          const isDraft = action.isDraft && owner === 'brand'
          const body = bodyOf(n, { owner, isDraft, startTime: model.now + hour, end })
          const audit = isDraft ? 'INITIAL' : 'PROCESSING'
          const plan = { audit, auditEnd, end, nextEnd: end, pausedBy: undefined, isToResume: false } as const
          const call = owner === 'brand' ? brand : partner
          const { plan_id } = await createPlan(call, body, owner === 'brand' ? brandPlans : partnerPlans)
          owners.set(plan_id, owner)
          model.set(plan_id, { ...plan, state: 'CREATED' }, { step: 'create', by: 'request' })
        } else if (action.kind === 'move') {
          const [id, plan] = [...model.plans][action.plan % Math.max(1, model.plans.size)] ?? []
          if (id === undefined || !plan) continue
          const by = choose(plan, action)
          const moved = move(plan, by, { auditEnd })
          // A refill of a plan that the brand has paused is no error, and does nothing.
          const isIgnored = by === 'refill' && plan.pausedBy === 'brand' && nextOf(plan) !== undefined
          const owner = owners.get(id) ?? 'brand'
          const call = owner === 'brand' ? brand : partner
          const { byControl } = action
          const taken = await take(by, id, { n, owner, call, control, byControl, end: plan.end + 1000 })
          expect([by, taken.isDone]).toEqual([by, moved !== undefined || isIgnored])
          if (moved) model.set(id, moved, { step: by, by: taken.by })
        }
        expect(control.now).toBe(model.now)
        expectSame(control, model)
      }
      const { control } = box
      await control.advance('10d')
      model.turn(10 * 24 * hour)
      expectSame(control, model)
      expect(told).toEqual(model.changed)
      for (const owner of ['partner', 'brand'] as const) {
        const { total } = control.plans({ owner })
        expect(total).toBe([...owners.values()].filter((each) => each === owner).length)
      }
      const all = [...seen.values()]
      expect(all.map(({ time }) => time)).toEqual(all.map(({ time }) => time).sort((a, b) => a - b))
      expect(all.sort(byTime)).toEqual(model.expected.sort(byTime))
    }),
    { numRuns: Number(process.env.WXDP_SEQUENCES ?? 30) },
  )
}, 3_600_000)

/** Compares what the sandbox tells about each plan. */
function expectSame(control: SandboxControl, { plans, steps }: ReturnType<typeof createModel>): void {
  const { total, plans: listed } = control.plans()
  expect([total, listed.map(({ plan_id }) => plan_id)]).toEqual([plans.size, [...plans.keys()]])
  for (const { plan_id, plan_state, audit_state, draft, possibleSteps, history } of listed) {
    const plan = plans.get(plan_id) as ModelPlan
    expect([plan_state, audit_state]).toEqual([plan.state, plan.audit])
    expect(draft !== undefined).toBe(plan.nextEnd !== plan.end)
    const possible = moves.filter((by) => by !== 'update' && move(plan, by, { auditEnd: 0 }))
    expect([...possibleSteps].sort()).toEqual(possible.sort())
    const expected = steps.get(plan_id) ?? []
    expect(history.map(({ time, step, by, after }) => ({ time, step, by, after }))).toEqual(expected)
    expect(history.map(({ before }) => before)).toEqual(
      [undefined, ...expected.map(({ after }) => after)].slice(0, -1),
    )
  }
  for (const state of ['CREATED', 'DELIVERING', 'PAUSED', 'TERMINATED', 'EXPIRED'] as const) {
    const expected = [...plans].filter(([, plan]) => plan.state === state).map(([id]) => id)
    expect(control.plans({ planState: state }).plans.map(({ plan_id }) => plan_id)).toEqual(expected)
  }
}

const byTime = (a: Seen, b: Seen): number => a.time - b.time || a.plan_id.localeCompare(b.plan_id)

function bodyOf(
  n: number,
  options: { owner: Owner; isDraft: boolean; startTime: number; end: number },
): object {
  const { owner, isDraft, startTime, end } = options
  return {
    ...(owner === 'brand' ? { ...ofBrand, save_as_draft: isDraft } : own),
    out_request_no: `create-${n}`,
    delivery_start_time: new Date(startTime).toISOString(),
    delivery_end_time: new Date(end).toISOString(),
  }
}

interface Hands {
  readonly n: number
  readonly owner: Owner
  /** Of the owner. */
  readonly call: Call
  readonly control: SandboxControl
  /** Whether a move that the owner makes by a call is made by `control` instead. */
  readonly byControl: boolean
  /** For an update. */
  readonly end: number
}

interface Taken {
  readonly isDone: boolean
  readonly by: 'request' | 'control'
}

/** Makes a move, and returns whether it was possible. A service provider has no calls for some. */
async function take(by: ByHand, id: string, hands: Hands): Promise<Taken> {
  const { n, owner, call, control, byControl, end } = hands
  const target = `${owner === 'brand' ? brandPlans : partnerPlans}/${id}`
  if (by === 'update') {
    const modify_content = { delivery_end_time: new Date(end).toISOString() }
    const { status } = await call('PATCH', target, { out_request_no: `update-${n}`, modify_content })
    return { isDone: status === 200, by: 'request' }
  }
  const isCall = by === 'terminate' || (owner === 'brand' && ['submit', 'pause', 'resume'].includes(by))
  if (isCall && !byControl) {
    return { isDone: (await call('POST', `${target}/${by}`)).status === 204, by: 'request' }
  }
  const isDone = await control[by](id).then(
    () => true,
    (error) => {
      expect(error.code).toBe('SANDBOX_STEP_IMPOSSIBLE')
      return false
    },
  )
  return { isDone, by: 'control' }
}

// Random sequences of coupons given out, calls, changes of the batch, turns of the clock and saves, compared with a model of
// the documented lives of coupon, batch and plan.
import type { UserCoupon } from '@wxdp/core/coupon'
import { createSandboxFor, type SandboxOptions } from '@wxdp/sandbox'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Call, callerOf } from '../support/caller.ts'
import {
  approve,
  budget,
  type CouponMove,
  couponAt,
  endBatch,
  give,
  type ModelBatch,
  type ModelCoupon,
  type ModelPlan,
  moveCoupon,
  newCoupon,
} from '../support/coupon-model.ts'
import { batchTerms, couponStage, delivering, newSingle } from '../support/coupon-stage.ts'
import { iso, start } from '../support/stage.ts'

const base = '/v3/marketing/partner/product-coupon'
const brand_id = '120344'
const appid = 'wx00000000000000a1'
const hour = 3_600_000

type Action =
  | { readonly kind: 'send' }
  | { readonly kind: 'move'; readonly by: CouponMove; readonly coupon: number }
  | { readonly kind: 'turn'; readonly hours: number }
  | { readonly kind: 'budget'; readonly left: number }
  | { readonly kind: 'approve' | 'end' | 'save' }

const actions: fc.Arbitrary<Action> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Action>({ kind: 'send' }) },
  {
    weight: 10,
    arbitrary: fc.record({
      kind: fc.constant('move' as const),
      by: fc.constantFrom<CouponMove>('confirm', 'confirm', 'use', 'use', 'return', 'deactivate', 'delete'),
      coupon: fc.nat(5),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('turn' as const), hours: fc.integer({ min: 1, max: 60 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('budget' as const), left: fc.integer({ min: -1, max: 2 }) }),
  },
  { weight: 2, arbitrary: fc.constantFrom<Action>({ kind: 'approve' }, { kind: 'save' }) },
  { weight: 1, arbitrary: fc.constant<Action>({ kind: 'end' }) },
)

it('does what the model does, whatever the order of coupons, calls, changes and turns of the clock', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(actions, { minLength: 10, maxLength: 40 }), async (sequence) => {
      const received: string[] = []
      const options: SandboxOptions = {
        now: () => start,
        callbacks: { probes: 0, duplicates: 0 },
        async deliver(request) {
          const { event_type, resource } = JSON.parse(await request.text())
          if (resource.original_type === 'coupon') received.push(event_type)
          return new Response(null, { status: 204 })
        },
      }
      const set = await couponStage(options)
      const period = {
        ...{ available_begin_time: iso(0), available_end_time: iso(12) },
        ...{ available_days: 3, wait_days_after_receive: 1 },
      }
      const ids = newSingle(set.state, {
        batch: { ...batchTerms, single_usage_rule: { coupon_available_period: period } },
      })
      const { plan_id } = await delivering(set, { ...ids, user_limit: 1, delivery_end_time: iso(6) })
      const { product_coupon_id, stock_id } = ids
      let { box, partner } = set
      let batch: ModelBatch = { state: 'SENDING', max: 20_000, sent: 0, end: Date.parse(iso(12)) }
      let plan: ModelPlan = {
        ...{ state: 'DELIVERING', isInAudit: false, isEmpty: false },
        end: Date.parse(iso(6)),
      }
      const coupons = new Map<string, ModelCoupon>()
      const openids = new Map<string, string>()

      /** What the clock has done. A plan ends before its batch does. */
      const catchUp = (now: number): void => {
        for (const [code, coupon] of coupons) coupons.set(code, couponAt(coupon, now))
        if (now >= plan.end) plan = { ...plan, state: 'EXPIRED' }
        if (now >= batch.end) [batch, plan] = endBatch(batch, plan, 'STOPPED') ?? [batch, plan]
      }
      for (const [n, action] of sequence.entries()) {
        // So that no rate limit is reached.
        await box.control.advance('1s')
        catchUp(box.control.now)
        const { now } = box.control
        switch (action.kind) {
          case 'send': {
            const next = give(batch, plan)
            const sent = await box.control.sendCoupon(plan_id).catch((error) => error)
            expect(sent.code).toBe(next ? undefined : 'SANDBOX_STEP_IMPOSSIBLE')
            if (!next) break
            ;[batch, plan] = next
            const { coupon_code, openid } = sent.userCoupon
            coupons.set(coupon_code, newCoupon(now, batch.end))
            openids.set(coupon_code, openid)
            break
          }
          case 'move': {
            const [code, coupon] = [...coupons][action.coupon % Math.max(1, coupons.size)] ?? []
            if (code === undefined || !coupon) break
            const moved = moveCoupon(coupon, action.by, now)
            const openid = openids.get(code) as string
            const coupon_ids = { product_coupon_id, stock_id, appid, brand_id }
            const isDone = await take(action.by, { box, partner, code, openid, n, ids: coupon_ids })
            expect([action.by, coupon.state, isDone]).toEqual([action.by, coupon.state, moved !== undefined])
            if (moved) coupons.set(code, moved)
            break
          }
          case 'turn':
            await box.control.advance(action.hours * hour)
            break
          case 'budget': {
            const max = batch.sent + action.left
            const next = max > 0 ? budget(batch, plan, max) : undefined
            const { status } = await partner(
              'POST',
              `${base}/product-coupons/${product_coupon_id}/stocks/${stock_id}/update-budget`,
              {
                ...{ out_request_no: `budget-${n}`, update_mode: 'MAX_COUNT', brand_id },
                ...{ current_max_count: batch.max, target_max_count: max },
              },
            )
            // To change nothing is allowed; to give out nothing is not.
            expect([max, status]).toEqual([
              max,
              next || (max > 0 && max === batch.max && isOpen(batch)) ? 200 : 400,
            ])
            if (next) [batch, plan] = next
            break
          }
          case 'approve': {
            const next = approve(plan)
            const isDone = await box.control.approve(plan_id).then(
              () => true,
              () => false,
            )
            expect(isDone).toBe(next !== undefined)
            if (next) plan = next
            break
          }
          case 'end': {
            const next = endBatch(batch, plan)
            const { status } = await partner(
              'POST',
              `${base}/product-coupons/${product_coupon_id}/stocks/${stock_id}/deactivate`,
              { out_request_no: `end-${n}-batch`, deactivate_reason: '活动结束', brand_id },
            )
            expect(status).toBe(next ? 200 : 400)
            if (next) [batch, plan] = next
            break
          }
          case 'save': {
            const state = JSON.parse(JSON.stringify(await box.save()))
            box.close()
            box = await createSandboxFor({}, { ...options, state })
            partner = await callerOf(box, 'partner')
          }
        }
        await box.control.settled()
        catchUp(box.control.now)
        expect(seenOf(box, plan_id, stock_id)).toEqual([batch.state, batch.sent, plan.state])
        for (const [code, coupon] of coupons) {
          const { coupon_state, history } = box.control.userCoupon(code)
          expect([coupon_state, ...history.map(({ step }) => step)]).toEqual([coupon.state, ...coupon.steps])
        }
      }
      expect(received).toEqual(Array(coupons.size).fill('PRODUCT_COUPON_SP.SEND'))
      const confirming = [...coupons].filter(([, { state }]) => state === 'CONFIRMING').map(([code]) => code)
      expect(await listed(partner, new Set(openids.values()))).toEqual(confirming)
    }),
    { numRuns: Number(process.env.WXDP_SEQUENCES ?? 30) },
  )
}, 3_600_000)

const isOpen = ({ state }: ModelBatch): boolean => state === 'SENDING' || state === 'PAUSED'

function seenOf(
  { control }: Awaited<ReturnType<typeof couponStage>>['box'],
  planId: string,
  stockId: string,
) {
  const { state, sent } = control.batch(stockId)
  return [state, sent.total, control.plan(planId).plan_state]
}

interface Hands {
  readonly box: Awaited<ReturnType<typeof couponStage>>['box']
  readonly partner: Call
  readonly code: string
  readonly openid: string
  readonly n: number
  readonly ids: object
}

/** Makes a move, and returns whether it was possible. */
async function take(by: CouponMove, { box, partner, code, openid, n, ids }: Hands): Promise<boolean> {
  if (by === 'delete') {
    try {
      box.control.deleteUserCoupon(code)
      return true
    } catch (error) {
      expect(error).toMatchObject({ code: 'SANDBOX_STEP_IMPOSSIBLE' })
      return false
    }
  }
  const { status, body } = await partner('POST', `${base}/users/${openid}/coupons/${code}/${by}`, {
    ...{ ...ids, out_request_no: `${by}-number-${n}` },
    ...(by === 'use' && {
      use_time: new Date(box.control.now).toISOString(),
      associated_order_info: { transaction_id: `42000099992026${n}` },
    }),
    ...(by === 'deactivate' && { deactivate_reason: '用户投诉' }),
  })
  if (status === 200) expect(body.coupon_state).toBe(box.control.userCoupon(code).coupon_state)
  return status === 200
}

/** The codes of all that a receiver finds unconfirmed, in the order in which they were given out. */
async function listed(partner: Call, openids: ReadonlySet<string>): Promise<string[]> {
  const codes: string[] = []
  for (const openid of openids) {
    const query = `appid=${appid}&coupon_state=CONFIRMING&brand_id=${brand_id}`
    const { body } = await partner('GET', `${base}/users/${openid}/coupons?${query}`)
    for (const { coupon_code } of (body.user_coupon_list as UserCoupon[] | undefined) ?? []) {
      codes.push(coupon_code)
    }
  }
  return codes
}

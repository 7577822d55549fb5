import {
  ApiError,
  type AuditStateFilter,
  type DeliveryPlan,
  isStaleChange,
  type KnownPlanChange,
  normaliseAuditState,
  normalisePlanState,
} from '@wxdp/core'
import { listPlans as listOwnPlans } from '@wxdp/core/brand'
import { listPlans } from '@wxdp/core/partner'
import type { Client } from '../call/client.ts'
import { paginate } from './paginate.ts'

/** What a callback would have said, had it come. */
export interface MissedChange extends KnownPlanChange {
  readonly plan_id: string
  /** When the list was asked: it does not tell when the plan changed. */
  readonly modify_time: string
  /** The plan as the list has it. */
  readonly plan: DeliveryPlan
  /** What was known of it; `undefined` if it is new to you. */
  readonly known: KnownPlanChange | undefined
}

export interface ReconcileOptions {
  readonly client: Pick<Client, 'call'>
  /** Brands whose plans are looked at. Left out: the client signs as a brand, and looks at its own. */
  readonly brandIds?: Iterable<string> | AsyncIterable<string> | undefined
  /** The last change of a plan that you took in. */
  readonly known: (planId: string) => KnownPlanChange | undefined | Promise<KnownPlanChange | undefined>
  /** Takes a missed change in, as `onNotification` takes a callback in. One at a time; what it throws ends the run. */
  readonly onChange: (missed: MissedChange) => void | Promise<void>
  /** Ends the run; its reason is thrown as it is. */
  readonly signal?: AbortSignal
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number
}

/** What came of a run. */
export interface Reconciliation {
  /** Plans looked at. */
  readonly plans: number
  /** Changes handed to `onChange`. */
  readonly missed: number
  /** Brands that WeChat Pay refused to list; the others were looked at all the same. */
  readonly refused: readonly { readonly brandId: string; readonly error: ApiError }[]
}

/**
 * In the order in which an audit goes, so that a plan that moves on meanwhile is met again rather than passed over.
 * The list tells no audit state; that is why each is asked for.
 */
const auditStates: readonly AuditStateFilter[] = [
  'AUDIT_INITIAL',
  'AUDIT_PROCESSING',
  'AUDIT_REJECTED',
  'AUDIT_PASSED',
]

/**
 * Looks for changes whose callbacks were lost (主动查询补偿): WeChat Pay does not guarantee callbacks and says never
 * to rely on them alone. Run it now and then, every few minutes to hours.
 *
 * It walks the list of plans once for each audit state, one call at a time, at least four calls a brand; a limiter
 * of the client holds them below the documented rate. It compares with what you know and reports each difference
 * once. An answer that was overtaken by a callback meanwhile is passed over. Plans in an audit state that is not
 * documented are not met.
 *
 * Store what it reports as the newest change: a callback that comes after all is then stale by `isStaleChange`. Should
 * your clock run ahead, a change right after is taken for stale, too, and found by the next run.
 *
 * @throws what `client.call` throws, but for the brands in {@link Reconciliation.refused} (HTTP 400, 403, 404);
 *   what `known` and `onChange` throw
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184563}
 *
 * @example
 * import { reconcile } from '@wxdp/fetch/reconcile'
 *
 * const states = new Map<string, KnownPlanChange>()
 * const { missed } = await reconcile({
 *   client,
 *   brandIds: ['120344'],
 *   known: (planId) => states.get(planId),
 *   onChange: (change) => void states.set(change.plan_id, change),
 * })
 */
export async function reconcile(options: ReconcileOptions): Promise<Reconciliation> {
  const { client, brandIds, signal } = options
  const each = signal ? { signal } : {}
  const walks = (audit_state: AuditStateFilter, brand_id?: string): AsyncIterable<DeliveryPlan> =>
    brand_id === undefined
      ? paginate(client, listOwnPlans, { audit_state }, each)
      : paginate(client, listPlans, { brand_id, audit_state }, each)
  const total = { plans: 0, missed: 0 }
  const refused: { brandId: string; error: ApiError }[] = []
  for await (const brandId of brandIds ?? [undefined]) {
    try {
      for (const audit_state of auditStates) {
        await look(options, () => walks(audit_state, brandId), audit_state, total)
      }
    } catch (error) {
      if (brandId === undefined || !isRefusal(error)) throw error
      refused.push({ brandId, error })
    }
  }
  return { ...total, refused }
}

async function look(
  { known: findKnown, onChange, now = Date.now }: ReconcileOptions,
  walk: () => AsyncIterable<DeliveryPlan>,
  audit: string,
  total: { plans: number; missed: number },
): Promise<void> {
  const audit_state = normaliseAuditState(audit)
  // Before the first page is asked for; pages that follow are newer than that at worst.
  const modify_time = new Date(now()).toISOString()
  for await (const plan of walk()) {
    total.plans++
    const { plan_id } = plan
    const known = await findKnown(plan_id)
    const seen = { plan_state: normalisePlanState(plan.plan_state), audit_state, modify_time }
    // At the same time as what is known, it is stale if it says nothing new.
    if (
      known &&
      (isStaleChange(seen, known) || isStaleChange({ ...seen, modify_time: known.modify_time }, known))
    )
      continue
    total.missed++
    await onChange({ plan_id, ...seen, plan, known })
  }
}

/** About this brand alone: the others may be listed. */
function isRefusal(error: unknown): error is ApiError {
  return error instanceof ApiError && [400, 403, 404].includes(error.status)
}

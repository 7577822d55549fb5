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
import { requireFunctions, wrongOption } from '../call/check-option.ts'
import type { Client } from '../call/client.ts'
import { paginate, requireClient } from './paginate.ts'

/** A change whose callback did not arrive. */
export interface MissedChange extends KnownPlanChange {
  readonly plan_id: string
  /** When the list was requested. The list does not say when a plan changed. */
  readonly modify_time: string
  /** The plan in the list. */
  readonly plan: DeliveryPlan
  /** The last change known before; `undefined` for a plan that is new to you. */
  readonly known: KnownPlanChange | undefined
}

export interface ReconcileOptions {
  readonly client: Pick<Client, 'call'>
  /** Brands whose plans are listed. Leave it out if the client signs as a brand: it lists the brand's own plans. */
  readonly brandIds?: Iterable<string> | AsyncIterable<string> | undefined
  /** Returns the last change of a plan that you stored. */
  readonly known: (planId: string) => KnownPlanChange | undefined | Promise<KnownPlanChange | undefined>
  /** Handles a missed change, as `onNotification` handles a callback. Called one at a time; what it throws ends the run. */
  readonly onChange: (missed: MissedChange) => void | Promise<void>
  /** Ends the run. Its reason is thrown unchanged. */
  readonly signal?: AbortSignal
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number
}

/** The result of a run. */
export interface Reconciliation {
  /** Number of plans listed. */
  readonly plans: number
  /** Number of changes passed to `onChange`. */
  readonly missed: number
  /** Brands whose plans WeChat Pay refused to list. The other brands were listed nevertheless. */
  readonly refused: readonly { readonly brandId: string; readonly error: ApiError }[]
}

/**
 * The states to filter by: the list does not contain the audit state of a plan. They are in the order of an audit, so
 * that a plan which moves on meanwhile is found twice rather than never.
 */
const auditStates: readonly AuditStateFilter[] = [
  'AUDIT_INITIAL',
  'AUDIT_PROCESSING',
  'AUDIT_REJECTED',
  'AUDIT_PASSED',
]

/**
 * Finds changes whose callbacks were lost (主动查询补偿): WeChat Pay does not guarantee callbacks and says never to rely
 * on them alone. Run it regularly, every few minutes to hours.
 *
 * It lists the plans once for each audit state, one call at a time: at least four calls a brand. A limiter of the client
 * keeps them below the documented rate. Every difference from the changes that you know is reported once. If a callback
 * overtakes the list, its plan is skipped. Plans in an undocumented audit state are not found.
 *
 * Store each reported change as the newest: `isStaleChange` then recognises a callback that arrives later. If your clock
 * is ahead, it may also discard the callback of a change right after; the next run finds that change.
 *
 * @throws {TypeError} `FETCH_OPTION_INVALID`
 * @throws what `client.call`, `known` and `onChange` throw, except the errors in {@link Reconciliation.refused} (HTTP
 *   400, 403, 404)
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
  requireOptions(options)
  const { client, brandIds, onChange, signal } = options
  const callOptions = signal ? { signal } : {}
  const list = (audit_state: AuditStateFilter, brand_id?: string): AsyncIterable<DeliveryPlan> =>
    brand_id === undefined
      ? paginate(client, listOwnPlans, { audit_state }, callOptions)
      : paginate(client, listPlans, { brand_id, audit_state }, callOptions)
  let plans = 0
  let missed = 0
  const refused: { brandId: string; error: ApiError }[] = []
  for await (const brandId of brandIds ?? [undefined]) {
    try {
      for (const auditState of auditStates) {
        for await (const change of compare(list(auditState, brandId), auditState, options)) {
          plans += 1
          if (!change) continue
          missed += 1
          await onChange(change)
        }
      }
    } catch (error) {
      if (brandId === undefined || !isRefusal(error)) throw error
      refused.push({ brandId, error })
    }
  }
  return { plans, missed, refused }
}

function requireOptions(options: ReconcileOptions): void {
  requireClient(options?.client)
  const { brandIds, known, onChange } = options
  if (typeof known !== 'function') throw wrongOption('known must be a function', known)
  if (typeof onChange !== 'function') throw wrongOption('onChange must be a function', onChange)
  requireFunctions(options, ['now'])
  // A string is iterable, too: its digits would be taken for brands.
  const isList = brandIds === undefined || (typeof brandIds === 'object' && brandIds && isIterable(brandIds))
  if (!isList) throw wrongOption('brandIds must be a list', brandIds)
}

function isIterable(value: object): boolean {
  return Symbol.iterator in value || Symbol.asyncIterator in value
}

/** Yields the missed change of each plan in a list, or `undefined` if there is none. */
async function* compare(
  list: AsyncIterable<DeliveryPlan>,
  auditState: AuditStateFilter,
  { known: findKnown, now = Date.now }: ReconcileOptions,
): AsyncGenerator<MissedChange | undefined> {
  const audit_state = normaliseAuditState(auditState)
  // Taken before the first page is requested, so that no page is older.
  const modify_time = new Date(now()).toISOString()
  for await (const plan of list) {
    const { plan_id } = plan
    const known = await findKnown(plan_id)
    const change = { plan_state: normalisePlanState(plan.plan_state), audit_state, modify_time }
    // `modify_time` is only when the list was requested, so the states alone must show a change, too.
    const sameTime = { ...change, modify_time: known?.modify_time ?? modify_time }
    const isMissed = !isStaleChange(change, known) && !isStaleChange(sameTime, known)
    yield isMissed ? { plan_id, ...change, plan, known } : undefined
  }
}

/** Whether the error is about this brand only, so that other brands may be listed. */
function isRefusal(error: unknown): error is ApiError {
  return error instanceof ApiError && [400, 403, 404].includes(error.status)
}
